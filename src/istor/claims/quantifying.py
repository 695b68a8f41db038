"""Every quantity of a text, whatever it counts: its value or range, its modifier, its unit's words, where it stands.

Dates, years, hours, ordinals and numbers that are part of a name are no quantities. Needs no parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from istor.claims.numerals import read_numeral
from istor.claims.phrases import Found, Phrases, inverted
from istor.lexicon import open_lexicon

Change = Literal["=", "<", ">", "~", "up", "down"]
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[^\W\d_]+(?:[.'’][^\W\d_]+)*|\S")
CURRENCY = frozenset("$€£¥₹")
RANGE_MARKS = frozenset({"-", "–", "—", "to", "and", "or"})
PERCENT = frozenset({"%", "percent", "cent"})
FIRST_YEAR, LAST_YEAR = 1500, 2100
MAX_UNIT = 3  # words of a unit
AGAIN = 24  # characters between a quantity and the same in another unit
LOOK_BACK = 5  # words before a number that may modify it


class Quantity(NamedTuple):
    """One number or range. `low` and `high` are equal for a plain number; `change` tells how it is put: "=", at most
    "<", more than ">", about "~", or as a rise ("up") or fall ("down"). `start`..`end` are offsets in the text."""

    low: float
    high: float
    change: Change
    unit: str
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    lower: str
    start: int
    end: int


class _Words(NamedTuple):
    section: Mapping[str, Any]
    changes: Phrases[str]
    sets: Mapping[str, frozenset[str]]


def quantities(text: str, *, language: str = "en") -> tuple[Quantity, ...]:
    """The quantities of `text` in order.

    >>> [(q.low, q.high, q.change, q.unit) for q in quantities("More than 12 drones flew 5 to 7 km.")]
    [(12, 12, '>', 'drones'), (5, 7, '=', 'km')]
    """
    return tuple(_Reader(text, _words(language)).read())


class _Reader:
    """One text being read for numbers."""

    def __init__(self, text: str, words: _Words) -> None:
        self.tokens = [_Word(m[0], m[0].lower(), m.start(), m.end()) for m in TOKEN.finditer(text)]
        self.lower = [token.lower for token in self.tokens]
        self.words = words
        self.text = text

    def read(self) -> Iterator[Quantity]:
        """The quantities, left to right."""
        at, last = 0, None
        while at < len(self.tokens):
            found = self._number(at)
            if found is None:
                at += 1
                continue
            low, high, end = found.value, found.value, found.end
            second = self._second(at, end, low)
            if second:
                low, high, end = self._shared(low, second.value), second.value, second.end
            elif self.lower[at] in self.words.section["crowds"]:
                high = low * 10
            if not self._is_name(at, found.end):
                last = self._quantity(at, end, (low, high), last)
                yield last
            at = end

    def _shared(self, low: float, high: float) -> float:
        """ "from $10 to $15 billion": the multiplier told once."""
        for factor in (10**12, 10**9, 10**6):
            if low < 1000 and high >= factor and low <= high / factor:
                return low * factor
        return low

    # --- numbers ---------------------------------------------------------------------------------------------------
    def _number(self, at: int) -> Found[float] | None:
        """The number at `at` with its multiplier, its sign left to `_quantity`."""
        section, word = self.words.section, self.lower[at]
        crowd = self._crowd(at)
        if crowd:
            return crowd
        if word in section["fractions"]:
            article = at > 0 and self.lower[at - 1] in ("a", "one")
            of = at + 1 < len(self.lower) and self.lower[at + 1] in ("of", "the")
            whole = of and (word == "half" or article)
            return Found(section["fractions"][word], at + 1) if whole else None
        numeral = self._leading_dot(at) or read_numeral(self.lower, at)
        if numeral is None or word in ("zero",):
            return None
        value, end = numeral.value, numeral.end
        if word == "one" and not self._counts_one(at):
            return None
        fraction = self._fraction(end)
        if fraction:
            return Found(value * fraction.value, fraction.end)
        return self._multiplied(value, end)

    def _leading_dot(self, at: int) -> Found[float] | None:
        word = self.lower[at]
        return Found(float(word), at + 1) if word[0] == "." and len(word) > 1 else None

    def _multiplied(self, value: float, end: int) -> Found[float]:
        """ "2.7m", "25k", "$1.3bn": the letters touch the digits."""
        short = self.words.section["short_multipliers"]
        if end < len(self.tokens) and self.lower[end] in short:
            touches = self.tokens[end].start == self.tokens[end - 1].end
            if self.tokens[end - 1].text[-1].isdecimal() and (touches or self.tokens[end].text == "B"):
                return Found(value * short[self.lower[end]], end + 1)
        return Found(value, end)

    def _fraction(self, end: int) -> Found[float] | None:
        at = end + 1 if end < len(self.lower) and self.lower[end] == "-" else end
        fractions = self.words.section["fractions"]
        if at < len(self.lower) and self.lower[at] in fractions and self.lower[at] != "half":
            return Found(fractions[self.lower[at]], at + 1)
        return None

    def _crowd(self, at: int) -> Found[float] | None:
        """ "dozens", "tens of thousands": from one to ten of them."""
        crowds = self.words.section["crowds"]
        if self.lower[at] not in crowds:
            return None
        value, end = crowds[self.lower[at]], at + 1
        if end + 1 < len(self.lower) and self.lower[end] == "of" and self.lower[end + 1] in crowds:
            return Found(value * crowds[self.lower[end + 1]], end + 2)
        return Found(value, end)

    def _second(self, first: int, end: int, low: float) -> Found[float] | None:
        """The other end of a range: "5 to 7", "from $10 to $15 billion", "15-22", a score "2-1"."""
        before = self.lower[max(0, first - 3) : first]
        spelled = "from" in before or "between" in before
        at = self._mark(end, MAX_UNIT + 1 if spelled else 0)
        if at is None:
            return None
        mark, at = self.lower[at], at + 1
        money = at < len(self.lower) and self.lower[at] in CURRENCY
        while at < len(self.lower) and (
            self.lower[at] in CURRENCY or self.lower[at] in self.words.sets["currency_words"]
        ):
            at += 1
        second = self._number(at) if at < len(self.lower) else None
        if second is None or (mark == "and" and "between" not in before):
            return None
        if money and not (first and self.lower[first - 1] in CURRENCY):
            return None  # "up 9 per cent to $84", "8 or $9"
        money_first = bool(first) and self.lower[first - 1] in CURRENCY
        rises = self._change(first - 1 if money_first else first) in ("up", "down")
        tight = mark in "-–—" and self.tokens[at].start == self.tokens[at - 1].end
        if not spelled and not tight and (second.value <= low or rises):
            return None
        return second

    def _mark(self, end: int, reach: int) -> int | None:
        """Where "to" or a dash stands, past a unit told twice ("5% to 6%")."""
        at = self._past_unit(end)
        for i in range(at, min(at + reach + 1, len(self.lower))):
            if self.lower[i] in RANGE_MARKS:
                return i
            if not self.lower[i].isalpha() and self.lower[i] != "%":
                return None
        return None

    def _past_unit(self, end: int) -> int:
        if end < len(self.lower) and self.lower[end] in PERCENT:
            return end + 1
        return end + 2 if self.lower[end : end + 2] == ["per", "cent"] else end

    # --- what is no quantity -----------------------------------------------------------------------------------------
    def _counts_one(self, at: int) -> bool:
        sets = self.words.sets
        before = self.lower[at - 1] if at else ""
        after = self.lower[at + 1] if at + 1 < len(self.lower) else ""
        return before not in sets["not_one_before"] and after not in sets["not_one_after"] and after.isalpha()

    def _is_name(self, at: int, end: int) -> bool:
        """A year, a day, an hour, an ordinal, or a number that belongs to a name."""
        before = self.tokens[at - 1] if at else None
        after = self.tokens[end] if end < len(self.tokens) else None
        if (
            after is not None
            and after.start == self.tokens[end - 1].end
            and after.lower in ("st", "nd", "rd", "th", "s")
        ):
            return True
        sets = self.words.sets
        near = {word.lower.rstrip(".") for word in (before, after) if word is not None}
        if before is not None and before.text == "." and at > 1:
            near.add(self.lower[at - 2])
        if near & sets["months"] or self._is_clock(before, after) or self._is_year(at, end, before, after):
            return True
        return before is not None and before.text not in CURRENCY and self._named(at, end, before, after)

    def _named(self, at: int, end: int, before: _Word, after: _Word | None) -> bool:
        """ "iPhone 12", "Model 3", "V12", "COVID-19"; not "HK $5", "Nokia 5km away"."""
        sets = self.words.sets
        touches = before.end == self.tokens[at].start
        if before.lower in sets["currency_words"] or not self.tokens[at].text[0].isdecimal():
            return False
        if before.lower in sets["age_words"] or (touches and before.text[-1].isalpha()):
            return True
        if before.text in ("-", "/") and at >= 2 and touches and self.tokens[at - 2].text[-1].isalpha():
            if self.tokens[at - 2].end < before.start:
                return self.tokens[at - 2].text.isupper()
            return self.tokens[at - 2].lower not in ("minus", "sub", "to", "now")
        attached = after is not None and after.start == self.tokens[end - 1].end and after.text[0].isalpha()
        if attached or (after is not None and (after.lower in sets["unit_words"] or after.text == "%")):
            return False
        inner = any(letter.isupper() for letter in before.text[1:]) and not before.text.isupper()
        title = before.text[0].isupper() and before.text.isalpha() and at >= 2 and not self._modifies(at - 1)
        return inner or title or before.lower in sets["name_before"]

    def _modifies(self, at: int) -> bool:
        return self.words.changes.match(self.lower, at) is not None

    def _is_clock(self, before: _Word | None, after: _Word | None) -> bool:
        clock = self.words.sets["clock"]
        if after is not None and after.lower.rstrip(".") in clock:
            return True
        return any(word is not None and word.text == ":" for word in (before, after)) and self._tight(before, after)

    def _tight(self, before: _Word | None, after: _Word | None) -> bool:
        """A colon between digits: "17:22"."""
        for word in (before, after):
            if word is not None and word.text == ":":
                around = self.text[max(0, word.start - 1) : word.end + 1]
                return len(around) == 3 and around[0].isdecimal() and around[2].isdecimal()
        return False

    def _is_year(self, at: int, end: int, before: _Word | None, after: _Word | None) -> bool:
        text = self.tokens[at].text
        if end - at != 1 or len(text) != 4 or not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            return False
        if before is not None and (before.text in CURRENCY or self._change(at) != "="):
            return False
        if after is None:
            return True
        plural = after.text.islower() and after.lower.endswith("s") and after.lower not in self.words.sets["not_plural"]
        return not plural and after.lower not in self.words.sets["unit_words"] and after.text != "%"

    # --- what is said of it ------------------------------------------------------------------------------------------
    def _quantity(self, at: int, end: int, bounds: tuple[float, float], last: Quantity | None) -> Quantity:
        first = at
        while first and (
            self.lower[first - 1] in CURRENCY or self.lower[first - 1] in self.words.sets["currency_words"]
        ):
            first -= 1
        minus = first > 0 and self.lower[first - 1] in ("-", "−") and self._signed(first - 1)
        spoken = at > 1 and self.tokens[at - 1].text == "-" and self.lower[at - 2] in (*CURRENCY, "minus")
        sign = -1 if minus or spoken else 1
        return Quantity(
            low=sign * bounds[0],
            high=sign * bounds[1],
            change=self._inherited(first, last) or self._change(first),
            unit=self._unit(first, at, end),
            start=self.tokens[first].start,
            end=self.tokens[end - 1].end,
        )

    def _inherited(self, first: int, last: Quantity | None) -> Change | None:
        """ "more than 100 km (60 miles)", "lost 190 points, or 0.6%": the same quantity told again."""
        if last is None or self.tokens[first].start - last.end > AGAIN:
            return None
        between = self.text[last.end : self.tokens[first].start]
        if "(" in between or " / " in between:
            return last.change if last.change in ("<", ">") else None
        return last.change if between.rstrip().endswith(" or") and last.change in ("up", "down") else None

    def _signed(self, at: int) -> bool:
        """A minus that touches its number and nothing before it."""
        touches = self.tokens[at].end == self.tokens[at + 1].start
        return touches and (at == 0 or self.tokens[at - 1].end < self.tokens[at].start)

    def _change(self, first: int) -> Change:
        """The nearest modifier that ends right before the number, small words aside."""
        fillers = self.words.sets["fillers"]
        for at in range(first - 1, max(-1, first - LOOK_BACK), -1):
            found = self.words.changes.match(self.lower, at)
            if found and found.end <= first and all(word in fillers for word in self.lower[found.end : first]):
                if "to" in self.lower[found.end : first]:
                    return "="  # "rose to 12" tells where it got, not by how much
                return found.value  # type: ignore[return-value]
        return "="

    def _unit(self, first: int, at: int, end: int) -> str:
        money = "".join(token.text for token in self.tokens[first:at])
        if money:
            return money
        stop = end
        while stop < len(self.tokens) and stop - end < MAX_UNIT:
            token = self.tokens[stop]
            if token.text == "%":
                return "%"
            if not token.text[0].isalpha() or (stop > end and not token.text.islower()):
                break
            stop += 1
            if token.lower in self.words.sets["unit_words"] or token.lower.endswith("s"):
                break
        return " ".join(token.text for token in self.tokens[end:stop])


@cache
def _words(language: str) -> _Words:
    section = open_lexicon("claims", language)["quantities"]
    sets: Mapping[str, Sequence[str]] = {name: value for name, value in section.items() if isinstance(value, list)}
    return _Words(
        section, Phrases(inverted(section["changes"])), {name: frozenset(value) for name, value in sets.items()}
    )
