"""Who suffered which harm: joins phrases of people into chains and gives each chain the harm word that is about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from istor.claims.casualty_words import casualty_words
from istor.claims.claim import Harm
from istor.claims.harms import Cue, read_cues
from istor.claims.running import Running, read_running
from istor.claims.victims import Victims, read_victims
from istor.language import Parse

FAR = 26  # words between people and the harm told after them
NEAR = 3
PLACED = 9  # words that may place people before the next are told of
SUBJECTS = frozenset({"nsubjpass", "nsubj"})
STANDING = frozenset({"displaced", "missing", "abducted"})  # said of people in passing, no event of their own
ATTACKER_TOO = frozenset({"himself", "herself", "themselves"})
STATUS = frozenset({"military", "civilians", "police"})


@dataclass
class Chain:
    """People told of in one breath: `tops` add up, `parts` are among them. `harms` as bound so far; `among`: they are
    some of those told of elsewhere ("among the dead were …"); `superseded`: a later figure replaces theirs."""

    tops: list[Victims]
    parts: list[Victims] = field(default_factory=list)
    harms: tuple[Harm, ...] = ()
    unsure: bool = False
    negated: bool = False
    superseded: bool = False
    among: bool = False
    cue: Cue | None = None

    @property
    def first(self) -> int:
        """The chain's first token."""
        return min(one.first for one in (*self.tops, *self.parts))

    @property
    def end(self) -> int:
        """One past the chain's last token."""
        return max(one.end for one in (*self.tops, *self.parts))


class Reading(NamedTuple):
    """What one sentence tells of harm to people: its `victims`, its `cues`, and the `chains` made of both."""

    victims: Sequence[Victims]
    cues: Sequence[Cue]
    chains: Sequence[Chain]


def read_chains(parse: Parse, words: Sequence[str], sentence: tuple[int, int]) -> Reading:
    """Everyone told of in one sentence and the harm each suffered; "no casualties" is left to other readers.

    `words` are the parse's lower-case token texts, `sentence` its (first, one past last) token range.
    """
    told = read_victims(parse, words, sentence)
    victims = [one for one in told if one.kind != "harm" or one.high != 0]
    running = {one.victims.first: one for one in read_running(words, sentence, victims)}
    victims = [running[one.first].victims if one.first in running else one for one in victims]
    cues = read_cues(parse, words, sentence, victims)
    return Reading(told, cues, bind(parse, words, sentence, victims=victims, cues=cues, running=running))


def bind(
    parse: Parse,
    words: Sequence[str],
    sentence: tuple[int, int],
    *,
    victims: Sequence[Victims],
    cues: Sequence[Cue],
    running: Mapping[int, Running],
) -> list[Chain]:
    """The chains of one sentence, in text order; those that no harm word is about keep `harms=()`.

    `running` are figures that a running count has claimed already, by their first token.
    """
    chains = _chains(parse, words, victims, cues=cues)
    for chain in chains:
        counted = running.get(chain.tops[0].first)
        own = counted.harm if counted else next((one.harm for one in chain.tops if one.harm and one.kind == "harm"), None)
        if own:
            chain.harms, chain.superseded = (own,), counted is not None and counted.superseded
    for n, cue in enumerate(cues):
        if cue.looks == "after":
            stop = cues[n + 1].first if n + 1 < len(cues) else sentence[1]
            _bind(_following(parse, words, cue, chains=chains, stop=stop), cue)
    for cue in cues:
        if cue.looks == "before":
            _bind_before(parse, words, cue, chains, sentence[0])
    for chain in chains:
        if not chain.harms:
            chain.harms = tuple(one.harm for one in chain.tops[:1] if one.harm and one.harm not in STANDING)
    return _trailing(words, chains)


def _trailing(words: Sequence[str], chains: list[Chain]) -> list[Chain]:
    """ "22 people were injured, including two boys": parts told after the harm belong to the people before it."""
    kept: list[Chain] = []
    told: Chain | None = None
    for chain in chains:
        if not chain.harms and told is not None and _is_part(words, told, chain):
            told.parts.extend((*chain.tops, *chain.parts))
            continue
        kept.append(chain)
        told = chain if chain.harms and not chain.among else told
    return kept


