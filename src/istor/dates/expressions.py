"""Finds the words that speak of time. What day they mean is anchoring's business.

Each word has a letter (vocabulary.py); the grammar is a list of named rules over the letters, the first that fits wins.
So "at around 11:30 p.m. on Friday" is `pqcmpW`, and a language needs words, not code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from istor.dates.vocabulary import TRIGGERS, Line, Token, Vocabulary, lines, open_vocabulary, read_line

_COUNT = r"(?:q{0,2}(?:a?vo?|1(?:-?1|j1)?|n(?:jn)?|#|h|a))"
_CLOCK = r"(?:[qBF]{0,2}(?:cm?|Cm|nm)z?)"
_PART = r"(?:[qBFE]{0,2}-?t?E?-?(?:pt?)?P)"
_HOUR = rf"(?:[pt]{{0,2}}(?:{_CLOCK}|{_PART}))"
_MONTH_DAY = r"(?:M-?n|t?n-?o?M|tdoM)(?:,?y)?"
_WEEKDAY = rf"[LHN]?W(?:,?<?p?t?(?:{_MONTH_DAY}|i|g)>?)?"
_DAY = rf"(?:{_WEEKDAY}|L?{_MONTH_DAY}(?:,?<?W>?)?|i|g|T(?:,W)?(?:,?(?:{_MONTH_DAY}))?|K)"
_MONTH = r"(?:M(?:,?o?y|o?[LNH]U)?)"

RULES: Final[Sequence[tuple[str, str]]] = (
    ("age", rf"{_COUNT}-?[UV]-?k"),
    ("war", rf"{_COUNT}-?[UV]-?J"),
    ("in_a_row", r"[at]?d(?:[UP]Y|Y[UP])"),
    ("eve", rf"t?Xt?{_DAY}"),
    ("days", r"(?:M(?:h|n[ru-]n|njn)|(?:h|n[ru-]n|njn)o?M)(?:,?y)?"),
    ("overnight", rf"[EBF]?O(?:[pfr]?t?{_DAY}(?:[r-]{_DAY})?)?|{_DAY}O"),
    (
        "day",
        rf"(?:{_HOUR}[,pof]{{0,2}}t?){{0,2}}(?:[EBF]-?[pt]{{0,2}})?q?t?{_DAY}(?:,?{_HOUR}){{0,2}}z?",
    ),
    ("ago", rf"{_COUNT}[UV]G"),
    ("counted", rf"{_COUNT}[UV][BF]|t[UP][BF]"),
    ("window", rf"t?(?:[LANH]{_COUNT}[UV]|A[UV]|NV|H{_COUNT}[UV])"),
    ("part", rf"(?:[BFE]-?)?(?:[LHD]{{1,2}}|tN)P|I|{_HOUR}"),
    ("ordinal", rf"t?[dL]-?Uo(?:t?{_MONTH}|t?y|[tLHN]U)|t?d-?U(?:,?t?y)?"),
    ("period", r"(?:t?[EBF]-?[opt]{0,2})?(?:t?[LNHQ]|t?D{1,2})[UV]"),
    ("month", rf"(?:t?E-?o?t?)?[LNHD]?{_MONTH}"),
    ("season", r"t?(?:E-?o?)?(?:[LNHDt]S(?:o?y|o?[LNH]U)?|(?<=p)S(?:o?y|o?[LNH]U)?|So?y)"),
    ("decade", r"t?(?:E-?o?t?)?l"),
    ("year", r"(?:t?E-?o?t?)?y"),
    ("repeated", rf"e(?:{_COUNT}|d)?[UVWP]|Z|w"),
    ("weekend", r"(?:t?E-?o)?[tp]U"),
    ("duration", rf"t?d?{_COUNT}[UV]|{_COUNT}-[UV]|(?<=p)V"),
    ("reference", r"R"),
)
_GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES))
_BARE_DAY = re.compile(rf"[pt]?(?:W|{_MONTH_DAY})")  # "the 7 October", "earlier on Friday": the day is enough
_RUN = re.compile(r"[^x.!=~]+")
_TRIGGER = re.compile(rf"[{TRIGGERS}yignclhCm]")
NEAR_WORDS: Final = 40  # how far before an expression its sentence is looked at
_LEADING = "pf"
_SINGLE = frozenset("WM")


class Expression(NamedTuple):
    """Words of a text that speak of time, by the rule that found them.

    `before` is the letter just before ("s" since, "u" until, "f" from, "b" between, "" none); `reporting`: beside a
    verb of saying; `future`: the sentence looks ahead; `happened`: it tells what happened.
    """

    rule: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    letters: str
    before: str = ""
    reporting: bool = False
    future: bool = False
    happened: bool = False

    def value(self, letter: str) -> Any:
        """What the first word of that class stands for; None where there is none."""
        at = self.letters.find(letter)
        return self.tokens[at].value if at >= 0 else None

    def values(self, letters: str) -> tuple[Any, ...]:
        """What every word of those classes stands for, in text order."""
        return tuple(token.value for token in self.tokens if token.letter in letters)

    def has(self, letters: str) -> bool:
        """Whether a word of one of those classes is among the words."""
        return any(letter in self.letters for letter in letters)


def find(text: str, *, language: str = "en", ranges: Sequence[tuple[int, int]] | None = None) -> Iterator[Expression]:
    """The expressions of time in `text`, in order, none overlapping; offsets in `text`, only inside `ranges`.

    >>> [(e.rule, "Five days ago, on Friday night,"[e.start : e.end]) for e in find("Five days ago, on Friday night,")]
    [('ago', 'Five days ago'), ('day', 'Friday night')]
    """
    vocabulary = open_vocabulary(language)
    whole = ((0, len(text)),) if ranges is None else tuple(ranges)
    for start, end in lines(text, whole, vocabulary):
        line = read_line(text, start, end, vocabulary)
        codes = line.letters
        for run in _RUN.finditer(codes):
            if not _TRIGGER.search(codes, run.start(), run.end()):
                continue
            for match in _GRAMMAR.finditer(codes, run.start(), run.end()):
                found = _expression(line, match)
                if _believed(found, text, vocabulary):
                    yield found


def _expression(line: Line, match: re.Match[str]) -> Expression:
    codes = line.letters
    first, last = match.span()
    while codes[first] in _LEADING and first < last - 1:
        first += 1
    if codes[first] in "tBF" and first < last - 1 and _BARE_DAY.fullmatch(codes, first + 1, last):
        first += 1 + (codes[first + 1] in "pt")
    while codes[last - 1] in ",<" and last > first + 1:
        last -= 1
    if codes[last - 1] == ">" and "<" not in codes[first:last]:
        last -= 1
    reach = max(0, first - NEAR_WORDS)
    sentence = codes.rfind(".", reach, first) + 1 or reach
    reporting = _reported(line, sentence, (first, last))
    return Expression(
        rule=match.lastgroup or "",
        start=line.start(first),
        end=line.end(last - 1),
        tokens=line.tokens(first, last),
        letters=codes[first:last],
        before=codes[first - 1] if first else "",
        reporting=reporting,
        future=not reporting and _near(codes, "=", sentence, (first, last)),
        happened=_near(codes, "~", sentence, (first, last)),
    )


def _near(codes: str, letter: str, sentence: int, at: tuple[int, int]) -> bool:
    """Whether a word of that class ("will", "killed") stands near: a dozen words before, or half a dozen after."""
    following = codes[at[1] : at[1] + 6].split(".", maxsplit=1)[0]
    return letter in codes[max(sentence, at[0] - 12) : at[0]] or letter in following


def _reported(line: Line, sentence: int, at: tuple[int, int]) -> bool:
    """Whether the words tell when it was said: "said on Sunday", "on Sunday said", "told Reuters on Sunday", and
    "On Sunday, officials said" only where it opens the sentence ("hit it on Sunday, officials said" is of the hit)."""
    codes = line.letters
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
    if found.letters in _SINGLE and text[found.start : found.end].lower().rstrip(".") in vocabulary.lone_doubtful:
        return found.before in ("p", "s", "u", "r", "f")
    if found.rule == "season" and text[found.start : found.end].lower().split()[-1] in vocabulary.lone_doubtful:
        return found.before == "p" or found.has("LNH")
    if found.rule == "duration" and found.value("U") == "quarter":
        return False  # "a quarter of the houses"
    if found.letters == "y":
        return _is_year(found, text)
    return True


def _is_year(found: Expression, text: str) -> bool:
    if found.value("y") < 1900 and found.before not in ("p", "s", "u"):
        return False
    if text[max(0, found.start - 1) : found.start] in ("-", "$", "€", "£", "#", "/", "+"):
        return False
    if text[found.end : found.end + 1] in ("-", "%", "/", "°", "+"):
        return False
    following = _NEXT_WORD.match(text, found.end)
    return not (following and found.before not in ("p", "s", "u", "f", "j", "r") and found.before != "t")


_NEXT_WORD = re.compile(r" [a-z]+s\b| people\b| km\b| dead\b")
