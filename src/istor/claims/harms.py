"""Words that do harm, where they stand: "killed", "the death of", "sustained shrapnel wounds", and which way they look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from istor.claims.casualty_words import Line, casualty_words
from istor.claims.claim import Harm
from istor.claims.phrases import Found
from istor.claims.victims import Victims

Looks = Literal["after", "before"]
WOUND_REACH = 6  # words between "sustained" and "wounds"
JUDGED = 6  # words before a harm word that may deny or doubt it
CARRIED = 8  # words between "taken to" and the hospital
SENT = 4  # words between "sending two people to" and the hospital: "an area hospital"
INTO = 6  # words between "in the" and the part of the body
PASSIVE = 6  # words between "were" and "killed"
INCLUDED = 6  # words between "those injured" and "were"
NEXT = 4  # words between "killed" and its people: adverbs, a colon
NO_AILMENT_POS = frozenset({"PUNCT", "NUM", "AUX", "SCONJ"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
OPENING = frozenset({":", "(", '"', "“", "”"})


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


def read_cues(line: Line, victims: Sequence[Victims]) -> list[Cue]:
    """The harm words of one sentence that lie outside `victims`, left to right; plans and wishes are left out."""
    reader = _Reader(line, victims)
    found: list[Cue] = []
    at = line.first
    while at < line.end:
        cue = reader.at(at)
        if cue is None:
            at += 1
            continue
        at = cue.end
        if not reader.unreal(cue):
            found.append(_joined(found, cue, line.words))
    return found


class _Reader:
    """One sentence being read for harm words."""

    __slots__ = ("end", "ends", "first", "firsts", "lexicon", "parse", "small", "starts", "taken", "words")

    def __init__(self, line: Line, victims: Sequence[Victims]) -> None:
        self.parse, self.words, self.first, self.end = line
        self.lexicon = casualty_words()
        self.small: Mapping[str, frozenset[str]] = self.lexicon.small
        self.firsts = self.lexicon.harm_firsts | self.lexicon.wounds["suffered"].firsts()
        self.taken = {i for one in victims for i in range(one.first, one.end)}
        self.ends = {one.end: one for one in victims}
        self.starts = {one.first: one for one in victims}

    def at(self, at: int) -> Cue | None:
        """The harm word that begins at token `at`, if one does."""
        equated = self._equated(at) if self.words[at] in self.small["victims"] else None
        if equated is not None:
            return equated
        if at in self.taken:
            return None
        struck = self._struck(at) if self.words[at] in self.small["struck"] else None
        struck = struck or self._carried(at)
        if struck is not None:
            return self._judged(struck)
        if self.words[at] not in self.firsts:
            return None
        wounds = self._wounds(at)
        if wounds:
            fatal = any(self.lexicon.wounds["fatal"].match(self.words, i) for i in range(at, wounds))
            return self._judged(Cue(at, wounds, ("killed" if fatal else "injured",), "before"))
        match = self.lexicon.harms.match(self.words, at) if self.words[at] in self.lexicon.harm_firsts else None
        if match is None or match.end > self.end:
            return None
        harm, stands = match.value
        among = self._among(at, match.end)
        if among is not None:
            return among._replace(harms=among.harms or (harm,))
        looks = self._looks(at, match.end, stands)
        return self._judged(Cue(at, match.end, (harm,), looks)) if looks else None

    def unreal(self, cue: Cue) -> bool:
        """A wish, a plan or a rule: "to kill", "would have injured", "can kill"."""
        voice, words = self.lexicon.voice, self.words
        if self.parse.tokens[cue.first].tag not in ("VB", "VBN", "VBD", "VBP"):
            return False
        for i in range(cue.first - 1, max(self.first, cue.first - JUDGED + 1) - 1, -1):
            if self.parse.tokens[i].pos not in ("AUX", "PART", "ADV", "VERB"):
                return False
            if voice["unreal"].match(words, i):
                back = words[max(self.first, i - 3) : i]
                really = any(voice["really"].match([word], 0) for word in back)
                return not really and not self._doubts_the_past(i, cue.first)
        return False

    def _doubts_the_past(self, modal: int, end: int) -> bool:
        """ "may be dead" and "could have killed" are doubts about what happened, "could kill" is none of it."""
        words, small = self.words, self.small
        have = any(word in small["have"] for word in words[modal:end])
        return words[modal] in small["doubt_of_past"] or (words[modal] in small["doubt_with_have"] and have)

    def _judged(self, cue: Cue) -> Cue:
        """The cue with what stands before it: "not", "may have been"."""
        unsure = negated = False
        for i in range(cue.first - 1, max(self.first, cue.first - JUDGED) - 1, -1):
            if self.words[i] in (";", ":") or self.parse.tokens[i].pos in ("NOUN", "PROPN", "NUM"):
                break
            unsure = unsure or self.lexicon.voice["unsure"].match(self.words, i) is not None
            negated = negated or self.words[i] in self.small["no_verb"]
        return cue._replace(unsure=unsure, negated=negated)

    def _among(self, at: int, end: int) -> Cue | None:
        """ "among those hurt were two boys", "two boys were among the injured", "the dead include a child"."""
        words, small = self.words, self.small
        if at - 1 < self.first or words[at - 1] not in small["those"]:
            return None
        among = at - 2 >= self.first and words[at - 2] in small["among"]
        if among and any(word in small["to_be"] for word in words[max(self.first, at - 5) : at - 2]):
            return Cue(at - 2, end, (), "before", among=True)
        linked = small["to_be"] if among else small["include"]
        for i in range(end, min(end + INCLUDED, self.end)):
            if words[i] in linked:
                first = self._people_after(i)
                return Cue(at, first, (), "after", among=True) if first else None
        return self._equated(at)

    def _equated(self, at: int) -> Cue | None:
        """ "the victims were a girl and two men", "identified the dead as Olha Koval, 34, and Petro Koval, 36"."""
        small = self.small
        for i in range(at + 1, min(at + INCLUDED, self.end)):
            if (
                self.words[i] in small["to_be"]
                or self.words[i] in small["include"]
                or self.words[i] in small["as_word"]
            ):
                first = self._people_after(i)
                if first is None or self.starts[first].vague or self.starts[first].definite:
                    return None
                harm = self.lexicon.harms.match(self.words, at)
                return Cue(at, first, (harm.value.harm if harm else "casualties",), "after", among=True)
            if i not in self.taken and self.words[i] not in (",", "all", "both"):
                return None
        return None

    def _people_after(self, at: int) -> int | None:
        """Where people begin after a linking word, past "identified as" and the like."""
        for i in range(at + 1, min(at + NEXT, self.end)):
            if i in self.starts:
                return i
            if self.words[i] not in self.small["naming"] and self.parse.tokens[i].pos not in ("ADV", "DET"):
                return None
        return None

    def _struck(self, at: int) -> Cue | None:
        """ "striking a girl in the chest", "shot himself in the foot", "was hit in the arm": a blow to a body hurts."""
        small, after = self.small, at + 1
        people = self.starts.get(after)
        himself = after < self.end and self.words[after] in small["attacker_too"]
        if people is not None and (people.vague or people.kind in ("bare", "unknown")):
            return None
        if people is None and not himself and not self._passive(at):
            return None
        end = max(people.end, people.reach) if people else after + himself
        if end >= self.end or self.words[end] not in small["into"]:
            return None
        for i in range(end + 1, min(end + INTO, self.end)):
            if self.words[i] in small["limbs"] or self.words[i] in small["vitals"]:
                harm: Harm = "injured" if self.words[i] in small["limbs"] else "casualties"
                return Cue(at, at + 1 if people else i + 1, (harm,), "after" if people else "before")
            if self.parse.tokens[i].pos in NO_AILMENT_POS:
                return None
        return None

    def _carried(self, at: int) -> Cue | None:
        """ "were transported to St Mary's Hospital": who is taken to a hospital by its name is hurt."""
        small, words = self.small, self.words
        sent = self._sent(at)
        if sent is not None:
            return sent
        to = at + 1 < self.end and words[at] in small["carried"] and words[at + 1] == "to"
        if not to or not self._passive(at):
            return None
        for i in range(at + 2, min(at + CARRIED, self.end)):
            if words[i] in small["carried_to"]:
                return Cue(at, i + 1, ("injured",), "before")
            if i in self.starts or self.parse.tokens[i].pos in NO_AILMENT_POS - {"PUNCT"}:
                return None
        return None

    def _sent(self, at: int) -> Cue | None:
        """ "sending two people to the hospital", "put three in hospital": what is told of the hurt by what was done."""
        people = self.starts.get(at + 1) if self.words[at] in self.small["sending"] else None
        if people is None or people.vague or people.definite:
            return None
        to = max(people.end, people.reach)
        if to >= self.end or self.words[to] not in self.small["into_bed"]:
            return None
        for i in range(to + 1, min(to + 1 + SENT, self.end)):
            if self.words[i] in self.small["carried_to"]:
                return Cue(at, at + 1, ("injured",), "after")
            if i in self.starts or self.parse.tokens[i].pos not in ("DET", "ADJ", "NOUN"):
                return None
        return None

    def _wounds(self, at: int) -> int | None:
        """ "sustained (minor shrapnel) wounds": one past the last word, or None."""
        found = self.lexicon.wounds["suffered"].match(self.words, at)
        if found is None:
            return None
        for i in range(found.end, min(self.end, found.end + WOUND_REACH)):
            ailment = self.lexicon.wounds["ailments"].match(self.words, i)
            if ailment and ailment.end <= self.end:
                return ailment.end
            if self.words[i] in QUOTES:
                continue
            if self.parse.tokens[i].pos in NO_AILMENT_POS or self.parse.tokens[i].tag in FINITE:
                return None
        return None

    def _looks(self, at: int, end: int, stands: frozenset[str]) -> Looks | None:
        """Where the people of the harm word stand; None where it is none here ("internally displaced")."""
        if "of" in stands and end < self.end and self.words[end] in self.small["of_whom"] and self._next(end + 1):
            return "after"
        if "behind" in stands:
            return "before" if at in self.ends else None
        if "of" in stands and self.words[at - 1] in self.small["possessive_marks"] and at - 1 in self.ends:
            return "before"  # "the girl's death"
        if "doing" in stands and self.parse.tokens[at].tag == "VBG" and self.parse.tokens[at].pos == "VERB":
            whom = self.starts.get(end)
            return "after" if whom and whom.kind in ("people", "name") and not whom.vague else None
        if stands <= {"of", "nouns", "none", "doing"}:
            return None
        if "after" in stands:
            return "after"
        if "either" not in stands or self._passive(at):
            return "before"
        if self._reflexive(end):
            return "before"
        if self._has_object(at, end):
            return "after"  # whoever stands before it did it: "guerrillas killed a weaver"
        following = self._next(end)
        if following is None and end < self.end and self.words[end] in self.small["to_be"]:
            return "after" if {end + 1, end + 2} & self.starts.keys() and at not in self.ends else "before"
        if following is None:
            if self.words[at] in self.small["standing"] and at not in self.ends:
                return None
            return "after" if self._shares_people(at, end) else "before"
        preceding = self.ends.get(at)
        if preceding is None:
            return "after"
        counted = (
            preceding.low > 1 and not preceding.vague
        )  # "two people killed 12 people wounded", as headlines have it
        return "before" if preceding.kind == "bare" or (counted and self._harm_word(following.end)) else "after"

    def _has_object(self, at: int, end: int) -> bool:
        """Whether the words are an active verb with somebody of their own to be harmed, by noun or pronoun."""
        if end < self.end and self.words[end] == ",":
            return False  # "Woman killed, three others wounded": headlines drop the verb's "was"
        tokens, no_one = self.parse.tokens, self.small["limbs"] | self.lexicon.not_people
        return any(
            child.dep == "dobj" and child.i >= end and child.pos in ("NOUN", "PRON") and child.lower not in no_one
            for i in range(at, end)
            if tokens[i].tag in ("VBD", "VBZ", "VBP")
            for child in self.parse.children(i)
        )

    def _reflexive(self, end: int) -> bool:
        """ "shot himself in the leg": the one before is the one hurt; "killed himself and 12 others": he attacked."""
        if end >= self.end or self.words[end] not in self.small["attacker_too"]:
            return False
        return end + 1 >= self.end or self.words[end + 1] not in self.small["joints"]

    def _shares_people(self, at: int, end: int) -> bool:
        """ "killed and wounded 12 people": what joins two harms does not part them from their people."""
        joined = self._harm_word(end + 1) if end < self.end and self.words[end] in self.small["or_and_nor"] else None
        counted = at in self.ends and not self.ends[at].vague
        return joined is not None and not counted and self._next(joined.end) is not None

    def _harm_word(self, at: int) -> Found[object] | None:
        found = self.lexicon.harms.match(self.words, at) if at < self.end else None
        return Found(found.value, found.end) if found else None

    def _next(self, at: int) -> Victims | None:
        """People standing right after, past adverbs, a colon, or the attacker himself."""
        words = self.words
        if at + 1 < self.end and words[at] in self.small["attacker_too"] and words[at + 1] in self.small["joints"]:
            at += 2
        for i in range(at, min(at + NEXT, self.end)):
            if i in self.starts:
                return self.starts[i]
            if self.parse.tokens[i].pos not in ("ADV", "ADP", "DET") and words[i] not in OPENING:
                return None
            if words[i] in self.small["not_after_harm"]:
                return None
        return None

    def _passive(self, at: int) -> bool:
        """Whether "were", "has been" or the like stands before, with nothing but small words between."""
        for i in range(at - 1, max(self.first, at - PASSIVE + 1) - 1, -1):
            if self.lexicon.voice["passive"].match(self.words, i):
                return self.words[i] not in self.small["left"] or i == at - 1
            if self.parse.tokens[i].pos not in ("ADV", "PART") and self.words[i] not in self.small["through_passive"]:
                return False
        return False


def _joined(found: list[Cue], cue: Cue, words: Sequence[str]) -> Cue:
    """ "killed or injured": the second takes the first in, where nothing but the joining word stands between."""
    if not found or found[-1].looks != cue.looks or not found[-1].end < cue.first:
        return cue
    last, between = found[-1], words[found[-1].end : cue.first]
    joint = casualty_words().wounds["joints"].match(between, 0)
    if joint is None or joint.end != len(between):
        return cue
    found.pop()
    match = casualty_words().harms.match(words, cue.first)
    if match is not None and "before" in match.value.stands and cue.harms == ("killed",):
        return cue  # "taken to hospital and pronounced dead": the last word holds
    harms = tuple(dict.fromkeys((*last.harms, *cue.harms)))
    return cue._replace(first=last.first, harms=harms, negated=last.negated or cue.negated)
