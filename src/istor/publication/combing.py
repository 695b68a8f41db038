"""What was written is searched for everything that had to be withheld: a fault in a format or in redaction stops the export.

The search knows each incident's names in every spelling (withholding.py) and the exact points that were put on a grid. It says where
something stands, and never what: what it says may be kept in a log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

import msgspec

from istor.claims.claim import AttackType, Group, Harm, Scope, SpeakerKind, Stance, TargetKind
from istor.decisions import SENSITIVITIES, STATUSES
from istor.errors import RedactionError
from istor.ledger.entry import Entry, GradeName, Review
from istor.publication.acled import EVENT_TYPES
from istor.publication.countries import countries
from istor.publication.withholding import Names

_INCIDENT = re.compile(r"incident-[0-9a-f]{16}")
# No words, but numbers, days, ids of istor's own and the names of its rules.
_NO_WORDS = re.compile(r"[\dXT:/.,~?%+\s-]*|[a-z]+-[0-9a-f]{16}|[a-z-]+ v\d+|POINT \([-\d. ]+\)")
KEYS = ("key", "party", "side")  # fields that hold keys of the list of actors, and nobody's words
_ID = re.compile(r"\b[a-z]+-[0-9a-f]{16}\b")
_CELL = re.compile(r'"((?:[^"]|"")*)"|([^,"]+)')
SHAPES = ("Feature", "FeatureCollection", "Point", "Political violence", "Civilian targeting", "Clear", "Check", "open")
EXACT = 3  # decimals from which on a coordinate can be nobody's grid


class Comb:
    """What is withheld of each incident that passes, and the search for it in the lines that come of them.

    >>> comb = Comb()
    >>> comb.note("incident-0123456789abcdef", Names(["Olena Petrenko"]))
    >>> try:
    ...     comb.search("incident-0123456789abcdef,home of the Petr&#101;nkos", at="line 2")
    ... except RedactionError as error:
    ...     print(str(error).partition(":")[0])
    line 2 (incident-0123456789abcdef) holds a name that must be withheld
    """

    def __init__(self) -> None:
        self._held: dict[str, Names] = {}
        self._points: dict[str, tuple[str, ...]] = {}
        self._last = ""

    def note(self, incident: str, held: Names, points: Iterable[float] = ()) -> None:
        """An incident whose `held` names must not stand in what is written from now on, nor these exact degrees."""
        self._last = incident
        if held:
            self._held[incident] = held
        exact = tuple(text for each in points if len((text := repr(abs(each))).partition(".")[2]) >= EXACT)
        if exact:
            self._points[incident] = exact

    def search(self, line: str, *, at: str) -> None:
        """Raises RedactionError where the line holds what is withheld of an incident that it names or, where it names none, of
        the one that passed last. `at` says where the line stands."""
        for incident in dict.fromkeys(_INCIDENT.findall(line)) or (self._last,):
            held = self._held.get(incident)
            if held is not None and any(held.found_in(text) for text in _words_in(line)):
                raise RedactionError(_told(at, incident, "a name"))
            if any(re.search(rf"(?<!\d){re.escape(point)}(?!\d)", line) for point in self._points.get(incident, ())):
                raise RedactionError(_told(at, incident, "an exact point"))


def points_of(entry: Entry) -> tuple[float, ...]:
    """The exact degrees an entry has, before they are put on a grid."""
    reading = entry.place
    if reading is None:
        return ()
    own = (reading.lat, reading.lon)
    return tuple(each for each in own if each is not None)


def _words_in(line: str) -> Iterator[str]:
    """The values of a line that can hold anybody's words, whether it is JSON or CSV: keys, ids and values from closed lists are
    istor's own, and a victim called High or Field stands in none of them."""
    try:
        values = list(_strings(msgspec.json.decode(line.strip().removesuffix(","))))
    except msgspec.DecodeError:
        values = [quoted.replace('""', '"') or bare for quoted, bare in _CELL.findall(line)]
    for value in values:
        if value not in _closed() and not _NO_WORDS.fullmatch(value):
            yield _in_brackets().sub("", _ID.sub("", value))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for field, each in value.items():
            if field not in KEYS:
                yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


@cache
def _closed() -> frozenset[str]:
    lists = (AttackType, Group, Harm, Scope, SpeakerKind, Stance, TargetKind, GradeName, Review)
    told = {value for each in lists for value in get_args(each)} | {
        *EVENT_TYPES.values(),
        *SENSITIVITIES,
        *STATUSES,
        *SHAPES,
    }
    return frozenset(told | {word for each in countries().values() for word in (each.name, each.continent)})


@cache
def _in_brackets() -> re.Pattern[str]:
    """Values from closed lists that are written behind words: "a market (commercial)"."""
    return re.compile(rf" \((?:{'|'.join((*get_args(TargetKind), *get_args(Stance)))})\)")


def _told(at: str, incident: str, what: str) -> str:
    where = f"{at} ({incident})" if incident else at
    return (
        f"{where} holds {what} that must be withheld: nothing was given out. Mark the incident restricted "
        "(`istor decide sensitivity ID --to restricted`), export the others, and report this as a fault of istor"
    )
