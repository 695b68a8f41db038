"""Whom a page names with an age: nearly always the dead, the hurt or a witness, and never anybody's figure.

The claims say who was named as a victim, as far as they could be read. What must not be published cannot wait for that
reading to be whole, so redaction also withholds everyone whose age stands beside the name, whatever befell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OLDEST = 115  # years
LONGEST = 3  # words of a name: what stands before them is a rank or an office
_WORD = r"[^\W\d_a-zа-яіїєґё][^\W\d_]*(?:[-'’ʼ][^\W\d_]+)*"
_PARTICLE = r"(?:al|el|abu|bin|ibn|de|da|van|von|der)(?:-[^\W\d_]+)?"
_RUN = rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}| {_PARTICLE}){{1,4}}"
_AGED = re.compile(rf"\b({_RUN})(?:, (?:aged )?| \((?:aged )?)(\d{{1,3}})(?=[,.;:)]| and\b)(?!,\d)")
_OLD = re.compile(rf"\b(\d{{1,3}})-year-old ({_RUN})")
_MONTHS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def people_aged(text: str) -> Iterator[str]:
    """The names in a text that have an age beside them, as written, a rank or office before them left out.

    >>> list(people_aged("Olena Petrenko, 34, and her son Maksym Petrenko (7) died; so did 61-year-old Ivan Koval."))
    ['Olena Petrenko', 'Maksym Petrenko', 'Ivan Koval']
    >>> list(people_aged("It was hit on Friday, March 7, and in Sumy, 12 were hurt."))
    []
    """
    for match in _AGED.finditer(text):
        yield from _name(match.group(1), age=int(match.group(2)))
    for match in _OLD.finditer(text):
        yield from _name(match.group(2), age=int(match.group(1)))


def _name(run: str, *, age: int) -> Iterator[str]:
    words = run.split(" ")
    if age <= OLDEST and not _MONTHS.search(run):
        yield " ".join(words[-LONGEST:])
