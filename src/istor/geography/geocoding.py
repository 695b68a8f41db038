"""Names in a text → readings of places."""
from __future__ import annotations
from collections.abc import Sequence
from istor.geography.gazetteer import Gazetteer, open_gazetteer
from istor.geography.place import PlaceReading
from istor.language import Parse


def geoparse(
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    parses: Sequence[Parse] = (),
    ranges: Sequence[tuple[int, int]] | None = None,
) -> tuple[PlaceReading, ...]:
    """Nothing yet: the reading of places follows."""
    del text, parses, ranges
    gazetteer or open_gazetteer()
    return ()
