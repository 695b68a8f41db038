"""Values in plain words: days, places, figures, ids, and scraped text made safe to show. Part of the roof."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from istor.claims.claim import Actor
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.ledger.entry import Account, Figure

SHORT_ID = 8  # hex digits an id is shown with; more where two listed ones begin alike
ALLOWED_CONTROLS = "\n\t"


def when(reading: DateReading | None) -> str:
    """A day or days as people write them.

    >>> when(None)
    'not told'
    """
    if reading is None:
        return "not told"
    if reading.range is None:
        return _without_year(reading)
    first, last = reading.range.earliest, reading.range.latest
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"


def _without_year(reading: DateReading) -> str:
    known = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", reading.edtf)
    if known:
        month, number = (int(part) for part in known.groups())
        return f"{number} {dt.date(2000, month, 1):%b}, year?"
    return f"“{safe(reading.words)}”"


def day(date: dt.date) -> str:
    """A day, with its month in letters: 7/6 and 6/7 are read differently in different places.

    >>> day(dt.date(2025, 7, 6))
    '6 Jul 2025'
    """
    return f"{date.day} {date:%b %Y}"


def where(reading: PlaceReading | None) -> str:
    """The place, its region and country."""
    if reading is None:
        return "not told"
    place = reading.place
    if place is None:
        return f"“{safe(reading.words)}”"
    parts = [place.name, *([place.admin1] if place.admin1 and place.admin1 != place.name else []), place.country or ""]
    near = {"near": "near ", "outskirts": "outskirts of "}.get(reading.relation, "")
    return near + ", ".join(part for part in parts if part)


def party(key: str) -> str:
    """An actor or a country by its commonest English name; what is no key of actors.csv, as it is.

    >>> party("RU"), party("pkk"), party("gunmen")
    ('Russia', 'PKK', 'gunmen')
    """
    return _parties().get(key, key)


def stances(actors: Iterable[Actor]) -> Mapping[str, str]:
    """Whom an incident is laid at, each as written and once, with all that is said of them: "attributed, denied"."""
    told: dict[str, list[str]] = {}
    for each in actors:
        told.setdefault(each.words, []).append(each.stance)
    return {words: ", ".join(dict.fromkeys(said)) for words, said in told.items()}


@cache
def _parties() -> Mapping[str, str]:
    """Each key's first row in actors.csv."""
    text = (files("istor") / "claims" / "actors.csv").read_text(encoding="utf8")
    named: dict[str, str] = {"attacker": "the attackers"}
    for row in csv.DictReader(text.splitlines()):
        named.setdefault(row["key"], row["words"])
    return named


def figure_words(figure: Figure | None) -> str:
    """The best figure with its range in brackets; a dash where nobody gave a firm one.

    >>> figure_words(None)
    '–'
    """
    if figure is None or figure.best is None:
        return "–"
    if figure.high is None:
        return f"{figure.best}+" if figure.low == figure.best else f"{figure.best} ({figure.low}+)"
    return str(figure.best) if figure.low == figure.high else f"{figure.best} ({figure.low}–{figure.high})"


def spread(low: int | None, high: int | None) -> str:
    """The lowest and highest count; a plus sign where no upper limit was told.

    >>> spread(2, 3), spread(3, 3), spread(3, None), spread(None, None)
    ('2–3', '3', '3+', '–')
    """
    if low is None:
        return "–"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"


def voice(account: Account) -> str:
    """Who gave a figure, and through whom."""
    relay = f" (through {', '.join(account.relay)})" if account.relay else ""
    return (account.speaker or ("the page itself" if not account.relay else "speaker not named")) + relay


def metres(radius_m: int) -> str:
    """A distance in metres or kilometres.

    >>> metres(900), metres(14_901)
    ('900 m', '15 km')
    """
    return f"{radius_m} m" if radius_m < 1000 else f"{radius_m / 1000:.0f} km"


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "page"), counted(0, "page")
    ('1 page', '0 pages')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")


def told(number: int) -> str:
    """How many attacks a page tells of, in words."""
    return "no attack" if number == 0 else counted(number, "attack")


def short(identifier: str, digits: int = SHORT_ID) -> str:
    """The beginning of an id without its kind, enough for `istor show`.

    >>> short("incident-55ec69fcca6de8d0")
    '55ec69fc'
    """
    return identifier.partition("-")[2][:digits] or identifier


def short_length(identifiers: Sequence[str]) -> int:
    """How many digits tell these ids apart, at least SHORT_ID."""
    distinct = set(identifiers)
    digits = SHORT_ID
    while digits < 16 and len({short(each, digits) for each in distinct}) < len(distinct):
        digits += 1
    return digits


def safe(text: str) -> str:
    """Scraped text as it may be shown: control and direction-changing characters become visible marks.

    >>> safe("a\\x1b[31mb")
    'a␛[31mb'
    """
    return "".join(_shown(each) for each in text)


def _shown(character: str) -> str:
    if character in ALLOWED_CONTROLS or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return f"⟨U+{code:04X}⟩" if character not in "\u200b\u200c\u200d\ufeff\u00ad" else ""
