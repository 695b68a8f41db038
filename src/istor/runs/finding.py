"""A user's words → a Filter: a place in any spelling, a kind of attack by a part of its name."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from istor.claims.claim import AttackType
from istor.errors import ConfigError
from istor.geography.adding import Added, add
from istor.geography.gazetteer import CREDIT, open_gazetteer
from istor.geography.place import Place
from istor.store.holding import Filter

TYPES: tuple[str, ...] = get_args(AttackType)


def spelled(name: str) -> tuple[str, ...]:
    """The name, and the usual names of the places it may be a spelling of.

    >>> "Kharkiv" in spelled("Kharkov")
    True
    """
    return tuple(dict.fromkeys([name, *(place.name for place in look_up(name))]))


def look_up(name: str) -> tuple[Place, ...]:
    """The gazetteer's places of this name in any spelling, the likeliest first."""
    return open_gazetteer().lookup(name)


def add_places(dump: Path) -> Added:
    """Add a country's GeoNames dump to the user's own place names. Raises GazetteerError for a file that is none."""
    return add(dump)


def gazetteer_facts() -> dict[str, str]:
    """What the gazetteer holds, where it lies and whom to credit for it."""
    gazetteer = open_gazetteer()
    return {"file": str(gazetteer.path), **gazetteer.about, "credit": CREDIT}


def day(words: str) -> dt.date:
    """A day as a user gives it: 2025-03-04. Raises ConfigError for anything else, which would have to be guessed at.

    >>> day("2025-03-04")
    datetime.date(2025, 3, 4)
    """
    try:
        return dt.date.fromisoformat(words)
    except ValueError as error:
        raise ConfigError(f"{words!r} is no day; write it as year-month-day, such as 2025-03-04") from error


def kind_of(words: str) -> str:
    """A part of an event type's name, as given. Raises ConfigError where no type has it, with the nearest ones."""
    if any(words.lower() in name.lower() for name in TYPES):
        return words
    parts = {part.lower(): name for name in TYPES for part in name.replace("/", " ").split()}
    near = sorted({parts[part] for part in get_close_matches(words.lower(), list(parts))})
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(TYPES)}"
    raise ConfigError(f"no type of attack is called {words!r}; {hint}")


def wanted(
    *,
    days: tuple[dt.date | None, dt.date | None] = (None, None),
    place: str | None = None,
    kind: str | None = None,
    min_killed: int | None = None,
    text: str | None = None,
) -> Filter:
    """The filter a user asks for; None asks for nothing. Raises ConfigError for a type there is not, or days in reverse."""
    first, last = days
    if first and last and first > last:
        raise ConfigError(f"--from {first} is after --to {last}; exchange them")
    return Filter(
        date_from=first,
        date_to=last,
        places=spelled(place) if place else (),
        type=kind_of(kind) if kind else None,
        min_killed=min_killed,
        text=text,
    )
