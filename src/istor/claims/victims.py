"""Phrases that count people: "at least 22 people", "two boys aged 14 and 16", "a man", "60 others", "11 injured students"."""

from __future__ import annotations

from typing import NamedTuple

from istor.claims.ages import NOMINAL, Ages, read_age
from istor.claims.casualty_words import KIN, CasualtyWords, Line, casualty_words
from istor.claims.claim import Group, Harm
from istor.claims.counting import Count, may_begin, read_count
from istor.claims.person_nouns import Head, NounKind, Nouns
from istor.claims.toll import Bounds

NO_COUNT_AFTER = frozenset({"$", "€", "£", "#", "No", "/", "№"})
DENIED = 7  # words back from "or civilians" to the "no" before "soldiers"
OF_A_FAMILY = frozenset({"women", "men", "children", KIN})
FIRST_YEAR, LAST_YEAR = 1900, 2100  # four digits without a noun: a year


class Victims(NamedTuple):
    """People told of as a number: `low`..`high` (`high=None`: open) from token `first` to before token `end`.

    `groups` are the codebook's, () for people as such. `kind`: "people" has a person noun, "bare" a number alone
    ("injured 47"), "unknown" a noun in no list, "harm" is itself a harm ("three deaths"), "name" no more than a name.
    `harm` is set where the phrase says it ("11 injured students"). `reach` is one past the name and age told after the
    phrase (0: none). `definite` refers to people told of before ("the driver", "two of them");
    `other` adds to others ("12 others").
    """

    low: int
    high: int | None
    first: int
    end: int
    vague: bool = False
    groups: tuple[Group, ...] = ()
    ages: Ages = ()
    kind: NounKind = "people"
    harm: Harm | None = None
    definite: bool = False
    other: bool = False
    of_them: bool = False
    head: int = -1
    reach: int = 0


def read_victims(line: Line) -> list[Victims]:
    """Every phrase of people in one sentence, left to right, none overlapping."""
    reader = _Reader(line)
    found: list[Victims] = []
    at = line.first
    while at < line.end:
        one = reader.at(at)
        if one is None:
            at += 1
            continue
        if not _tells(line, one):
            nobody = _denied(line, one)
            found += [] if nobody and not one.groups else [one._replace(low=0, high=0, vague=False) if nobody else one]
        at = max(one.end, at + 1)
    return found


def _denied(line: Line, one: Victims) -> bool:
    """Whether a "no" or "neither" before the phrase holds for it, too: "no troops or civilians", "neither the driver nor
    his wife". Of such people nobody was harmed, which is no word on anybody else."""
    small, words = casualty_words().small, line.words
    last = words[one.first - 1] if one.first > line.first else ""
    if last in small["neither_nor"]:
        return True
    if last not in small["or_word"]:
        return False
    for i in range(one.first - 2, max(line.first, one.first - DENIED) - 1, -1):
        if words[i] in casualty_words().negations:
            return True
        if line.parse.tokens[i].pos not in NOMINAL and line.parse.tokens[i].pos != "ADJ":
            return False
    return False


def _tells(line: Line, one: Victims) -> bool:
    """ "…, the mayor said", "…, said the mayor", "according to three witnesses, …": people set apart, who say so; not
    "a man said to be 40"."""
    tellers, marks = casualty_words().small["tellers"], casualty_words().small["aside_marks"]
    words, tokens = line.words, line.parse.tokens
    citing = casualty_words().voice["citing"]
    if any(
        (cue := citing.match(words, i)) and cue.end == one.first
        for i in range(max(line.first, one.first - 2), one.first)
    ):
        return True
    before, after = one.first - 1, one.end
    if after < line.end and words[after] in tellers and tokens[after].tag in ("VBD", "VBZ"):
        return before < line.first or words[before] in marks
    told_by = before - 1 >= line.first and words[before] in tellers and words[before - 1] in marks
    return told_by and tokens[one.head].head < one.first  # not "Reuters, citing police, said two people died"


