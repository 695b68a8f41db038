"""Words that do harm, where they stand: "killed", "the death of", "sustained shrapnel wounds", and which way they look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from istor.claims.casualty_words import casualty_words
from istor.claims.claim import Harm
from istor.claims.victims import Victims
from istor.language import Parse

Looks = Literal["after", "before"]
WOUND_REACH = 6  # words between "sustained" and "wounds"
ASIDE = frozenset({"PUNCT", "ADV", "PART", "SCONJ", "DET"})


class Cue(NamedTuple):
    """A harm word: tokens `first` to before `end`, where its people stand (`looks`), and how real it is.

    `harms` has two where words are joined ("killed or injured"); `unsure` for "may have", `negated` for "did not kill";
    `among` where the people are some of those harmed ("among the dead were", "the wounded include").
    """

    first: int
    end: int
    harms: tuple[Harm, ...]
    looks: Looks
    unsure: bool = False
    negated: bool = False
    among: bool = False


def read_cues(parse: Parse, words: Sequence[str], sentence: tuple[int, int], victims: Sequence[Victims]) -> list[Cue]:
    """The harm words of one sentence that lie outside `victims`, left to right; plans and wishes are left out."""
    taken = {i for one in victims for i in range(one.first, one.end)}
    ends = {one.end: one for one in victims}
    starts = {one.first: one for one in victims}
    found: list[Cue] = []
    at = sentence[0]
    while at < sentence[1]:
        cue = None if at in taken else _cue(parse, words, at, sentence, starts, ends)
        if cue is None:
            at += 1
            continue
        at = cue.end
        if not _unreal(parse, words, cue, sentence[0]):
            found.append(_joined(found, cue, words))
    return [cue for cue in found if cue.end > cue.first]


def _cue(
    parse: Parse,
    words: Sequence[str],
    at: int,
    sentence: tuple[int, int],
    starts: dict[int, Victims],
    ends: dict[int, Victims],
) -> Cue | None:
    lexicon = casualty_words()
    end = _wounds(parse, words, at, sentence[1])
    if end:
        fatal = any(lexicon.wounds["fatal"].match(words, i) for i in range(at, end))
        return _judged(parse, words, Cue(at, end, ("killed" if fatal else "injured",), "before"), sentence[0])
    if words[at] not in lexicon.harm_firsts:
        return None
    match = lexicon.harms.match(words, at)
    if match is None or match.end > sentence[1]:
        return None
    harm, stands = match.value
    among = _among(words, at, match.end, sentence, starts)
    if among:
        return among._replace(harms=(harm,))
    looks = _looks(parse, words, (at, match.end), stands, starts=starts, ends=ends)
    if looks is None:
        return None
    return _judged(parse, words, Cue(at, match.end, (harm,), looks), sentence[0])


def _among(
    words: Sequence[str], at: int, end: int, sentence: tuple[int, int], starts: dict[int, Victims]
) -> Cue | None:
    """ "among those hurt were two boys", "two boys were among the injured", "the dead include a child"."""
    before = words[max(sentence[0], at - 2) : at]
    among = len(before) > 1 and before[0] in ("among", "amongst") and before[1] in ("the", "those")
    if among and any(word in ("was", "were", "are", "is") for word in words[max(sentence[0], at - 5) : at - 2]):
        return Cue(at - 2, end, (), "before", among=True)
    linked = ("was", "were", "are", "is") if among else ("included", "include", "includes")
    if not among and (not before or before[-1] not in ("the", "those")):
        return None
    for i in range(end, min(end + 6, sentence[1])):
        if words[i] in linked:
            first = next((j for j in range(i + 1, min(i + 3, sentence[1])) if j in starts), None)
            return Cue(at, first, (), "after", among=True) if first else None
    return None


def _wounds(parse: Parse, words: Sequence[str], at: int, end: int) -> int | None:
    """ "sustained (minor shrapnel) wounds": one past the last word, or None."""
    wounds = casualty_words().wounds
    found = wounds["suffered"].match(words, at)
    if found is None:
        return None
    for i in range(found.end, min(end, found.end + WOUND_REACH)):
        ailment = wounds["ailments"].match(words, i)
        if ailment and ailment.end <= end:
            return ailment.end
        if parse.tokens[i].pos in ("PUNCT", "NUM", "AUX", "SCONJ") or parse.tokens[i].tag in ("VBD", "VBZ", "VBP", "VBN"):
            return None
    return None


def _looks(
    parse: Parse,
    words: Sequence[str],
    span: tuple[int, int],
    stands: frozenset[str],
    *,
    starts: dict[int, Victims],
    ends: dict[int, Victims],
) -> Looks | None:
    at, end = span
    following = _next_victims(parse, words, end, starts)
    if "of" in stands and end < len(words) and words[end] in ("of", "to") and _next_victims(parse, words, end + 1, starts):
        return "after"
    if stands <= {"of", "nouns", "none"}:
        return None
    if stands & {"after"}:
        return "after"
    if "either" not in stands:
        return "before"
    if _passive(parse, words, at):
        return "before"
    if following is None and words[at] == "displaced" and at not in ends:
        return None  # "internally displaced people", "the Displaced": a standing, not an event
    if following is None:
        # "killed and wounded 12 people": what joins two harms does not part them from their people
        joined = casualty_words().harms.match(words, end + 1) if end + 1 < len(words) and words[end] in ("and", "or") else None
        counted = at in ends and not ends[at].vague
        if joined and _next_victims(parse, words, joined.end, starts) and not counted:
            return "after"
        return "before"
    preceding = ends.get(at)
    if preceding is not None:
        own = casualty_words().harms.match(words, following.end) if following.end < len(words) else None
        if own or preceding.kind == "bare":
            return "before"
    return "after"


def _next_victims(parse: Parse, words: Sequence[str], at: int, starts: dict[int, Victims]) -> Victims | None:
    """People standing right after, past adverbs and a colon."""
    if at + 1 < len(words) and words[at] in ("himself", "herself", "themselves") and words[at + 1] == "and":
        at += 2
    for i in range(at, min(at + 4, len(words))):
        if i in starts:
            return starts[i]
        if parse.tokens[i].pos not in ("ADV", "ADP", "DET") and words[i] not in (":", "(", '"', "“", "”"):
            return None
        if words[i] in ("in", "by", "on", "during", "after", "from", "near", "when"):
            return None
    return None


def _passive(parse: Parse, words: Sequence[str], at: int) -> bool:
    passive = casualty_words().voice["passive"]
    for i in range(at - 1, max(at - 6, -1), -1):
        if passive.match(words, i):
            return words[i] != "left" or i == at - 1
        if parse.tokens[i].pos not in ("ADV", "PART") and words[i] not in (",", "reported", "confirmed", "either", "believed", "to", "have"):
            return False
    return False


def _judged(parse: Parse, words: Sequence[str], cue: Cue, start: int) -> Cue:
    """The cue with what stands before it: "not", "may have been"."""
    voice = casualty_words().voice
    unsure = negated = False
    for i in range(cue.first - 1, max(start, cue.first - 6) - 1, -1):
        if words[i] in (";", ":") or parse.tokens[i].pos in ("NOUN", "PROPN", "NUM"):
            break
        unsure = unsure or voice["unsure"].match(words, i) is not None
        negated = negated or words[i] in ("not", "n't", "never")
    return cue._replace(unsure=unsure, negated=negated)


def _unreal(parse: Parse, words: Sequence[str], cue: Cue, start: int) -> bool:
    """A wish, a plan or a rule: "to kill", "would have injured", "can kill"."""
    voice = casualty_words().voice
    if parse.tokens[cue.first].tag not in ("VB", "VBN", "VBD", "VBP"):
        return False
    for i in range(cue.first - 1, max(start, cue.first - 5) - 1, -1):
        if parse.tokens[i].pos not in ("AUX", "PART", "ADV", "VERB"):
            return False
        if voice["unreal"].match(words, i):
            back = words[max(start, i - 3) : i]
            return not any(voice["really"].match([word], 0) for word in back) and not _past(words, i, cue.first)
    return False


def _past(words: Sequence[str], modal: int, end: int) -> bool:
    """ "may be dead" and "could have killed" are doubts about what happened, "could kill" is none of it."""
    return words[modal] in ("may", "might") or (words[modal] in ("could", "to") and "have" in words[modal:end])


def _joined(found: list[Cue], cue: Cue, words: Sequence[str]) -> Cue:
    """ "killed or injured": the second takes the first in, where nothing but the joining word stands between."""
    if not found:
        return cue
    last = found[-1]
    between = tuple(words[last.end : cue.first])
    if between in JOINTS and last.looks == cue.looks:
        found.pop()
        return cue._replace(first=last.first, harms=tuple(dict.fromkeys((*last.harms, *cue.harms))), negated=last.negated or cue.negated)
    return cue


JOINTS = frozenset({("and",), ("or",), ("nor",), ("and", "/", "or"), ("/",), ("or", "even"), ("and", "were"), ("or", "been"), ("and", "later")})
