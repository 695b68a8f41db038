"""Name, in any spelling or script → candidate places, from one read-only file that is never loaded whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, cast

from istor.errors import GazetteerError
from istor.geography.cases import base_forms
from istor.geography.names import consonants, fold, skeleton
from istor.geography.outlines import Ring, holds, read_rings
from istor.geography.place import Place, Placed, PlaceKind

KINDS: tuple[PlaceKind, ...] = (
    "settlement", "district", "region", "subregion", "country", "continent", "sea", "area",
)  # fmt: skip
BROAD = frozenset({"region", "subregion", "country", "continent", "sea", "area"})
ADDED_ID = 1_000_000_000  # a user's own places have ids from here on
LARGE = 20_000  # people; a name of such a town is taken as it is written
KEPT_KEYS = 50_000  # answers kept in memory: some 10 MB, and most names of a news day
CREDIT = "GeoNames (CC BY 4.0), Natural Earth (public domain), KATOTTG (Ukraine's official codifier)"


class Hit(NamedTuple):
    """A place a name may mean. `own`: 2 its own name, 1 another spelling, 0 a romanisation made by rule, -1 a loose likeness.

    Light, for weighing many: `place_id` leads to the whole Place; lat and lon in degrees.
    """

    place_id: int
    own: int
    kind: PlaceKind
    country: str
    region: int | None
    lat: float
    lon: float
    population: int


class Gazetteer:
    """The world's settlements of 500 people and more, regions, countries, areas and seas, by name.

    Made by `open_gazetteer`. `words` are demonyms ("russian"), governments ("kremlin") and abbreviations ("tex") with the
    place they stand for; all keys are folded (see names.fold).
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise GazetteerError(
                f"no gazetteer at {path}: make it with `python scripts/build_gazetteer.py` (half a minute)"
            )
        self.path = path
        self._file = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            self.about: Mapping[str, str] = dict(self._file.execute("SELECT key, value FROM about"))
            self._file.execute("PRAGMA cache_size=-8000")
            self.words: Mapping[str, Mapping[str, int]] = self._read_words()
            self.capitals: frozenset[int] = frozenset(self.words["capital"].values())
        except (KeyError, sqlite3.DatabaseError) as error:
            raise GazetteerError(f"{path} is no istor gazetteer ({error}): build it anew") from error
        self._added = self._attach(added_path(path))
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._forms: dict[str, tuple[Hit, ...]] = {}
        self._ones: dict[int, Hit] = {}
        self._alike: dict[str, tuple[Hit, ...]] = {}
        self._places: dict[int, Place] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Sent to another process it is opened there anew."""
        return (open_gazetteer, (self.path,))

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Every place of this name, countries and regions before settlements, those by population. () if unknown.

        A settlement whose own name it is comes before one eight times as large that was once called so. Where no spelling is known a looser likeness of romanised names is tried.

        >>> gazetteer = open_gazetteer()
        >>> [(place.name, place.country, place.admin1_code) for place in gazetteer.lookup("Харьков")][:1]
        [('Kharkiv', 'UA', 'UA-63')]
        >>> gazetteer.lookup("Nowhere-upon-Nothing")
        ()
        """
        hits = self.hits(name) or self.likenesses(name)
        return tuple(self.place(hit.place_id) for hit in sorted(hits, key=_standing))

    def hits(self, name: str) -> tuple[Hit, ...]:
        """The places whose key is this name's, or that of which it is a case form, without loading them whole."""
        return self.hits_of_form(fold(name))

    def hits_of_form(self, key: str) -> tuple[Hit, ...]:
        """As `hits_of_key`, and where nothing large has the key, also the places that it is a case form of (Харкові)."""
        known = self._forms.get(key)
        if known is None:
            if len(self._forms) >= KEPT_KEYS:
                self._forms.clear()
            known = self._forms[key] = self._hits_of_form(key)
        return known

    def _hits_of_form(self, key: str) -> tuple[Hit, ...]:
        found = self.hits_of_key(key)
        forms = () if any(hit.kind in BROAD or hit.population >= LARGE for hit in found) else base_forms(key)
        if not forms:
            return found
        joined = {hit.place_id: hit for form in reversed(forms) for hit in self.hits_of_key(form)}
        joined.update((hit.place_id, hit) for hit in found)
        return tuple(joined[place_id] for place_id in sorted(joined))

    def hits_of_key(self, key: str) -> tuple[Hit, ...]:
        """As `hits`, for a name that is folded already."""
        found = self._hits.get(key)
        if found is None:
            if len(self._hits) >= KEPT_KEYS:
                self._hits.clear()
            found = tuple(_hit(row) for row in self._file.execute(_HITS, (key,)))
            if self._added:
                found = _joined(found, tuple(_hit(row) for row in self._file.execute(_ADDED_HITS, (key,))))
            self._hits[key] = found
        return found

    def likenesses(self, name: str) -> tuple[Hit, ...]:
        """Places in countries of other scripts whose romanised name is like this one; `own` is -1."""
        return self._loosely(skeleton(name))

    def consonant_likenesses(self, name: str) -> tuple[Hit, ...]:
        """Settlements of Arabic-lettered countries whose name has the same consonants; `own` is -1. Too loose to be believed
        without a town or region beside it."""
        key = consonants(name)
        return self._loosely(f"%{key}") if key else ()

    def _loosely(self, key: str) -> tuple[Hit, ...]:
        found = self._alike.get(key)
        if found is None:
            rows = self._file.execute(_LOOSE, (key,)).fetchall() if key else []
            if self._added and key:
                rows += self._file.execute(_ADDED_LOOSE, (key,)).fetchall()
            if len(self._alike) >= KEPT_KEYS:
                self._alike.clear()
            found = self._alike[key] = tuple(_hit(row) for row in rows)
        return found

    def place(self, place_id: int) -> Place:
        """The whole place of an id."""
        found = self._places.get(place_id)
        if found is None:
            if len(self._places) >= KEPT_KEYS:
                self._places.clear()
            row = self._file.execute(_PLACE if place_id < ADDED_ID else _ADDED_PLACE, (place_id,)).fetchone()
            found = self._places[place_id] = _place(row)
        return found

    def region_at(self, lat: float, lon: float) -> Place | None:
        """The region in whose outline a point lies, else the country; None at sea. Borders are true to some 2 km.

        >>> gazetteer = open_gazetteer()
        >>> gazetteer.region_at(49.59, 34.55).admin1_code, gazetteer.region_at(0.0, -30.0)
        ('UA-53', None)
        """
        at = {"lat": round(lat * 1e5), "lon": round(lon * 1e5)}
        for place_id, rings in self._file.execute(_AT, at):
            if holds(read_rings(rings), lat, lon):
                return self.place(place_id)
        return None

    def outline(self, code: str) -> tuple[Ring, ...]:
        """The outline of a region (ISO 3166-2) or country (ISO 3166-1 alpha-2): rings of (lat, lon); () where none is known.

        >>> len(open_gazetteer().outline("UA-53")[0]) > 20, open_gazetteer().outline("XX-1")
        (True, ())
        """
        row = self._file.execute(_OUTLINE, (code,)).fetchone()
        return read_rings(row[0]) if row else ()

    def hit(self, place_id: int) -> Hit:
        """The light form of a place, as its own name would find it."""
        found = self._ones.get(place_id)
        if found is None:
            if len(self._ones) >= KEPT_KEYS:
                self._ones.clear()
            found = self._ones[place_id] = _hit(self._file.execute(_ONE, (place_id,)).fetchone())
        return found

    def geonames_ids(self) -> frozenset[int]:
        """The GeoNames ids that the file itself holds, without what a user added. Reads the whole file."""
        return frozenset(
            number for (number,) in self._file.execute("SELECT geonames FROM place WHERE geonames IS NOT NULL")
        )

    def _attach(self, path: Path) -> bool:
        """Open a user's own places beside the file, if there are any."""
        if not path.is_file():
            return False
        try:
            self._file.execute("ATTACH ? AS added", (f"{path.resolve().as_uri()}?mode=ro",))
            self._file.execute(
                "CREATE TEMP TABLE region AS SELECT code, id FROM main.place WHERE kind = 2 AND code IS NOT NULL"
            )
            self._file.execute("CREATE INDEX temp.region_code ON region (code)")
            added = self._file.execute("SELECT value FROM added.about WHERE key = 'content'").fetchone()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(
                f"{path} is no gazetteer of added places ({error}): delete it and add them anew"
            ) from error
        self.about = {**self.about, "added": added[0]}
        return True

    def _read_words(self) -> dict[str, dict[str, int]]:
        words: dict[str, dict[str, int]] = {}
        for key, place_id, use in self._file.execute("SELECT key, place, use FROM word"):
            words.setdefault(use, {})[key] = place_id
        return words


