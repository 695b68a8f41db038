"""One line of a page on its own: its shape, and the words by which furniture, captions and ends are known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from istor.errors import LexiconError

Shape = Literal["prose", "sentence", "headline", "short"]
Group = Literal["furniture", "dateline", "caption", "related", "end", "bio", "byline", "summary", "comment"]

GROUPS: tuple[Group, ...] = (
    "summary",
    "comment",
    "end",
    "related",
    "dateline",
    "byline",
    "bio",
    "caption",
    "furniture",
)  # the first that fits
PROSE_WORDS = 22  # so many words are a paragraph even where its full stop is missing
SENTENCE_WORDS = 6  # a sentence with fewer words stands on its own only among others
HEADLINE_WORDS = 4  # a line with fewer is a label

LONG_CHARS = 240  # of a longer line only the end is searched: there stands a picture's credit
CREDIT_CHARS = 120

_KEYS = ("whole", "starts", "ends", "patterns")
_CASED: tuple[Group, ...] = ("caption", "bio", "byline")  # their patterns go by capital letters
_LONGEST = {
    "furniture": 240,
    "dateline": 70,
    "summary": 60,
    "comment": 40,
    "caption": 900,
    "related": 200,
    "end": 240,
    "bio": 600,
    "byline": 120,
}
_EDGE = " \t:;.,!?…|•·–—-*#»›>«‹<[](){}\"'“”’‘_~+▶►▾▼"
_TWEET = re.compile(r"\(@\w{2,20}\) [^\W\d_]{3,9} \d{1,2}, \d{4}$")  # an embedded post ends in its writer and day
_FINAL = re.compile(r"[.!?؟。।:]\s*[\"'“”’‘»)\]]*\s*$|[.!?…][\"'”’»]*\s*\(?[\w /]{0,20}\)?$")
_CUT = re.compile(r"(…|\.\.\.)\s*[\"'”’»]?\s*$")
_QUOTED = re.compile(r"[\"”’»]\s*$")


class Line(NamedTuple):
    """A non-empty line: offsets in the text (end exclusive, outer white space left out), its words, shape and group.

    `cut` tells a line that ends in an ellipsis, as teasers do. `group=None`: nothing but its shape is known of it.
    """

    start: int
    end: int
    text: str
    plain: str
    words: int
    shape: Shape
    cut: bool
    group: Group | None


def split(text: str) -> list[Line]:
    """The non-empty lines of a text, in order.

    >>> [(line.text, line.shape, line.group) for line in split("Show More\\n\\nTwo people were hurt on Monday, police said.")]
    [('Show More', 'short', 'furniture'), ('Two people were hurt on Monday, police said.', 'prose', None)]
    """
    found, at = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            found.append(line_of(stripped, start=start))
        at += len(raw) + 1
    return found


def line_of(text: str, *, start: int = 0) -> Line:
    """One stripped line as it stands at `start`."""
    plain = plain_words(text)
    words = len(text.split())
    return Line(
        start,
        start + len(text),
        text,
        plain,
        words,
        _shape(text, words),
        bool(_CUT.search(text[-6:])),
        _group(text, plain),
    )


def plain_words(text: str) -> str:
    """A line as it is compared with another: lower case, one kind of quotation mark, no outer punctuation.

    >>> plain_words("  Read More: ")
    'read more'
    """
    return " ".join(text.lower().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').split()).strip(
        _EDGE
    )


def _shape(text: str, words: int) -> Shape:
    tail = text[-40:]
    if words >= PROSE_WORDS or (words >= SENTENCE_WORDS and _TWEET.search(text)):
        return "prose"
    if _FINAL.search(tail) and not (_CUT.search(tail) and words < PROSE_WORDS):
        return "prose" if words >= SENTENCE_WORDS else "sentence"
    if _QUOTED.search(tail) and words >= SENTENCE_WORDS and text[0] in '"“”«‘':
        return "prose"
    return "headline" if words >= HEADLINE_WORDS else "short"


def _group(text: str, plain: str) -> Group | None:
    if not plain:
        return "furniture"
    near = text if len(text) <= LONG_CHARS else text[-CREDIT_CHARS:]
    return next((group for group, rule in _table() if len(text) <= rule.longest and rule.fits(text, near, plain)), None)


class _Rule(NamedTuple):
    longest: int
    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    opening: re.Pattern[str] | None  # patterns that begin with ^: tried at one place only, which is ten times as fast
    anywhere: re.Pattern[str] | None

    def fits(self, text: str, near: str, plain: str) -> bool:
        if plain in self.whole or plain.startswith(self.starts) or plain.endswith(self.ends):
            return True
        if self.opening is not None and self.opening.match(text):
            return True
        return self.anywhere is not None and self.anywhere.search(near) is not None


@cache
def _table() -> tuple[tuple[Group, _Rule], ...]:
    content = tomllib.loads((files("istor") / "articles" / "furniture.toml").read_text(encoding="utf8"))
    return tuple((group, _rule(group, content.get(group, {}))) for group in GROUPS)


def _rule(group: Group, section: Mapping[str, Any]) -> _Rule:
    unknown = sorted(set(section) - set(_KEYS))
    if unknown:
        raise LexiconError(
            f"articles/furniture.toml [{group}] has unknown keys {', '.join(unknown)}: use {', '.join(_KEYS)}"
        )
    patterns = section.get("patterns", ())
    return _Rule(
        longest=_LONGEST[group],
        whole=frozenset(section.get("whole", ())),
        starts=tuple(section.get("starts", ())),
        ends=tuple(section.get("ends", ())),
        opening=_joined([pattern for pattern in patterns if pattern.startswith("^")], group),
        anywhere=_joined([pattern for pattern in patterns if not pattern.startswith("^")], group),
    )


def _joined(patterns: list[str], group: Group) -> re.Pattern[str] | None:
    flags = 0 if group in _CASED else re.IGNORECASE
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags) if patterns else None