def _is_part(words: Sequence[str], told: Chain, chain: Chain) -> bool:
    if chain.tops[0].of_them:
        return chain.tops[0].harm is None
    if tuple(words[chain.end : chain.end + 2]) in (("among", "them"), ("among", "those"), ("amongst", "them")):
        return True
    phrase = casualty_words().phrase["including"]
    for i in range(chain.first - 1, max(told.end, chain.first - 4) - 1, -1):
        found = phrase.match(words, i)
        if found and found.end <= chain.first:
            return True
    return False


def _bind(chain: Chain | None, cue: Cue) -> None:
    if chain is not None and _open(chain, cue):
        chain.harms, chain.unsure, chain.negated, chain.cue = cue.harms, cue.unsure, cue.negated, cue
        chain.among = cue.among


# --- chains ------------------------------------------------------------------------------------------------------------
def _chains(parse: Parse, words: Sequence[str], victims: Sequence[Victims], *, cues: Sequence[Cue]) -> list[Chain]:
    before_cues = {cue.first for cue in cues if cue.looks == "before"}
    after_ends = {cue.end for cue in cues if cue.looks == "after"}
    chains: list[Chain] = []
    in_part = False
    for n, one in enumerate(victims):
        chain = chains[-1] if chains else None
        joint = _joint(parse, words, chain.end, one=one) if chain else None
        if chain is not None and joint == "join" and _named_again(words, chain, one):
            chain.tops[-1] = chain.tops[-1]._replace(end=one.end, ages=chain.tops[-1].ages or one.ages)
            continue
        if chain is not None and joint == "join" and _apart(parse, words, chain, rest=victims[n:], before=before_cues, after=after_ends):
            joint = None
        if chain is None or joint is None:
            chains.append(Chain([one]))
            in_part = False
        elif joint == "part" or one.of_them:
            chain.parts.append(one)
            in_part = True
        elif in_part and not _out_of_part(words, chain, one):
            chain.parts.append(one)
        else:
            chain.tops.append(one)
            in_part = False
    return chains


def _joint(parse: Parse, words: Sequence[str], end: int, *, one: Victims) -> str | None:
    """How `one` goes on from people ending before token `end`: "join", "part" or None."""
    phrase = casualty_words().phrase
    end = _past_place(parse, end, one.first)
    between = words[end : one.first]
    if len(between) > 5:
        return None
    stripped = [word for word in between if word not in (",", "(", "-", "–", "—", ":", "and", "also", "--")]
    if one.of_them and not stripped:
        return "part"
    if stripped:
        found = phrase["including"].match(stripped, 0)
        if found and len(stripped) - found.end <= 1:
            return "part"
        joined = phrase["joining"].match(stripped, 0)
        return "join" if joined and joined.end == len(stripped) else None
    if not between:
        return None
    if between[-1] == "and" or list(between) == [","]:
        named = (one.kind != "bare" or one.other) and not one.vague
        return "join" if named or between[-1] == "and" else None
    return "part" if between[0] in (":", "(", "–", "—") and one.kind == "people" else None


def _named_again(words: Sequence[str], chain: Chain, one: Victims) -> bool:
    """ "the victim, 34-year-old Maria Lopez": one person, told of twice."""
    last = chain.tops[-1]
    bare_age = words[one.first][:1].isdecimal() and bool(one.ages)
    return last.low == last.high == one.low == one.high == 1 and bare_age and words[last.end : one.first] == [","]


def _past_place(parse: Parse, end: int, stop: int) -> int:
    """Past what only places the people: "a leader in the party, two guards", "a woman from the village and her son"."""
    token = parse.tokens[end]
    if stop - end > PLACED or token.pos != "ADP" or token.lower in ("including", "among", "with"):
        return end
    at = end
    while at < stop and parse.tokens[at].pos in ("ADP", "DET", "PROPN", "NOUN", "ADJ", "PART"):
        at += 1
    return at


def _apart(
    parse: Parse, words: Sequence[str], chain: Chain, *, rest: Sequence[Victims], before: set[int], after: set[int]
) -> bool:
    """ "killing two people and 12 others were injured": the second has a harm of its own."""
    one = rest[0]
    if one.harm is not None or chain.tops[-1].harm is not None:
        return True
    end = one.end
    for other in rest[1:]:
        if other.first - end > 3 or not (other.of_them or _joint(parse, words, end, one=other)):
            break
        end = other.end
    own = any(end <= at <= end + 4 and not _verb_between(words, end, at) for at in before)
    held = chain.first in after or any(at <= chain.first <= at + 3 for at in after)
    trailing = chain.first > 0 and words[chain.first - 1] in ("including", "them", "whom", "include")
    return own and (held or trailing or chain.harms != ())


