"""Finds the words that speak of time. What day they mean is anchoring's business.

Each word has a letter (vocabulary.py), and the grammar (grammar.py) is written in these letters: "at around 11:30 p.m.
on Friday" is `pqcmpW`, and a language needs words, not code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from istor.dates.grammar import bare_day, grammar
from istor.dates.tokens import Line, lowered, read_line, sentences
from istor.dates.vocabulary import TRIGGERS, Vocabulary, open_vocabulary

_TRIGGER = rf"{TRIGGERS}yignclhCm58"
_RUN = re.compile(
    rf"(?:^|(?<=[x.!=~]))[^x.!=~{_TRIGGER}]*+[{_TRIGGER}][^x.!=~]*+"
)  # words of time, one of them telling
NEAR_WORDS: Final = 40  # how far before an expression its sentence is looked at
_HOURS = re.compile(r"[qBF1ndhcCmz3UV]+[ru]q?p?[1ndcC3][m3UVz]")  # "from 9 to 10 p.m." ends the same day
_LEADING = "pfr"
_SINGLE = frozenset("WMPR")


class Expression(NamedTuple):
    """Words of a text that speak of time, by the rule that found them.

    `letters[i]` is the class of the i-th word, `senses[i]` what it stands for (a number, a unit's name, …).
    `before` is the letter just before ("s" since, "u" until, "f" from, "b" between, "" none), `after` that just after; `reporting`: beside a
    verb of saying; `future`: the sentence looks ahead; `happened`: it tells what happened;
    `stamp`: the page's own mark ("Updated 14:05").
    """

    rule: str
    start: int
    end: int
    letters: str
    senses: tuple[Any, ...]
    before: str = ""
    after: str = ""
    reporting: bool = False
    future: bool = False
    happened: bool = False
    stamp: bool = False

    def value(self, letter: str) -> Any:
        """What the first word of that class stands for; None where there is none."""
        at = self.letters.find(letter)
        return self.senses[at] if at >= 0 else None

    def values(self, letters: str) -> tuple[Any, ...]:
        """What every word of those classes stands for, in text order."""
        return tuple(sense for letter, sense in zip(self.letters, self.senses, strict=True) if letter in letters)

    def has(self, letters: str) -> bool:
        """Whether a word of one of those classes is among the words."""
        return not frozenset(letters).isdisjoint(self.letters)


def find(text: str, *, language: str = "en", ranges: Sequence[tuple[int, int]] | None = None) -> Iterator[Expression]:
    """The expressions of time in `text`, in order, none overlapping; offsets in `text`, only inside `ranges`.

    >>> [(e.rule, "Five days ago, on Friday night,"[e.start : e.end]) for e in find("Five days ago, on Friday night,")]
    [('ago', 'Five days ago'), ('day', 'Friday night')]
    """
    vocabulary = open_vocabulary(language)
    whole = ((0, len(text)),) if ranges is None else tuple(ranges)
    low = lowered(text)
    for at in sentences(text, low, whole, vocabulary):
        line = read_line(text, low, at, vocabulary)
        for run in _RUN.finditer(line.letters):
            letters = run[0]
            fits = _fits if len(letters) <= REMEMBERED else _fits.__wrapped__
            for rule, first, last in fits(letters, vocabulary.order):
                found = _expression(line, rule, run.start() + first, run.start() + last)
                if _believed(found, text, vocabulary):
                    yield found


REMEMBERED: Final = 40  # letters: the same few runs ("pW", "nMy") come in every report, longer ones hardly twice


@lru_cache(maxsize=8192)
def _fits(run: str, order: str) -> tuple[tuple[str, int, int], ...]:
    """The rules that fit a run of letters, with the first letter and that behind the last of what each has found."""
    return tuple(
        (match.lastgroup or "", *_trimmed(run, *match.span(), order)) for match in grammar(order).finditer(run)
    )


def _trimmed(codes: str, first: int, last: int, order: str) -> tuple[int, int]:
    """Without the words around the time: "on", "the", a comma, a lone bracket."""
    while codes[first] in _LEADING and first < last - 1:
        first += 1
    if codes[first] in "tBF" and first < last - 1 and bare_day(order).fullmatch(codes, first + 1, last):
        first += 1 + (codes[first + 1] in "pt")
    while codes[last - 1] in ",<" and last > first + 1:
        last -= 1
    if codes[last - 1] == ">" and "<" not in codes[first:last]:
        last -= 1
    return first, last


def _expression(line: Line, rule: str, first: int, last: int) -> Expression:
    codes = line.letters
    if rule == "counted" and _of_event(line, first, last):
        rule, last = "duration", last - 1
    reach = max(0, first - NEAR_WORDS)
    sentence = codes.rfind(".", reach, first) + 1 or reach
    stamp = _stamped(line, first)
    reporting = stamp or _reported(line, sentence, (first, last))
    return Expression(
        rule=rule,
        start=line.starts[first],
        end=line.stops[last - 1],
        letters=codes[first:last],
        senses=line.values[first:last],
        before=codes[first - 1] if first and not _HOURS.match(codes, first, last) else "",
        after=codes[last : last + 1],
        reporting=reporting,
        future=not reporting and _near(codes, "=", sentence, (first, last)),
        happened=_near(codes, "~", sentence, (first, last)),
        stamp=stamp,
    )


def _of_event(line: Line, first: int, last: int) -> bool:
    """ "a month after the war": a stretch counted from what follows, and not from a day that the text spoke of. Not
    "the day before", which as often stands alone, and not "two days before this attack", which the text spoke of."""
    return (
        line.letters[first] != "t"
        and line.values[last - 1] in (AFTER, BEFORE)
        and line.letters[last : last + 1] not in ("", ".", ",", ">", "H", "D")
    )


AFTER, BEFORE = 2, -2  # values of words that may go on to name what they count from; "later" and "earlier" do not


def _stamped(line: Line, first: int) -> bool:
    """Whether "updated", "published" or the like stands just before, a colon or "on" between."""
    at = first - 1
    while at >= 0 and (line.letters[at] in "pt," or line.words[at] == ":"):
        at -= 1
    return at >= 0 and line.letters[at] == "@"


def _near(codes: str, letter: str, sentence: int, at: tuple[int, int]) -> bool:
    """Whether a word of that class ("will", "killed") stands near: a dozen words before, or half a dozen after."""
    if codes.find(letter, max(sentence, at[0] - 12), at[1] + 6) < 0:
        return False
    following = codes[at[1] : at[1] + 6].split(".", maxsplit=1)[0]
    return letter in codes[max(sentence, at[0] - 12) : at[0]] or letter in following


def _reported(line: Line, sentence: int, at: tuple[int, int]) -> bool:
    """Whether the words tell when it was said: "said on Sunday", "on Sunday said", "told Reuters on Sunday", and
    "On Sunday, officials said" only where it opens the sentence ("hit it on Sunday, officials said" is of the hit)."""
    codes = line.letters
    if codes.find("!", sentence, at[1] + 4) < 0:
        return False
    before, opens = codes[sentence : at[0]].rstrip("pt"), not codes[sentence : at[0]].strip("pt")
    if before.endswith("!") or codes[at[1] : at[1] + 1] == "!":
        return True
    if opens and "!" in codes[at[1] : at[1] + 4].lstrip(",")[:3]:
        return True
    told = before[-2:].find("!")
    return told >= 0 and line.values[sentence + max(0, len(before) - 2) + told] == 2


def _believed(found: Expression, text: str, vocabulary: Vocabulary) -> bool:
    """Whether it can be an expression at all: no ages, no lone "March", no year that counts people."""
    if found.rule == "age":
        return False
    words = text[found.start : found.end].lower()
    if vocabulary.folds:
        words = words.translate(vocabulary.folds)
    if found.letters in _SINGLE and words.rstrip(".") in vocabulary.lone_doubtful:
        return found.before in ("p", "s", "u", "r", "f")
    if found.rule == "season" and words.split()[-1] in vocabulary.lone_doubtful:
        return found.before == "p" or found.has("LNH")
    if found.rule == "duration" and found.value("U") == "quarter":
        return False  # "a quarter of the houses"
    if found.rule == "decade" and "t" not in found.letters and not _FULL_DECADE.search(words):
        return False  # "all in their early 20s"
    if found.letters == "y":
        return _is_year(found, text, vocabulary)
    return True


def _is_year(found: Expression, text: str, vocabulary: Vocabulary) -> bool:
    if vocabulary.order:  # "2022 року", "عام 2011"; a bare number only behind a preposition
        return found.end - found.start > len("2022") or found.before in ("p", "s", "u")
    ahead = text[max(0, found.start - _WORD_REACH) : found.start].lower().split()
    if ahead and ahead[-1] in vocabulary.countheads:
        return False
    if found.value("y") < 1900 and found.before not in ("p", "s", "u"):
        return False
    if text[max(0, found.start - 1) : found.start] in ("-", "$", "€", "£", "#", "/", "+"):
        return False
    if text[found.end : found.end + 1] in ("-", "%", "/", "°", "+"):
        return False
    if _COUNTED.match(text, found.end) and found.before not in ("p", "s", "u"):
        return False
    following = _NEXT_WORD.match(text, found.end)
    return not (following and found.before not in ("p", "s", "u", "f", "j", "r") and found.before != "t")


_WORD_REACH: Final = 24  # characters: a word and blanks before a number
_NEXT_WORD = re.compile(r" [a-z]+s\b")
_FULL_DECADE = re.compile(r"\d{4}s")
_COUNTED = re.compile(r" (?:people|km|dead|men|women|children|residents|civilians|injured|wounded)\b")
