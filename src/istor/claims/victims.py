"""Phrases that count people: "at least 22 people", "two boys aged 14 and 16", "a man", "60 others", "11 injured students"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, cast

from istor.claims.ages import read_age, read_ages_after
from istor.claims.casualty_words import KIN, CasualtyWords, casualty_words
from istor.claims.claim import Group, Harm
from istor.claims.counting import Count, may_begin, read_count
from istor.language import Parse, Token

VictimKind = Literal["people", "bare", "unknown", "harm"]
MAX_INSIDE = 8  # words between a count and its noun; longer runs are lists of names
ADULT = 18
NOMINAL = frozenset({"ADJ", "NOUN", "PROPN"})
INSIDE = NOMINAL | {"PUNCT", "ADV", "VERB", "PART", "X", "SYM"}
INSIDE_MARKS = frozenset({"-", "‑", "–", "“", "”", '"', "'", "’", "'s", "’s", "‘"})


class Victims(NamedTuple):
    """People told of as a number: `low`..`high` (`high=None`: open) from token `first` to before token `end`.

    `groups` are the codebook's, () for people as such. `kind`: "people" has a person noun, "bare" a number alone
    ("injured 47"), "unknown" a noun in no list, "harm" is itself a harm ("three deaths"). `harm` is set where the
    phrase says it ("11 injured students"). `definite` refers to people told of before ("the driver", "two of them");
    `other` adds to others ("12 others").
    """

    low: int
    high: int | None
    first: int
    end: int
    vague: bool = False
    groups: tuple[Group, ...] = ()
    ages: tuple[int, ...] = ()
    kind: VictimKind = "people"
    harm: Harm | None = None
    definite: bool = False
    other: bool = False
    of_them: bool = False
    head: int = -1


def read_victims(parse: Parse, words: Sequence[str], sentence: tuple[int, int]) -> list[Victims]:
    """Every phrase of people in one sentence, left to right, none overlapping.

    `words` are the parse's lower-case token texts, `sentence` its (first, one past last) token range.
    """
    reader = _Reader(parse, words, sentence)
    found: list[Victims] = []
    at = sentence[0]
    while at < sentence[1]:
        one = reader.at(at)
        if one is None:
            at += 1
            continue
        found.append(one)
        at = max(one.end, at + 1)
    return found


class _Head(NamedTuple):
    end: int
    kind: VictimKind
    groups: tuple[Group, ...]
    harm: Harm | None
    plural: bool
    at: int
    ages: tuple[int, ...] = ()


class _Reader:
    """One sentence being read for people."""

    __slots__ = ("end", "first", "lexicon", "parse", "tokens", "toll_at", "words")

    def __init__(self, parse: Parse, words: Sequence[str], sentence: tuple[int, int]) -> None:
        self.parse, self.words, self.tokens = parse, words, parse.tokens
        self.first, self.end = sentence
        self.lexicon: CasualtyWords = casualty_words()
        tolls = self.lexicon.voice["tolls"]
        tolls_first = tolls.firsts()
        self.toll_at = next((i for i in range(*sentence) if words[i] in tolls_first and tolls.match(words, i)), self.end)

    def at(self, i: int) -> Victims | None:
        """The phrase of people that begins at token `i`, if one does."""
        word = self.words[i]
        nobody = self.lexicon.nobody.match(self.words, i)
        if nobody and nobody.end <= self.end:
            return Victims(0, 0, i, nobody.end, kind="people", head=nobody.end - 1)
        if word in self.lexicon.negations:
            return self._none(i)
        if may_begin(word) and not self._no_count(i) and not read_age(self.words, i, self.end)[0]:
            count = read_count(self.words, i, ranged=i == self.first or self.words[i - 1] != "from")
            if count and count.end <= self.end:
                return self._counted(count)
        return self._determined(i) or self._single(i) or self._plural(i)

    def _determined(self, i: int) -> Victims | None:
        """ "their two sons", "the 22 wounded", "another three", "a further 12 people"."""
        phrase = self.lexicon.phrase
        added = phrase["others"].match(self.words, i) or (
            phrase["others"].match(self.words, i + 1) if self.words[i] in ("a", "an") else None
        )
        found = added or phrase["definite"].match(self.words, i)
        if found is None or found.end >= self.end or not may_begin(self.words[found.end]) or self._no_count(found.end):
            return None
        if read_age(self.words, found.end, self.end)[0]:
            return None
        count = read_count(self.words, found.end)
        told = self._counted(count) if count and count.end <= self.end else None
        if told is None:
            return None
        return told._replace(first=i, definite=added is None, other=told.other or added is not None)

    # --- by kind of determiner -------------------------------------------------------------------------------------
    def _none(self, i: int) -> Victims | None:
        head = self._head(i + 1)
        if head is None or head.kind in ("bare", "unknown") or self.words[head.at] == "victims":
            return None
        return Victims(0, 0, i, head.end, groups=head.groups, kind=head.kind, harm=head.harm, head=head.at)

    def _counted(self, count: Count) -> Victims | None:
        i, of_them, other = count.end, False, False
        definite = count.first > self.first and self.words[count.first - 1] in ("the", "these", "those", "both")
        found = self.lexicon.phrase["of_them"].match(self.words, i)
        if found and found.end <= self.end:
            return self._of_them(count, found.end)
        if i < self.end and self.words[i] == "-" and self.tokens[i].start == self.tokens[i - 1].end:
            return None  # "one-fifth", "three-storey", "50-strong"
        i, other = self._filled(i)
        head = self._head(i)
        if head is None:
            return None
        if head.kind == "bare" and self._bare_refused(count, head):
            return None
        single = count.low == count.high == 1
        if head.kind in ("people", "unknown") and not head.plural and not single and not head.ages:
            return None
        return self._victims(count, head, other=other, definite=definite, of_them=of_them)

    def _of_them(self, count: Count, end: int) -> Victims:
        """ "two of them (were) children", "8 of whom children"."""
        at = end
        while at < self.end and self.words[at] in ("were", "are", "was", "is", ",", "reportedly", "being", "a", "an"):
            at += 1
        head = self._head(at)
        if head and head.kind == "people" and head.plural == (count.low != 1):
            return Victims(
                count.low, count.high, count.first, head.end, vague=count.vague, groups=head.groups, of_them=True,
                definite=True, head=head.at, ages=head.ages,
            )  # fmt: skip
        return Victims(
            count.low, count.high, count.first, end, vague=count.vague, kind="bare", of_them=True, definite=True,
            head=count.first, harm=self._harm_of(self.words[end - 1]),
        )  # fmt: skip

    def _harm_of(self, word: str) -> Harm | None:
        """ "19 of the injured": which harm they are counted under."""
        found = self.lexicon.harms.match([word], 0)
        return found.value.harm if found and "nouns" in found.value.stands else None

    def _single(self, i: int) -> Victims | None:
        """ "a man", "another", "his wife", "a third civilian", "17-year-old Anna"."""
        phrase = self.lexicon.phrase
        article = phrase["articles"].match(self.words, i)
        definite = phrase["definite"].match(self.words, i)
        found = article or definite
        at = found.end if found else i
        if not found and not read_age(self.words, i, self.end)[0]:
            return None
        at, other = self._filled(at)
        head = self._head(at)
        if head is None or head.kind == "unknown":
            if found and self.words[i] == "another":
                return Victims(1, 1, i, found.end, kind="bare", other=True, head=i)
            return None
        if head.kind == "harm" and head.harm and not head.plural and article:
            return Victims(1, 1, i, head.end, kind="harm", harm=head.harm, groups=head.groups, head=head.at)
        if head.kind != "people":
            return Victims(1, 1, i, i + 1, kind="bare", other=True, head=i) if self.words[i] == "another" else None
        other = other or self.words[i] == "another"
        if head.plural:
            if definite and self.words[i] not in ("both",):
                return self._crowd(i, head, definite=True)
            return self._crowd(i, head, definite=False) if other else None
        return Victims(
            1, 1, i, head.end, groups=head.groups, ages=head.ages, harm=head.harm, definite=definite is not None and not article,
            other=other, head=head.at,
        )  # fmt: skip

    def _plural(self, i: int) -> Victims | None:
        """ "civilians", "others", "people": more than one, nobody says how many."""
        token = self.tokens[i]
        if token.pos not in NOMINAL and self.words[i] != "others":
            return None
        if i > self.first and self.tokens[i - 1].pos in ("ADJ", "NUM", "DET") and self.tokens[i - 1].head == i:
            return None
        head = self._head(i)
        if head is None or head.kind != "people":
            return None
        if head.plural:
            return self._crowd(i, head, definite=False)
        if self._titled(i, head):
            return Victims(1, 1, i, head.end, groups=head.groups, ages=head.ages, head=head.at)
        return None

    def _titled(self, i: int, head: _Head) -> bool:
        """Headlines drop the article: "Woman killed in shelling", "Fighter killed in Manbij", "Woman, child injured"."""
        before = self.words[i - 1] if i > self.first else ""
        if head.end < self.end and self.tokens[head.end].pos in NOMINAL and self.words[head.end] not in self.lexicon.harm_firsts:
            return False  # "mayor Ivan Petrenko wrote": a title, not a victim
        return head.end - i <= 3 and (i == self.first or before in (":", ",", "|", "–", "-", "kills", "injures"))

    def _crowd(self, i: int, head: _Head, *, definite: bool) -> Victims:
        floor = self.lexicon.vague_floor
        other = self.words[head.at] == "others"
        return Victims(
            floor, None, i, head.end, vague=True, groups=head.groups, harm=head.harm, definite=definite, other=other,
            head=head.at, ages=head.ages,
        )  # fmt: skip

    def _victims(
        self, count: Count, head: _Head, *, other: bool, definite: bool, of_them: bool = False
    ) -> Victims:
        other = other or self.words[head.at] in ("others", "more")
        return Victims(
            count.low, count.high, count.first, head.end, vague=count.vague, groups=head.groups, ages=head.ages,
            kind=head.kind, harm=head.harm, definite=definite, other=other, of_them=of_them, head=head.at,
        )  # fmt: skip

    # --- the noun --------------------------------------------------------------------------------------------------
    def _head(self, i: int) -> _Head | None:
        """What a phrase is of, its words from `i` on: a person noun, a harm, nothing ("bare"), or something unknown.

        None where it is of no people at all ("12 drones").
        """
        start = i
        ages, i = read_age(self.words, i, self.end)
        inside: list[int] = []
        harm: Harm | None = None
        best: tuple[int, str, bool] | None = None
        unknown = -1
        while i < self.end and i - start < MAX_INSIDE + (3 if ages else 0):
            token = self.tokens[i]
            cue = self.lexicon.harms.match(self.words, i) if self.words[i] in self.lexicon.harm_firsts else None
            if cue and cue.end <= self.end:
                if self._prenominal(i, cue.end, cue.value.stands):
                    harm = cue.value.harm
                    i = cue.end
                    continue
                if self.words[cue.end : cue.end + 1] == ["toll"]:
                    return None  # "a primary death toll"
                if best is None and unknown < 0 and "nouns" in cue.value.stands and not self._verb_next(i, cue.end):
                    groups = self._groups(inside, "all", ages)
                    undivided, end = self._undivided(cue.end, cue.value.harm)
                    return _Head(end, "harm", groups, undivided, not self.words[i].endswith(("y", "death")), i)
                break
            noun = self._noun(i)
            if noun and noun[0] <= self.end:
                best = (noun[0], noun[1], noun[2])
                inside.append(i)
                i = noun[0]
                unknown = -1
                continue
            if not self._inside(token, i):
                break
            if token.pos in ("NOUN", "PROPN"):
                unknown, best = (i, None) if best is None or not self._names(best[0], i) else (unknown, best)
                if best is not None:
                    break
            inside.append(i)
            i += 1
        return self._decided(start, best, unknown, inside=inside, ages=ages, harm=harm)

    def _undivided(self, end: int, harm: Harm) -> tuple[Harm, int]:
        """ "five killed and wounded" are casualties, nobody says how many of each."""
        if end + 1 < self.end and self.words[end] in ("and", "or", "/"):
            more = self.lexicon.harms.match(self.words, end + 1)
            if more and more.end <= self.end and more.value.harm != harm and "nouns" in more.value.stands:
                return "casualties", more.end
        return harm, end

    def _decided(
        self,
        start: int,
        best: tuple[int, str, bool] | None,
        unknown: int,
        *,
        inside: list[int],
        ages: tuple[int, ...],
        harm: Harm | None,
    ) -> _Head | None:
        if best is not None:
            end, group, plural = best
            after, end = read_ages_after(self.parse, self.words, end, self.end)
            ages = ages or after
            reach, end = self._of(end, inside)
            groups = self._groups([*inside, *reach], group, ages)
            mixed = self._mixed(end) if plural else None
            if mixed is not None:
                groups, end = (groups if groups == mixed[0] else ()), mixed[1]
            return _Head(end, "people", groups, harm, plural, best[0] - 1, ages)
        if ages:
            end = read_age(self.words, start, self.end)[1]
            groups: tuple[Group, ...] = ("children",) if min(ages) < ADULT else ()
            return _Head(end, "people", groups, harm, self.words[end - 1].endswith("s"), end - 1, ages)
        if unknown >= 0:
            if self.words[unknown] in self.lexicon.not_people or self.tokens[unknown].lemma in self.lexicon.not_people:
                return None
            return _Head(unknown + 1, "unknown", (), harm, self.tokens[unknown].tag in ("NNS", "NNPS"), unknown)
        if start < self.end and (self.words[start] in self.lexicon.not_people or self.words[start][0] in "%$€£"):
            return None
        return _Head(start, "bare", (), harm, True, max(start - 1, 0))

    def _mixed(self, end: int) -> tuple[tuple[Group, ...], int] | None:
        """ "15 combatants and civilians": one number for both, so neither group has it."""
        if end + 1 >= self.end or self.words[end] not in ("and", "or", "&"):
            return None
        at = end + 1
        while at < min(self.end, end + 4):
            noun = self._noun(at)
            if noun and noun[0] <= self.end:
                inside = range(end + 1, noun[0])
                return (self._groups(inside, noun[1], ()), noun[0]) if noun[2] else None
            if self.tokens[at].pos not in NOMINAL or self.words[at] in self.lexicon.harm_firsts:
                return None
            at += 1
        return None

    def _noun(self, i: int) -> tuple[int, str, bool] | None:
        """The person noun at `i`: one past its end, its group, whether it is plural. Two words before one."""
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

    def _modifies(self, i: int) -> bool:
        """Whether the noun before `i` only qualifies a further noun ("officer candidates", "member states")."""
        return i < self.end and self.tokens[i].pos == "NOUN" and self.words[i] not in self.lexicon.harm_firsts

    def _names(self, end: int, i: int) -> bool:
        """ "Captain Ivan Petrenko": a name after its title does not change who is meant."""
        return self.tokens[i].pos == "PROPN"

    def _inside(self, token: Token, i: int) -> bool:
        if token.text in INSIDE_MARKS:
            return True
        if token.text in ("|", "•", "…"):
            return False
        if token.pos == "VERB":
            return token.tag in ("VBN", "VBG") and token.dep == "amod"
        return token.pos in INSIDE and token.pos != "PUNCT" and (token.pos != "ADV" or token.dep == "advmod")

    def _prenominal(self, i: int, end: int, stands: frozenset[str]) -> bool:
        """ "11 injured students": a harm word with its people right behind it, no comma between."""
        if not stands & {"either", "before", "nouns"} or end >= self.end:
            return False
        noun = self._noun(end)
        if noun is None or self.words[i] in ("died", "killing", "injuring", "body", "bodies", "death", "deaths"):
            return False
        head = self.tokens[noun[0] - 1]
        return head.dep not in ("dobj",) or self.tokens[i].dep == "amod"

    def _verb_next(self, i: int, end: int) -> bool:
        """ "22 killed 12 others": here "killed" is a verb with an object and no noun."""
        return self.words[i] in ("killed", "injured", "wounded", "hurt") and (
            end < self.end and self.tokens[end].pos == "NUM" and self.tokens[i].tag == "VBD"
        )

    # --- what else the phrase says ---------------------------------------------------------------------------------
    def _groups(self, inside: Iterable[int], head: str, ages: Sequence[int]) -> tuple[Group, ...]:
        found: list[str] = []
        lexicon = self.lexicon
        takes = self.lexicon.phrase["member_heads"]
        inside = list(inside)
        head_word = self.tokens[inside[-1]].lemma if inside else ""
        for i in inside:
            group = lexicon.qualifiers.get(self.words[i])
            if group is None or group == head:
                continue
            if group in ("civilians", "women", "men", "children") or head in ("all", "military") or takes.match([head_word], 0):
                found.append(group)
        if head == KIN:
            young = any(self.lexicon.phrase["young"].match(self.words, i) for i in inside)
            head = "children" if young or (ages and min(ages) < ADULT) else "all"
        elif ages and head in ("all", "women", "men"):
            head = "children" if min(ages) < ADULT and max(ages) < ADULT else head
        elif ages and head == "children" and min(ages) >= ADULT:
            head = "all"
        if "police" in found and head == "military":
            head = "all"
        if head != "all" and not (head == "military" and "civilians" in found):
            found.append(head)
        if "police" in found:
            found = [group for group in found if group not in ("military", "civilians")]
        return cast("tuple[Group, ...]", tuple(dict.fromkeys(found)))

    def _of(self, end: int, inside: Sequence[int]) -> tuple[list[int], int]:
        """ "four members of the Hezbollah group": what they are members of, and where the phrase then ends."""
        if end + 1 >= self.end or self.words[end] not in ("of", "from") or not inside:
            return [], end
        if not self.lexicon.phrase["member_heads"].match([self.tokens[end - 1].lemma], 0):
            return [], end
        reach, at = [], end + 1
        while at < min(self.end, end + 9):
            token = self.tokens[at]
            led = token.pos == "VERB" and token.tag in ("VBN", "VBG") and token.dep == "amod"
            if token.pos not in NOMINAL | {"DET", "ADP", "PUNCT"} and not led and token.text not in INSIDE_MARKS:
                break
            if self.words[at] in self.lexicon.harm_firsts or self._noun(at) or token.text in (",", "."):
                break
            reach.append(at)
            at += 1
        known = [i for i in reach if self.lexicon.qualifiers.get(self.words[i]) in ("military", "police")]
        return (reach, known[-1] + 1) if known else ([], end)

    def _filled(self, i: int) -> tuple[int, bool]:
        """Past "other", "more", "additional": where the noun may begin, and whether they add to others."""
        other = False
        while i < self.end:
            found = self.lexicon.phrase["fillers"].match(self.words, i)
            if found is None:
                break
            other = other or self.words[i] in ("other", "more", "additional", "further", "another")
            i = found.end
        return i, other

    # --- numbers that are no people --------------------------------------------------------------------------------
    def _no_count(self, i: int) -> bool:
        """Numbers that count no one: part of a name, money, a page of the calendar."""
        token = self.tokens[i]
        before = self.tokens[i - 1] if i > self.first else None
        if before is not None and before.text in ("$", "€", "£", "#", "No", "/", "№"):
            return True
        if before is not None and before.text in ("-", "/") and i - 2 >= self.first and before.start == self.tokens[i - 2].end:
            return token.text[0].isdecimal()
        return False

    def _bare_refused(self, count: Count, head: _Head) -> bool:
        """A number without a noun that is a year, a day, an hour, an age, a route."""
        i = count.end
        after = self.tokens[i] if i < self.end else None
        before = self.tokens[count.first - 1] if count.first > self.first else None
        number = count.number
        if number is None:
            return False
        digits = self.tokens[count.end - 1].text
        if len(digits) == 4 and digits.isdecimal() and 1900 <= number <= 2100:
            return True
        months = MONTHS
        if (before and before.lower.rstrip(".") in months) or (after and after.lower.rstrip(".") in months):
            return True
        if after is not None and (after.text.startswith((":", "%", "°")) and after.start == self.tokens[i - 1].end and i + 1 < self.end and self.words[i + 1][:1].isdecimal()):
            return True
        if before is not None and before.pos == "PROPN" and digits[:1].isdecimal():
            return before.lower not in self.lexicon.harm_firsts and before.lower not in ("kills", "injures", "leaves", "wounds", "least", "kill", "leave")
        if count.first > self.toll_at:
            return False  # "put the number of injured at nine"
        return before is not None and before.lower in ("aged", "age", "ages", "at", "by", "since", "until", "in", "on", "article", "route", "unit", "number")


MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