def _verb_between(words: Sequence[str], start: int, end: int) -> bool:
    return any(word in (",", ";", "while", "that", "which") for word in words[start:end])


def _out_of_part(words: Sequence[str], chain: Chain, one: Victims) -> bool:
    """ "nine civilians, including three women, and 23 soldiers": another status is no part of the first."""
    status = STATUS & set(one.groups)
    return bool(status) and any(STATUS & set(top.groups) and not status & set(top.groups) for top in chain.tops)


# --- harm words that look ahead ----------------------------------------------------------------------------------------
def _following(
    parse: Parse, words: Sequence[str], cue: Cue, *, chains: Sequence[Chain], stop: int
) -> Chain | None:
    for chain in chains:
        start = cue.end
        if words[start] in ATTACKER_TOO and words[start + 1 : start + 2] == ["and"]:
            start += 2  # "killed himself and 12 others"
        gap = chain.first - start
        if gap < 0:
            continue
        if chain.first >= stop:
            return None
        if gap <= NEAR and not any(word in (".", ";") for word in words[start : chain.first]):
            return chain if _fits(chain, adjacent=gap <= 1) else None
        head = parse.tokens[chain.tops[0].head]
        if head.head in range(cue.first, cue.end) and head.dep in ("dobj", "pobj", "nsubjpass"):
            return chain if _fits(chain, adjacent=False) else None
    return None


def _fits(chain: Chain, *, adjacent: bool) -> bool:
    kind = chain.tops[0].kind
    return kind == "people" or kind == "harm" or adjacent


# --- harm words that look back -----------------------------------------------------------------------------------------
def _bind_before(parse: Parse, words: Sequence[str], cue: Cue, chains: Sequence[Chain], start: int) -> None:
    subject = _subject(parse, cue)
    earlier = [chain for chain in chains if chain.end <= cue.first and chain.first >= start]
    if not earlier:
        return
    if subject is not None:
        for chain in earlier:
            if chain.first <= subject < chain.end and _open(chain, cue):
                _bind(chain, cue)
                return
    chain = earlier[-1]
    if not _open(chain, cue) or (chain.cue is not None and chain.cue.looks == "after" and cue.first - chain.end > 2):
        return
    gap = parse.tokens[chain.end : cue.first]
    if len(gap) > FAR or any(token.text in (";", ".") for token in gap):
        return
    small = all(token.pos in ("AUX", "ADV", "PART", "PUNCT") or token.text in ("reported", "confirmed", "left", "dead", "seriously") for token in gap)
    if chain.tops[0].kind == "bare" and not (small and len(gap) <= 4 and not any(t.text == "," for t in gap)):
        return
    if chain.tops[0].kind == "unknown" and not small:
        return
    if not small and (chain.tops[0].vague or _other_subject(parse, cue, gap_start=chain.end)):
        return
    _bind(chain, cue)


def _open(chain: Chain, cue: Cue) -> bool:
    """Whether the harm may be told of these people: nothing was yet, or only that they were hit or hurt."""
    if not chain.harms:
        return True
    return chain.cue is not None and chain.harms in (("injured",), ("casualties",)) and cue.harms == ("killed",)


def _subject(parse: Parse, cue: Cue) -> int | None:
    """The token the parser takes for the harmed, where it found one."""
    for i in range(cue.first, cue.end):
        token = parse.tokens[i]
        for child in parse.children(i):
            if child.dep in SUBJECTS and child.i < cue.first:
                return child.i
        if token.dep in ("acomp", "oprd", "xcomp", "attr", "ccomp", "conj") and token.head < i:
            for child in parse.children(token.head):
                if child.dep in (*SUBJECTS, "dobj") and child.i < cue.first:
                    return child.i
        if token.dep == "acl" and token.head < i:
            return token.head
    return None


def _other_subject(parse: Parse, cue: Cue, *, gap_start: int) -> bool:
    """Whether a finite verb or another noun of its own stands between: then the harm is not told of these people."""
    for token in parse.tokens[gap_start : cue.first]:
        if token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP") and token.dep not in ("relcl",):
            return True
        if token.dep in SUBJECTS and token.pos in ("NOUN", "PROPN") and token.head >= cue.first:
            return True
    return False
