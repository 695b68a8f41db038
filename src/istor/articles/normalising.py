"""Decoded text → the article's text: line ends, odd spaces and invisible characters, and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from statistics import median

from istor.articles.decoding import Fragment

_ODD = re.compile(
    "\r\n?|[\u2028\u2029\x85\x0b\x0c]"  # ends of lines
    "|[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"  # spaces that are not the space
    "|[\u200b\u200e\u200f\u2060\ufeff\xad]+"  # invisible: they cut words apart for every later room
    "|[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]+"  # no characters at all
)
_WRAPPED_WIDTH = range(50, 86)  # columns: teleprinters, mail and old archives break lines here
_FINAL = re.compile(r"[.!?:;…”\"')\]]\s*$")


def normalise(text: str) -> list[Fragment]:
    """The text as fragments beside what they stand for: joined, they are the article's text.

    Ends of lines become "\\n", odd spaces " ", invisible characters nothing, broken bytes U+FFFD. Lines that an old
    system broke at a fixed width are joined into their paragraph.

    >>> "".join(f.text for f in normalise("Two\\xa0dead.\\r\\nMore to fol\\u200blow."))
    'Two dead.\\nMore to follow.'
    """
    joints = _joints(text) if "\n" in text[:20_000] else []
    found, at = [], 0
    for odd in _ODD.finditer(text):
        found += _plain(text, at, odd.start(), joints)
        found.append(Fragment(_instead(odd.group()), odd.start(), odd.end()))
        at = odd.end()
    return found + _plain(text, at, len(text), joints)


def _plain(text: str, start: int, end: int, joints: list[int]) -> list[Fragment]:
    found, at = [], start
    for joint in joints[bisect_left(joints, start) : bisect_left(joints, end)]:
        found += [Fragment(text[at:joint], at, joint), Fragment(" ", joint, joint + 1)]
        at = joint + 1
    return [*found, Fragment(text[at:end], at, end)] if end > at else found


def _instead(odd: str) -> str:
    if odd[0] in "\r\u2028\u2029\x85\x0b\x0c":
        return "\n"
    if odd[0] in "\u200b\u200e\u200f\u2060\ufeff\xad":
        return ""
    return "\ufffd" * len(odd) if odd[0] >= "\ud800" else " "


def _joints(text: str) -> list[int]:
    """Offsets of the line ends inside paragraphs that were broken at a fixed width; empty where lines are paragraphs."""
    inner = [
        (match.start(), line)
        for match, line in ((m, text[text.rfind("\n", 0, m.start()) + 1 : m.start()]) for m in _INNER.finditer(text))
        if line.strip()
    ]
    if len(inner) < 4:
        return []
    width = median(len(line) for _, line in inner)
    open_ended = sum(not _FINAL.search(line) for _, line in inner) / len(inner)
    if int(width) not in _WRAPPED_WIDTH or open_ended < 0.6:
        return []
    return [at for at, line in inner if len(line) > width / 2]


_INNER = re.compile(r"(?<=[^\n])\n(?=[^\n\s])")