@cache
def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer at `path`, or the packaged one. Opening takes milliseconds; raises GazetteerError where there is none.

    >>> open_gazetteer() is open_gazetteer()
    True
    """
    return Gazetteer(path or Path(str(files("istor.geography").joinpath("gazetteer.sqlite"))))


_FIELDS = "p.id, {own}, p.kind, p.country, p.region, p.lat, p.lon, p.population"
_HITS = f"SELECT {_FIELDS.format(own='n.own')} FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
_LOOSE = f"SELECT {_FIELDS.format(own='-1')} FROM loose n JOIN place p ON p.id = n.place WHERE n.key = ?"
_ONE = f"SELECT {_FIELDS.format(own='2')} FROM place p WHERE p.id = ?"
_PLACE = """SELECT p.name, p.kind, p.country, p.lat, p.lon, p.radius_m, p.population, p.geonames, p.katottg, p.placed,
            p.code, r.name, r.code, r.kind, z.name FROM place p LEFT JOIN place r ON r.id = p.region
            LEFT JOIN zone z ON z.id = p.zone WHERE p.id = ?"""

_AT = """SELECT p.id, o.rings FROM box b JOIN outline o ON o.place = b.place JOIN place p ON p.id = b.place
         WHERE :lat BETWEEN b.south AND b.north AND :lon BETWEEN b.west AND b.east ORDER BY p.kind, p.id"""
_OUTLINE = "SELECT o.rings FROM place p JOIN outline o ON o.place = p.id WHERE p.code = ?"

_ADDED = "p.id, {own}, p.kind, p.country, t.id, p.lat, p.lon, p.population"
_ADDED_FROM = "JOIN added.place p ON p.id = n.place LEFT JOIN temp.region t ON t.code = p.region WHERE n.key = ?"
_ADDED_HITS = f"SELECT {_ADDED.format(own='n.own')} FROM added.name n {_ADDED_FROM}"
_ADDED_LOOSE = f"SELECT {_ADDED.format(own='-1')} FROM added.loose n {_ADDED_FROM}"
_ADDED_PLACE = """SELECT p.name, p.kind, p.country, p.lat, p.lon, p.radius_m, p.population, p.geonames, p.katottg,
            CASE WHEN p.katottg IS NULL THEN NULL ELSE 'point' END, NULL, r.name, r.code, r.kind, p.zone FROM added.place p
            LEFT JOIN temp.region t ON t.code = p.region LEFT JOIN main.place r ON r.id = t.id WHERE p.id = ?"""


def added_path(path: Path) -> Path:
    """Where a user's own places lie: beside the gazetteer that they are added to.

    >>> added_path(Path("gazetteer.sqlite")).name
    'gazetteer.added.sqlite'
    """
    return path.with_suffix(".added.sqlite")


def _joined(packaged: tuple[Hit, ...], added: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Both, the most populous first; an added point takes the place of a village that was placed by its hromada."""
    regions = {hit.region for hit in added}
    kept = [hit for hit in packaged if hit.population or hit.kind != "settlement" or hit.region not in regions]
    broad = [hit for hit in kept if hit.kind in BROAD]
    towns = [hit for hit in kept if hit.kind not in BROAD]
    return (*broad, *sorted([*towns, *added], key=lambda hit: (-hit.population, hit.place_id)))


