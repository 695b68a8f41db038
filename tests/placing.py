"""Places read in a sentence by their words, for tests of scenes."""

from __future__ import annotations

from making import KHARKIV, KHARKIV_REGION, POLTAVA, UKRAINE

from istor.geography.place import PlaceReading

PLACES = {"Kharkiv": KHARKIV, "Poltava": POLTAVA, "Kharkiv region": KHARKIV_REGION, "Ukraine": UKRAINE}


def read(text: str, *names: str) -> list[PlaceReading]:
    """Readings of the names, in text order, each found after the one before."""
    found, start = [], 0
    for name in names:
        start = text.index(name, start)
        place = PLACES.get(name)
        end = start + len(name)
        lat, lon = (place.lat, place.lon) if place else (None, None)
        found.append(PlaceReading(words=name, start=start, end=end, place=place, lat=lat, lon=lon))
        start = end
    return found
