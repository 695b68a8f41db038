"""What was written is searched for everything that had to be withheld: a fault in a format or in redaction stops the export.

The search knows each incident's names in every spelling (withholding.py) and the exact points that were put on a grid. It says where
something stands, and never what: what it says may be kept in a log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from istor.errors import RedactionError
from istor.ledger.entry import Entry
from istor.publication.withholding import Names

_INCIDENT = re.compile(r"incident-[0-9a-f]{16}")
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
            if held is not None and held.found_in(line):
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


def _told(at: str, incident: str, what: str) -> str:
    where = f"{at} ({incident})" if incident else at
    return (
        f"{where} holds {what} that must be withheld: nothing was given out. Mark the incident restricted "
        "(`istor decide sensitivity ID --to restricted`), export the others, and report this as a fault of istor"
    )