class _Reader:
    """One sentence being read for people."""

    __slots__ = ("end", "first", "lexicon", "nouns", "small", "tokens", "toll_at", "words")

    def __init__(self, line: Line) -> None:
        self.words, self.tokens = line.words, line.parse.tokens
        self.first, self.end = line.first, line.end
        self.lexicon: CasualtyWords = casualty_words()
        self.small = self.lexicon.small
        self.nouns = Nouns(line)
        tolls = self.lexicon.voice["tolls"]
        firsts = tolls.firsts()
        hits = (i for i in range(line.first, line.end) if line.words[i] in firsts and tolls.match(line.words, i))
        self.toll_at = next(hits, self.end)

    def at(self, i: int) -> Victims | None:
        """The phrase of people that begins at token `i`, if one does."""
        if self.words[i] in self.small["him"] and self._is_harmed(i):
            return Victims(low=1, high=1, first=i, end=i + 1, definite=True, head=i)
        if self.words[i] not in self.lexicon.openers and not may_begin(self.words[i]):
            return self._plural(i)
        nobody = self.lexicon.nobody.match(self.words, i)
        if nobody and nobody.end <= self.end:
            return Victims(low=0, high=0, first=i, end=nobody.end, head=nobody.end - 1)
        if self.words[i] in self.lexicon.negations:
            return self._none(i)
        if self._may_count(i):
            after_from = i > self.first and self.words[i - 1] in self.small["from_word"]
            count = read_count(self.words, i, ranged=not after_from)
            if count and count.end <= self.end:
                return self._counted(count)
        return self._determined(i) or self._single(i) or self._plural(i)

    def _is_harmed(self, i: int) -> bool:
        """ "killed him": one person, told of before; "killing her and two others" is read by whoever adds them up."""
        beside = self.tokens[i + 1 : min(i + 3, self.end)]
        joined = len(beside) > 1 and beside[0].lower in self.small["joints"] and beside[1].pos not in ("VERB", "AUX")
        return not joined and self.words[i - 1] in self.lexicon.harm_firsts and self.tokens[i].dep == "dobj"

    def _none(self, i: int) -> Victims | None:
        head = self.nouns.head(i + 1)
        if head is None or head.kind in ("bare", "unknown") or self.words[head.at] in self.small["victims"]:
            return None
        return _victims((0, 0), i, head)

    def _determined(self, i: int) -> Victims | None:
        """ "their two sons", "the 22 wounded", "another three", "a further 12 people"."""
        others = self.lexicon.phrase["others"]
        added = others.match(self.words, i)
        if added is None and self.words[i] in self.small["articles"]:
            added = others.match(self.words, i + 1)
        found = added or self.lexicon.phrase["definite"].match(self.words, i)
        if found is None or found.end >= self.end or not self._may_count(found.end):
            return None
        count = read_count(self.words, found.end)
        told = self._counted(count) if count and count.end <= self.end else None
        if told is None:
            return None
        return told._replace(first=i, definite=added is None, other=told.other or added is not None)

    def _counted(self, count: Count) -> Victims | None:
        of_them = self.lexicon.phrase["of_them"].match(self.words, count.end)
        if of_them and of_them.end <= self.end:
            return self._of_them(count, of_them.end)
        if count.end < self.end and self.words[count.end] == "-" and self._touches(count.end):
            return None  # "one-fifth", "three-storey", "50-strong"
        start, other = self._filled(count.end)
        head = self.nouns.head(start)
        if head is None or (head.kind in ("bare", "harm") and self._no_people(count, head)):
            return None
        if head.kind == "harm" and self._both_of(count.first):
            return None
        single = count.number == 1
        if head.kind in ("people", "unknown") and not head.plural and not single and not head.ages:
            return None
        before = self.words[count.first - 1] if count.first > self.first else ""
        told = _victims((count.low, count.high), count.first, head)
        other = other or self.words[head.at] in self.small["adds"]
        return told._replace(vague=count.vague, other=other, definite=before in self.small["told_of"])

    def _both_of(self, i: int) -> bool:
        """ "a boy and a girl, both dead": what befell those before, nobody new."""
        joined = i - 1 > self.first and self.words[i - 1] == ","
        return joined and self.lexicon.phrase["wholly"].match(self.words, i) is not None

    def _of_them(self, count: Count, end: int) -> Victims:
        """ "two of them (were) children", "8 of whom children", "19 of the injured"."""
        at = end
        while at < self.end and self.words[at] in self.small["linking"]:
            at += 1
        head = self.nouns.head(at)
        if head and head.kind == "people" and head.plural == (count.low != 1):
            told = _victims((count.low, count.high), count.first, head)
        else:
            told = Victims(
                low=count.low, high=count.high, first=count.first, end=end, kind="bare", head=count.first,
                harm=self._harm_of(self.words[end - 1]),
            )  # fmt: skip
        return told._replace(vague=count.vague, of_them=True, definite=True)

    def _single(self, i: int) -> Victims | None:
        """ "a man", "another", "his wife", "a third civilian", "17-year-old Anna"."""
        article = self.lexicon.phrase["articles"].match(self.words, i)
        found = article or self.lexicon.phrase["definite"].match(self.words, i)
        if found is None and not read_age(self.words, i, self.end)[0]:
            return None
        start, other = self._filled(found.end if found else i)
        head = self.nouns.head(start)
        another = self.words[i] in self.small["another"] or (article is not None and self._is_one_more(article.end))
        if head is not None and head.kind == "harm" and not head.plural and article:
            if self._names_no_one(i, head):
                return None
            return _victims((1, 1), i, head)._replace(other=other or article.end - i > 1)  # "a second body"
        if head is None or head.kind != "people":
            end = article.end if article else i + 1
            return Victims(low=1, high=1, first=i, end=end, kind="bare", other=True, head=end - 1) if another else None
        if head.plural:
            crowd = other or another or article is None
            return self._crowd(i, head)._replace(definite=article is None) if crowd and found else None
        definite = found is not None and article is None
        return _victims((1, 1), i, head)._replace(definite=definite, other=other or another)

    def _names_no_one(self, i: int, head: Head) -> bool:
        """ "an injury to the child's head", "ruled an accidental death": what befell somebody, and no count."""
        of_a_limb = head.end < self.end and self.words[head.end] in self.small["to_word"]
        return of_a_limb or (i > self.first and self.words[i - 1] in self.small["ruled"])

    def _is_one_more(self, end: int) -> bool:
        """ "the wounding of a third": nothing but an ordinal, which is no share ("a third of the town")."""
        after = self.words[end] if end < self.end else ""
        bare = end == self.end or self.tokens[end].pos not in NOMINAL | {"ADJ", "NUM", "ADP"}
        return self.words[end - 1] in self.small["ordinals"] and (bare or after in self.small["places_after"])

    def _plural(self, i: int) -> Victims | None:
        """ "civilians", "others": more than one, nobody says how many; and headlines that drop the article."""
        token = self.tokens[i]
        called = token.pos == "INTJ" and i == self.first  # "Boy, 10, hurt": the parser hears a call
        if token.pos not in NOMINAL and not called and self.words[i] not in self.small["adds"]:
            return None
        before = self.tokens[i - 1] if i > self.first else None
        if self.toll_at == i - 2 and self.words[self.toll_at - 1] not in self.small["articles"]:
            return None  # "the number of people killed has risen to three": the figure is yet to come
        if before is not None and before.pos in ("ADJ", "NUM", "DET") and before.head == i:
            return None
        head = self.nouns.head(i)
        if head is None or head.kind != "people" or self._names_a_house(head.end - 1):
            return None
        if head.plural:
            return self._crowd(i, head)
        return _victims((1, 1), i, head) if self._headline(i, head) or self._shares_a_determiner(i) else None

    def _shares_a_determiner(self, i: int) -> bool:
        """ "his wife and son", "a man and woman": two people under one small word; "a husband and father" may be one man, and
        so may "his friend and colleague"."""
        if i - 3 < self.first or self.words[i - 1] != "and":
            return False
        first, second = self.words[i - 2], self.words[i]
        groups = [self.lexicon.singular.get(word) for word in (first, second)]
        if first == second or not all(group in OF_A_FAMILY for group in groups):
            return False
        if self.words[i - 3] in self.small["possessive"]:
            return True
        shared = self.words[i - 3] in self.small["articles"] or self.words[i - 3] == "the"
        return shared and (groups[0] != groups[1] or groups[0] == "children")

    def _names_a_house(self, i: int) -> bool:
        """ "Mercy Children's Hospital", "St Ann Women's Clinic": nobody in it."""
        owned = i + 2 < self.end and self.words[i + 1] in self.small["possessive_marks"]
        return owned and self.tokens[i].text[:1].isupper() and self.tokens[i + 2].text[:1].isupper()

    def _headline(self, i: int, head: Head) -> bool:
        """ "Woman killed in shelling", "Woman, child injured"; not "mayor Ivan Petrenko wrote": a title."""
        titled = head.end < self.end and self.tokens[head.end].pos in NOMINAL
        if titled and self.words[head.end] not in self.lexicon.harm_firsts:
            return False
        return head.end - i <= 3 and (i == self.first or self.words[i - 1] in self.small["headline_marks"])

    def _crowd(self, i: int, head: Head) -> Victims:
        told = _victims((self.lexicon.vague_floor, None), i, head)
        return told._replace(vague=True, other=self.words[head.at] in self.small["adds"])

    def _filled(self, i: int) -> tuple[int, bool]:
        """Past "other", "more", "additional": where the noun may begin, and whether they add to others."""
        other = False
        while i < self.end:
            found = self.lexicon.phrase["fillers"].match(self.words, i)
            if found is None:
                break
            other = other or self.words[i] in self.small["adds"]
            i = found.end
        return i, other

    def _harm_of(self, word: str) -> Harm | None:
        """ "19 of the injured": which harm they are counted under."""
        found = self.lexicon.harms.match([word], 0)
        return found.value.harm if found and "nouns" in found.value.stands else None

    # --- numbers that count no one -------------------------------------------------------------------------------------
    def _may_count(self, i: int) -> bool:
        """Whether a count of people can begin at `i`: no age, no money, no part of a name."""
        if not may_begin(self.words[i]) or read_age(self.words, i, self.end)[0] or self._shares_years(i):
            return False
        if i == self.first:
            return True
        before = self.tokens[i - 1]
        if before.text in NO_COUNT_AFTER or self._counts_kin(i):
            return False
        joined = before.text in ("-", "/") and i - 2 >= self.first and self._touches(i - 1) and self._touches(i)
        return not (joined and self.words[i][0].isdecimal())

    def _shares_years(self, i: int) -> bool:
        """ "the wounded are 28 and 31 years old": ages told with one "years old"."""
        joined = i + 2 < self.end and self.words[i].isdecimal() and self.words[i + 1] in self.small["joints"]
        return joined and bool(read_age(self.words, i + 2, self.end)[0])

    def _counts_kin(self, i: int) -> bool:
        """ "a father of four": his children, whom nothing befell."""
        return i - 2 >= self.first and self.words[i - 1] == "of" and self.words[i - 2] in self.small["parents"]

    def _touches(self, i: int) -> bool:
        """Whether token `i` follows the one before without a space."""
        return self.tokens[i].start == self.tokens[i - 1].end

    def _no_people(self, count: Count, head: Head) -> bool:
        """A number without a noun that is a year, a day, an hour, an age, a route."""
        if count.number is None:
            return False
        digits, i = self.tokens[count.end - 1].text, count.end
        if len(digits) == 4 and digits.isdecimal() and FIRST_YEAR <= count.number <= LAST_YEAR:
            return True
        if head.kind == "harm":
            return False
        before = self.words[count.first - 1] if count.first > self.first else ""
        after = self.words[i] if i < self.end else ""
        aside = (before, after) == ("(", ")") or (
            (before, after) == (",", ",") and digits.isdecimal() and self._is_somebody(count.first - 2)
        )
        if aside:
            return True  # "Ivan Petrenko (39)", "Boy, 10, hurt": his age
        if {before.rstrip("."), after.rstrip(".")} & self.small["months"] or self._clock(i):
            return True
        if before and self.tokens[count.first - 1].pos == "PROPN" and digits[:1].isdecimal():
            return before not in self.lexicon.harm_firsts and before not in self.small["headline_verbs"]
        return before in self.small["no_bare_after"] and count.first <= self.toll_at  # "the number of injured at nine"

    def _is_somebody(self, i: int) -> bool:
        """Whether a name or one person stands there, whose age may follow."""
        return i >= self.first and (self.tokens[i].pos == "PROPN" or self.words[i] in self.lexicon.singular)

    def _clock(self, i: int) -> bool:
        """ "11:30", "45 %"."""
        return i + 1 < self.end and self.words[i][0] in ":%°" and self._touches(i) and self.words[i + 1][:1].isdecimal()


def _victims(bounds: Bounds, first: int, head: Head) -> Victims:
    return Victims(
        low=bounds[0], high=bounds[1], first=first, end=head.end, groups=head.groups, ages=head.ages, kind=head.kind,
        harm=head.harm, head=head.at,
    )  # fmt: skip
