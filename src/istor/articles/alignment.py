"""An extracted text → where each of its characters stands in the markup it was extracted from."""

from __future__ import annotations

import html as entities
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from istor.articles.decoding import Fragment

NEAR_CHARS = 3000  # a word that its line's match does not give is looked for this far ahead
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|svg|select)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TEXT = re.compile(r">(\s*[^<\s][^<]*)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});?", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|section|article|header|footer|main|aside|nav|figure|figcaption|blockquote|pre|form|br|hr|title|body|head|time|button|option|address)\b",
    re.IGNORECASE,
)
_DROPPED = re.compile("[\\s\u200b\u200e\u200f\u2060\ufeff\xad\x00-\x1f]+")


class Run(NamedTuple):
    """Text between two tags, from `start` to `end` of the markup."""

    start: int
    end: int


class Mapping(NamedTuple):
    """One character of a text run: itself, and its range in the markup (an entity takes several)."""

    char: str
    start: int
    end: int


def runs(html: str) -> list[Run]:
    """The text between the tags of a page, in order; scripts, styles, comments and white space left out.

    >>> html = "<p>Two <b>dead</b></p>"
    >>> [html[run.start:run.end] for run in runs(html)]
    ['Two ', 'dead']
    """
    found, at = [], 0
    for hidden in _HIDDEN.finditer(html):
        found += [Run(*match.span(1)) for match in _TEXT.finditer(html, at, hidden.start())]
        at = hidden.end()
    found += [Run(*match.span(1)) for match in _TEXT.finditer(html, at)]
    if not html.startswith("<"):
        found.insert(0, Run(0, html.find("<") if "<" in html else len(html)))
    return found


def visible_lines(html: str) -> list[list[Fragment]]:
    """Every line a reader would see, as fragments beside the markup; nothing is left out but scripts and styles."""
    lines: list[list[Fragment]] = [[]]
    last = 0
    for run in runs(html):
        if _BLOCK.search(html, last, run.start):
            lines.append([])
        lines[-1] += _collapsed(_mapped(html, run))
        last = run.end
    return [list(_joined(line, html)) for line in map(_trimmed, lines) if line]