def is_bare_county(hit: Hit) -> bool:
    """A county by a part of its name: "Cook" of Cook County."""
    return hit.kind == "subregion" and hit.own == 0


def _standing(hit: Hit) -> tuple[bool, float, int]:
    """Wide places in the file's order (counties by people), then settlements by people; an old, foreign or borrowed name counts an eighth."""
    if hit.kind == "subregion" and hit.own == 2:
        return (False, 1 / (1 + hit.population), hit.place_id)  # after countries and regions
    if hit.kind in BROAD and hit.kind != "subregion":
        return (False, 0.0, hit.place_id)
    if is_bare_county(hit):
        return (True, 0.0, hit.place_id)
    return (True, -hit.population * (1.0 if hit.own == 2 else 0.125), hit.place_id)


def _hit(row: Sequence[int | str | None]) -> Hit:
    place_id, own, kind, country, region, lat, lon, population = row
    assert isinstance(place_id, int) and isinstance(own, int) and isinstance(kind, int)
    assert isinstance(lat, int) and isinstance(lon, int) and not isinstance(region, str)
    people = population if isinstance(population, int) else 0
    return Hit(place_id, own, KINDS[kind], str(country or ""), region, lat / 1e5, lon / 1e5, people)


def _place(row: Sequence[object]) -> Place:
    (
        name,
        kind,
        country,
        lat,
        lon,
        radius_m,
        population,
        geonames,
        katottg,
        placed,
        code,
        region,
        region_code,
        region_kind,
        zone,
    ) = row
    assert isinstance(kind, int) and isinstance(lat, int) and isinstance(lon, int) and isinstance(radius_m, int)
    known = KINDS[kind]
    above = region_kind is not None and KINDS[int(str(region_kind))] in ("region", "subregion")
    itself = known == "region" or (known == "subregion" and not above)
    return Place(
        name=str(name),
        kind=known,
        lat=lat / 1e5,
        lon=lon / 1e5,
        radius_m=radius_m,
        country=str(country) if country else None,
        admin1=str(name) if itself else str(region) if above else None,
        admin1_code=str(code) if itself and code else str(region_code) if above else None,
        geonames_id=geonames if isinstance(geonames, int) else None,
        katottg=str(katottg) if katottg else None,
        population=population if isinstance(population, int) else None,
        zone=str(zone) if zone else None,
        placed=cast("Placed | None", placed),
    )
