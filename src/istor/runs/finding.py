"""A user's words → a Filter: a place in any spelling, a kind of attack by a part of its name."""

from __future__ import annotations

import datetime as dt
import re
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
LONGEST = 200  # characters to look for: more is a slip of the hand, and too much for some databases
MOST_KILLED = 1_000_000_000
_POINT = re.compile(r"\s*([-+]?\d{1,3}(?:\.\d{1,12})?)\s*[,;\s]\s*([-+]?\d{1,3}(?:\.\d{1,12})?)\s*", re.ASCII)


def spelled(name: str) -> tuple[str, ...]:
    """The name, and the usual names of the places it may be a spelling of.

    >>> "Kharkiv" in spelled("Kharkov")
    True
    """
    return tuple(dict.fromkeys([name, *(place.name for place in look_up(name))]))


def look_up(name: str) -> tuple[Place, ...]:
    """The gazetteer's places of this name in any spelling, the likeliest first; of a point ("49.99, 36.23", latitude first,
    in degrees) the region or country that it lies in. Raises ConfigError for a point that is not on the globe.

    >>> look_up("49.99, 36.23")[0].admin1_code, look_up("0.0, -30.0")
    ('UA-63', ())
    """
    point = _POINT.fullmatch(name)
    if point is None:
        return open_gazetteer().lookup(name)
    lat, lon = float(point[1]), float(point[2])
    if abs(lat) > 90 or abs(lon) > 180:
        raise ConfigError(
            f"{name!r} is no point: write latitude (-90 to 90), then longitude (-180 to 180), as 49.99,36.23"
        )
    region = open_gazetteer().region_at(lat, lon)
    return (region,) if region else ()


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


def asked(words: str, option: str) -> str:
    """Words to look for, as given. Raises ConfigError where there is none in them, or too many, or broken characters.

    >>> asked("market square", "--text")
    'market square'
    """
    if not any(each.isalnum() for each in words):
        raise ConfigError(f"{option} {words!r} holds no word to look for; leave it out, or give it letters or digits")
    if len(words) > LONGEST:
        raise ConfigError(f"{option} was given {len(words):,} characters; look for {LONGEST} at most")
    if any("\ud800" <= each <= "\udfff" for each in words):
        raise ConfigError(f"{option} {words!r} is no UTF-8; check the terminal's or the script's encoding")
    return words


def wanted(
    *,
    days: tuple[dt.date | None, dt.date | None] = (None, None),
    place: str | None = None,
    kind: str | None = None,
    min_killed: int | None = None,
    text: str | None = None,
) -> Filter:
    """The filter a user asks for; None asks for nothing. Raises ConfigError for a type there is not, days in reverse, no words."""
    first, last = days
    if first and last and first > last:
        raise ConfigError(f"--from {first} is after --to {last}; exchange them")
    return Filter(
        date_from=first,
        date_to=last,
        places=spelled(asked(place, "--place")) if place is not None else (),
        type=kind_of(asked(kind, "--type")) if kind is not None else None,
        min_killed=min(min_killed, MOST_KILLED) if min_killed is not None else None,
        text=asked(text, "--text") if text is not None else None,
    )
