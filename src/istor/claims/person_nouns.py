"""The noun of a phrase of people: who they are ("two Ukrainian police officers"), what befell them ("11 injured students")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, cast

from istor.claims.ages import ADULT, NOMINAL, Ages, read_age, read_ages_after
from istor.claims.casualty_words import KIN, CasualtyWords, Line, casualty_words
from istor.claims.claim import Group, Harm
from istor.language import Token

NounKind = Literal["people", "bare", "unknown", "harm", "name"]
MAX_INSIDE = 8  # words between a count and its noun; longer runs are lists of names
MAX_MEMBERSHIP = 8  # words of "of the … group"
INSIDE = NOMINAL | {"ADV", "PART", "X", "SYM"}
INSIDE_MARKS = frozenset({"-", "‑", "–", "“", "”", '"', "'", "’", "'s", "’s", "‘"})
BREAKS = frozenset({"|", "•", "…"})
BY_PERSON = frozenset({"civilians", "women", "men", "children"})
Found = tuple[int, str, bool]  # one past the noun, its group, whether it is plural


class Head(NamedTuple):
    """What a phrase counts. `end` is one past its last token, `at` the noun's token; `kind` "bare": there is no noun,
    "unknown": one in no list, "harm": the harm itself ("three deaths"). `groups` is () for people as such."""

    end: int
    kind: NounKind
    groups: tuple[Group, ...]
    harm: Harm | None
    plural: bool
    at: int
    ages: Ages = ()


@dataclass
class _Seen:
    """What the words of a phrase have given so far: their tokens, an age, a harm, the last noun known or not (-1)."""

    ages: Ages
    inside: list[int] = field(default_factory=list)
    harm: Harm | None = None
    best: Found | None = None
    unknown: int = -1


class Nouns:
    """Reads the nouns of one sentence."""

    __slots__ = ("end", "lexicon", "parse", "tokens", "words")

    def __init__(self, line: Line) -> None:
        self.parse, self.words, self.tokens, self.end = line.parse, line.words, line.parse.tokens, line.end
        self.lexicon: CasualtyWords = casualty_words()

    def head(self, start: int) -> Head | None:
        """What the words from `start` on count; None where it is no people at all ("12 drones")."""
        ages, i = read_age(self.words, start, self.end)
        limit, seen = min(self.end, i + MAX_INSIDE), _Seen(ages)
        while i < limit:
            cue = self.lexicon.harms.match(self.words, i) if self.words[i] in self.lexicon.harm_firsts else None
            if cue and cue.end <= self.end:
                if self._prenominal(i, cue.end, cue.value.stands):
                    seen.harm, i = cue.value.harm, cue.end
                    continue
                if seen.best is None and seen.unknown < 0 and not seen.ages:  # "a 5-year-old killed in …"
                    return self._harm_noun(i, seen.inside)
                break
            if self._victim_of(i):
                seen.harm = "casualties"
            noun = self.noun(i)
            if noun is None and not self._goes_on(i, seen):
                break
            seen.inside.append(i)
            if noun:
                seen.best, seen.unknown = noun, -1
            i = noun[0] if noun else i + 1
        return self._known(start, seen)

    def _goes_on(self, i: int, seen: _Seen) -> bool:
        """Whether token `i` still belongs to the phrase; a noun of no list takes the place of the one before it."""
        token = self.tokens[i]
        if not self._inside(token):
            return False
        if seen.best is not None and self.lexicon.phrase["age_words"].match(self.words, i):
            return False  # "three juveniles ages 13, 14 and 15"
        if token.pos in ("NOUN", "PROPN"):
            if seen.best is not None and token.pos == "PROPN":
                return False  # "Captain Ivan Petrenko": the name does not change who is meant
            seen.best, seen.unknown = None, i
        return True

    def noun(self, i: int) -> Found | None:
        """The person noun at `i`, two words before one."""
        lexicon, words = self.lexicon, self.words
        for size in (2, 1):
            if i + size > self.end:
                continue
            noun = words[i] if size == 1 else f"{words[i]} {words[i + 1]}"
            if noun in lexicon.plural:
                return i + size, lexicon.plural[noun], True
            if noun in lexicon.crowds:
                return i + size, lexicon.crowds[noun], True
            if noun in lexicon.singular and self.tokens[i].pos != "VERB" and not self._modifies(i + size):
                return i + size, lexicon.singular[noun], False
        return None

    def _known(self, start: int, seen: _Seen) -> Head | None:
        if seen.best is not None:
            return self._people(seen.best, seen)
        if seen.ages:
            end = read_age(self.words, start, self.end)[1]
            if self.lexicon.phrase["years_apart"].match(self.words, end - 2):
                return None  # "Ivan Petrenko (36 years old)": an age beside somebody, nobody new
            groups: tuple[Group, ...] = ("children",) if min(seen.ages) < ADULT else ()
            return Head(end, "people", groups, seen.harm, self.words[end - 1].endswith("s"), end - 1, seen.ages)
        if seen.unknown >= 0:
            token = self.tokens[seen.unknown]
            if {token.lower, token.lemma} & self.lexicon.not_people:
                return None
            return Head(token.i + 1, "unknown", (), seen.harm, token.tag in ("NNS", "NNPS"), token.i)
        if start < self.end and (self.words[start] in self.lexicon.not_people or self.words[start][0] in "%$€£"):
            return None
        return Head(start, "bare", (), seen.harm, True, max(start - 1, 0))

    def _people(self, best: Found, seen: _Seen) -> Head:
        end, group, plural = best
        after, end = read_ages_after(self.parse, self.words, end, self.end)
        ages = seen.ages or after
        reach, end = self._membership(end, seen.inside)
        groups = self._groups([*seen.inside, *reach], group, ages)
        mixed = self._mixed(end) if plural else None
        if mixed is not None:
            groups, end = (groups if groups == mixed[0] else ()), mixed[1]
        return Head(end, "people", groups, seen.harm, plural, best[0] - 1, ages)

    def _harm_noun(self, i: int, inside: list[int]) -> Head | None:
        """ "three deaths", "60 injured", "five killed and wounded" (casualties, nobody says how many of each)."""
        cue = self.lexicon.harms.match(self.words, i)
        if cue is None or self._followed(cue.end, "toll"):
            return None
        if "nouns" not in cue.value.stands or self._acts(i, cue.end):
            return Head(i, "bare", (), None, True, max(i - 1, 0))
        harm, end = cue.value.harm, cue.end
        if end + 1 < self.end and self.words[end] in self.lexicon.small["joints"]:
            more = self.lexicon.harms.match(self.words, end + 1)
            if more and more.end <= self.end and more.value.harm != harm and "nouns" in more.value.stands:
                harm, end = "casualties", more.end
        plural = self.words[i] not in self.lexicon.small["one_harm"]
        return Head(end, "harm", self._groups(inside, "all", ()), harm, plural, i)

    def _followed(self, at: int, word: str) -> bool:
        return at < self.end and self.words[at] == word

    def _acts(self, i: int, end: int) -> bool:
        """ "22 killed 12 others": here "killed" is a verb with an object and no noun."""
        return end < self.end and self.tokens[end].pos == "NUM" and self.tokens[i].tag == "VBD"

    def _mixed(self, end: int) -> tuple[tuple[Group, ...], int] | None:
        """ "15 combatants and civilians": one number for both, so neither group has it."""
        if end + 1 >= self.end or self.words[end] not in self.lexicon.small["joints"]:
            return None
        for at in range(end + 1, min(self.end, end + 4)):
            noun = self.noun(at)
            if noun:
                return (self._groups(range(end + 1, noun[0]), noun[1], ()), noun[0]) if noun[2] else None
            if self.tokens[at].pos not in NOMINAL or self.words[at] in self.lexicon.harm_firsts:
                return None
        return None

    def _modifies(self, i: int) -> bool:
        """Whether the noun before `i` only qualifies a further noun ("officer candidates", "member states")."""
        return i < self.end and self.tokens[i].pos == "NOUN" and self.words[i] not in self.lexicon.harm_firsts

    def _inside(self, token: Token) -> bool:
        if token.text in INSIDE_MARKS or (token.text.isupper() and token.lower in self.lexicon.qualifiers):
            return True  # an acronym that reads as another word: "two IS militants"
        if token.pos == "VERB":
            return token.tag in ("VBN", "VBG") and token.dep == "amod"
        return token.text not in BREAKS and token.pos in INSIDE and (token.pos != "ADV" or token.dep == "advmod")

    def _victim_of(self, i: int) -> bool:
        """ "two gunshot victims": hit, whatever became of them."""
        small = self.lexicon.small
        return i + 1 < self.end and self.words[i] in small["victim_of"] and self.words[i + 1] in small["victims"]

    def _prenominal(self, i: int, end: int, stands: frozenset[str]) -> bool:
        """ "11 injured students": a harm word with its people right behind it, no comma between."""
        if not stands & {"either", "before", "nouns"} or self.words[i] in self.lexicon.small["never_before_noun"]:
            return False
        noun = self.noun(end) if end < self.end else None
        if noun is None:
            return False
        return self.tokens[noun[0] - 1].dep != "dobj" or self.tokens[i].dep == "amod"

    def _membership(self, end: int, inside: Sequence[int]) -> tuple[list[int], int]:
        """ "four members of the Hezbollah group": what they are members of, and where the phrase then ends."""
        members = self.lexicon.phrase["member_heads"]
        if end + 1 >= self.end or self.words[end] not in self.lexicon.small["of"] or not inside:
            return [], end
        if not members.match([self.tokens[end - 1].lemma], 0):
            return [], end
        reach: list[int] = []
        for at in range(end + 1, min(self.end, end + 1 + MAX_MEMBERSHIP)):
            token = self.tokens[at]
            named = self._inside(token) or token.pos in ("DET", "ADP")
            if not named or self.words[at] in self.lexicon.harm_firsts or self.noun(at):
                break
            reach.append(at)
        known = [i for i in reach if self.lexicon.qualifiers.get(self.words[i]) in ("military", "police")]
        return (reach, known[-1] + 1) if known else ([], end)

    def _groups(self, inside: Iterable[int], head: str, ages: Ages) -> tuple[Group, ...]:
        """The codebook's groups that the words and ages give, the noun's own last."""
        lexicon, inside = self.lexicon, list(inside)
        last = self.tokens[inside[-1]].lemma if inside else ""
        takes = head in ("all", "military") or lexicon.phrase["member_heads"].match([last], 0) is not None
        found: list[str] = [
            group
            for group in (lexicon.qualifiers.get(self.words[i]) for i in inside)
            if group is not None and group != head and (takes or group in BY_PERSON)
        ]
        young = any(lexicon.phrase["young"].match(self.words, i) for i in inside)
        head = "all" if "children" in found and head in ("men", "women") else _by_age(head, ages, young=young)
        if head != "all" and not (head == "military" and "civilians" in found):
            found.append(head)
        if "police" in found:
            found = [group for group in found if group not in ("military", "civilians")]
        return cast("tuple[Group, ...]", tuple(dict.fromkeys(found)))


def _by_age(head: str, ages: Ages, *, young: bool) -> str:
    """Children are under 18, or so called; a son or daughter without an age is just one of the people."""
    under = bool(ages) and max(ages) < ADULT
    if head == KIN:
        return "children" if young or under else "all"
    if head in ("all", "women", "men"):
        return "children" if under else head
    return "all" if head == "children" and ages and min(ages) >= ADULT else head
