"""Finds quotations in marks of any style; a quotation may run over sentences, and over paragraphs opened anew."""

from __future__ import annotations

import re
from typing import NamedTuple

_CLOSERS = {"“": '”“"', "„": '“”"', "‟": "”", "«": "»", "»": "«", '"': '"”“', "‘": "’'", "'": "'’", "‹": "›", "`": "'"}
_OPENERS = frozenset(_CLOSERS)
_DOUBLED = re.compile(r"''|``|‘‘|’’")
_SINGLE = frozenset("‘'`")
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-…:/")
_AFTER_CLOSING = frozenset(" \t\n\u00a0)]}—–-…:;,.!?/")
_ENDS_SPEECH = frozenset(",.!?")
_LEADS_IN = frozenset(",:;.?!—–-)")


class Quotation(NamedTuple):
    """A quotation with its marks: characters `start` (inclusive) to `end` (exclusive). `closed` is false where the
    paragraph ends before the closing mark does."""

    start: int
    end: int
    closed: bool


def quotations(text: str, *, start: int = 0) -> tuple[Quotation, ...]:
    """The outermost quotations of one paragraph, left to right; `start` is added to every offset.

    Marks are taken for what they do, not for what they are called: pages come with “ as a closing mark, with
    straight marks, with apostrophes. A single mark counts only where a word cannot explain it.

    >>> [q[:2] for q in quotations('“We heard it,” she said, “twice.”')]
    [(0, 14), (25, 33)]
    >>> quotations("the boys' own house")
    ()
    """
    found: list[Quotation] = []
    plain = _DOUBLED.sub(_as_one, text)
    at = 0
    while at < len(plain):
        if plain[at] not in _OPENERS or not _opens(plain, at):
            at += 1
            continue
        first = at - 1 if _DOUBLED.match(text, at - 1, at + 1) else at
        end = _closing(plain, at)
        if end is not None:
            at = end + 1 if _DOUBLED.match(text, end - 1, end + 1) else end
            found.append(Quotation(start + first, start + at, True))
        elif plain[at] not in _SINGLE and _leads_in(plain, at):
            found.append(Quotation(start + first, start + len(text), False))
            break
        else:
            at += 1
    return tuple(found)


def _as_one(pair: re.Match[str]) -> str:
    """Two single marks as the one they stand for, beside a space on their outer side: no offset moves."""
    after = pair.string[pair.end() : pair.end() + 1]
    return ' "' if after and not after.isspace() and after not in _AFTER_CLOSING else '" '


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if after.isspace():
        return False
    return before in _BEFORE_OPENING or (text[at] == "«" and not before.isalnum())


def _closing(text: str, opening: int) -> int | None:
    """One past the mark that closes the one at `opening`."""
    closers = _CLOSERS[text[opening]]
    single = text[opening] in _SINGLE
    doubtful: int | None = None
    for at in range(opening + 1, len(text)):
        if text[at] not in closers:
            continue
        before, after = text[at - 1], text[at + 1] if at + 1 < len(text) else " "
        if not single:
            ends = after in _AFTER_CLOSING or after in "’'”" or not _opens(text, at)
            if (
                ends or text[max(0, at - 3) : at].rstrip()[-1:] in _ENDS_SPEECH
            ):  # a mark opened twice is a mark closed: `died, “he said`
                return at + 1
        elif not after.isalnum():
            if before in ",.!?":
                return at + 1
            if before != "s":
                return doubtful or at + 1  # the first end that is no plural's apostrophe
            doubtful = doubtful or at + 1
    return doubtful


def _leads_in(text: str, at: int) -> bool:
    """Whether an unclosed mark stands where speech begins: at the start, or after a comma or colon."""
    before = text[:at].rstrip()
    return not before or before[-1] in _LEADS_IN