class Aligner:
    """Finds the lines of an extracted text in the markup, in order, whatever the white space and inline tags between."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.runs = runs(html)
        self._squeezed_runs = [_squeeze(_decoded(html[run.start : run.end])) for run in self.runs]
        self._starts = [0]
        for squeezed in self._squeezed_runs:
            self._starts.append(self._starts[-1] + len(squeezed))
        self.squeezed = "".join(self._squeezed_runs)
        self._last: tuple[int, list[Mapping]] = (-1, [])
        self.cursor = 0
        self.here = 0  # the offset in the markup right after what was aligned last

    def align(self, line: str) -> list[Fragment]:
        """The line as fragments beside the markup. A word that stands nowhere in it maps to where it should stand."""
        wanted = _squeeze(line)
        at = self.squeezed.find(wanted, self.cursor)
        if at < 0:
            at = self.squeezed.find(wanted)
        if at < 0:
            return self._by_words(line)
        self.cursor = at + len(wanted)
        run = self.runs[bisect_right(self._starts, at) - 1] if wanted else None
        whole = self.html.find(line, run.start, run.end) if run else -1
        found = (
            [Fragment(line, whole, whole + len(line))]
            if whole >= 0
            else _spread(line, self._places(at, len(wanted)), self.html)
        )
        self.here = found[-1].end if found else self.here
        return found

    def _by_words(self, line: str) -> list[Fragment]:
        places: list[Mapping] = []
        for word in line.split():
            wanted = _squeeze(word)
            at = self.squeezed.find(wanted, self.cursor, self.cursor + NEAR_CHARS)
            if at < 0:
                places += [Mapping(char, self.here, self.here) for char in wanted]
            else:
                self.cursor = at + len(wanted)
                places += self._places(at, len(wanted))
                self.here = places[-1].end if places else self.here
        return _spread(line, places, self.html)

    def _kept(self, number: int) -> list[Mapping]:
        """The characters of a run that count; the last run asked for is remembered, it may hold many lines."""
        if self._last[0] != number:
            self._last = number, [m for m in _mapped(self.html, self.runs[number]) if not _drops(m.char)]
        return self._last[1]

    def _places(self, at: int, size: int) -> list[Mapping]:
        found: list[Mapping] = []
        number = bisect_right(self._starts, at) - 1
        skipped = at - self._starts[number]
        while len(found) < size and number < len(self.runs):
            kept = self._kept(number)
            found += kept[skipped : skipped + size - len(found)]
            number, skipped = number + 1, 0
        return found


def _drops(char: str) -> bool:
    """Whether a character is left out where lines are compared."""
    return char <= " " or (char >= "\x80" and _DROPPED.fullmatch(char) is not None)


def _squeeze(text: str) -> str:
    return _DROPPED.sub("", text)


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda match: entities.unescape(match.group()), text) if "&" in text else text


def _mapped(html: str, run: Run) -> list[Mapping]:
    """The characters of a run, its entities decoded."""
    at, found = run.start, []
    text = html[run.start : run.end]
    for entity in _ENTITY.finditer(text) if "&" in text else ():
        found += [Mapping(html[i], i, i + 1) for i in range(at, run.start + entity.start())]
        at = run.start + entity.end()
        found += [Mapping(char, run.start + entity.start(), at) for char in entities.unescape(entity.group())]
    return found + [Mapping(html[i], i, i + 1) for i in range(at, run.end)]


def _spread(line: str, places: Sequence[Mapping], html: str) -> list[Fragment]:
    """The line's characters, grouped so that each group that equals its range of the markup is one fragment."""
    following = iter(places)
    found: list[Fragment] = []
    last = places[0].start if places else 0
    for char in line:
        place = Mapping(char, last, last) if _drops(char) else next(following, Mapping(char, last, last))
        last = max(last, place.end) if place.start >= last else place.end
        found.append(Fragment(char, place.start, place.end))
    return list(_joined(_with_spaces(found), html))


def _with_spaces(found: list[Fragment]) -> list[Fragment]:
    """A space maps to what stands between its neighbours."""
    ready = []
    for i, fragment in enumerate(found):
        if (
            fragment.text == " "
            and fragment.start == fragment.end
            and i + 1 < len(found)
            and found[i + 1].start >= fragment.start
        ):
            ready.append(Fragment(" ", fragment.start, found[i + 1].start))
        else:
            ready.append(fragment)
    return ready


def _joined(found: list[Fragment], html: str) -> Iterator[Fragment]:
    start, end, text = 0, 0, ""
    for fragment in found:
        exact = html[fragment.start : fragment.end] == fragment.text
        if text and exact and fragment.start == end:
            text, end = text + fragment.text, fragment.end
            continue
        if text:
            yield Fragment(text, start, end)
        text = ""
        if exact:
            text, start, end = fragment.text, fragment.start, fragment.end
        else:
            yield fragment
    if text:
        yield Fragment(text, start, end)


def _collapsed(chars: list[Mapping]) -> list[Fragment]:
    """A run's characters with white space collapsed to one space and invisible characters gone."""
    found: list[Fragment] = []
    for char, start, end in chars:
        if char.isspace():
            if not found or found[-1].text[-1] != " ":
                found.append(Fragment(" ", start, end))
            else:
                found[-1] = Fragment(" ", found[-1].start, end)
        elif not _drops(char):
            if found and found[-1].end == start and found[-1].text != " " and end == start + 1:
                found[-1] = Fragment(found[-1].text + char, found[-1].start, end)
            else:
                found.append(Fragment(char, start, end))
    return found


def _trimmed(line: list[Fragment]) -> list[Fragment]:
    kept: list[Fragment] = []
    for fragment in line:
        if fragment.text == " " and (not kept or kept[-1].text == " "):
            continue
        kept.append(fragment)
    while kept and kept[-1].text == " ":
        kept.pop()
    return kept
