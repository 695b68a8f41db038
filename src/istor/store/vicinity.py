"""What stands near a page, a sighting or a decision: asked of the index of linking, so that nothing is gone through whole.

All answers of one `Vicinity` are of one moment: the state in which incidents were last put together, with what has come in since.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, select

from istor.articles.article import Article, Copy
from istor.decisions import Decision
from istor.incidents.incident import Incident, Link, Sighting
from istor.ledger.entry import Entry
from istor.publication.readings import Reading
from istor.store import querying, schema
from istor.store.filing import batches, unpacked_bands
from istor.store.holding import Filed

IDS_A_QUERY = 500
BANDS_A_QUERY, ROWS_A_QUERY = 100, 2000


def _asked(query: Select[Any], column: ColumnElement[Any]) -> Select[Any]:
    """The query for rows in which the column has one of some values. Made once: to make one takes longer than to answer it."""
    return query.where(column.in_(bindparam("values", expanding=True)))


_PAGE = schema.filed.c.article_id
_ON_BAND = select(schema.band.c.key, _PAGE).join(schema.filed, schema.filed.c.n == schema.band.c.page)
_HOLDING = select(schema.echo.c.words, _PAGE).join(schema.filed, schema.filed.c.n == schema.echo.c.page)
_SEATED = select(schema.seat.c.id, _PAGE).join(schema.filed, schema.filed.c.n == schema.seat.c.page)
_IN_BLOCK = select(schema.block.c.key, schema.block.c.standing, schema.seat.c.id).join(
    schema.seat, schema.seat.c.n == schema.block.c.seat
)
_READ = schema.sighting.join(schema.reading, schema.reading.c.n == schema.sighting.c.reading_n).join(
    schema.article, schema.article.c.id == schema.reading.c.article_id
)
_TOLD = select(schema.sighting.c.record, schema.reading.c.current, schema.article.c.newest).select_from(_READ)
_LINK = select(schema.link.c.a, schema.link.c.b, schema.link.c.record)
_FOUNDED = select(
    schema.incident.c.id, schema.incident.c.founded_in, schema.incident.c.founded_from, schema.incident.c.founded_to
).where(
    schema.incident.c.scope == "incident",
    schema.incident.c.founded_in.is_not(None),
    schema.incident.c.founded_from.is_not(None),
)
_GROUNDED = select(schema.decision.c.n, schema.decision.c.record).join(
    schema.ground, schema.ground.c.decision_n == schema.decision.c.n
)

NEWEST = _asked(select(schema.article.c.id).where(schema.article.c.newest), schema.article.c.id)
HELD = _asked(select(schema.article.c.id), schema.article.c.id)
FILED = _asked(select(schema.filed), _PAGE)
IS_FILED = _asked(select(_PAGE), _PAGE)
PRINTS = _asked(select(schema.fingerprint), schema.fingerprint.c.article_id)
ON_BANDS = _asked(_ON_BAND, schema.band.c.key).limit(ROWS_A_QUERY)
COPIES = _asked(select(schema.copy.c.record), schema.copy.c.article_id)
COPIES_OF = _asked(select(schema.copy.c.record), schema.copy.c.of)
VOICES = _asked(select(schema.word), schema.word.c.words)
TELLS = _asked(select(schema.rarity), schema.rarity.c.words)
HOLDING = _asked(_HOLDING, schema.echo.c.words)
TOLD = _asked(_TOLD, schema.sighting.c.id)
TOLD_ON = _asked(_TOLD, schema.sighting.c.article_id)
OVERRULED = _asked(select(schema.overruled.c.record), schema.overruled.c.id)
OVERRULED_ON = _asked(select(schema.overruled.c.record), schema.overruled.c.article_id)
SEATED = _asked(_SEATED, _PAGE)
IN_BLOCKS = _asked(_IN_BLOCK, schema.block.c.key)
LINKS = (_asked(_LINK, schema.link.c.a), _asked(_LINK, schema.link.c.b))
HOMES = _asked(select(schema.member.c.incident_id), schema.member.c.sighting_id)
INCIDENTS = _asked(
    select(schema.incident.c.id, schema.incident.c.record, schema.incident.c.entry), schema.incident.c.id
)
CALLED = _asked(select(schema.alias.c.incident_id), schema.alias.c.alias)
FOUNDED = _asked(_FOUNDED, schema.incident.c.id)
GROUNDED = _asked(_GROUNDED, schema.ground.c.name)
DECIDED = _asked(select(schema.decision.c.n, schema.decision.c.record), schema.decision.c.id)


class Vicinity:
    """The neighbourhood of things in one ledger, over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Pages

    def read(self, pages: Sequence[str]) -> dict[str, Reading]:
        """The current readings, without claims, of those pages that are the newest version of theirs."""
        newest = [row.id for row in self._among(NEWEST, pages)]
        found = querying.readings(self._connection, newest, parts=False)
        return {reading.article.id: reading for reading in found}

    def held(self, pages: Collection[str]) -> frozenset[str]:
        """Which of the pages the ledger holds, whatever their version."""
        return frozenset(row.id for row in self._among(HELD, pages))

    def filed(self, pages: Collection[str]) -> dict[str, Filed]:
        """The pages as they are filed, by article id; those that are not are left out."""
        return {row.article_id: _filed(row) for row in self._among(FILED, pages)}

    def is_filed(self, pages: Collection[str]) -> set[str]:
        """Which of the pages are filed."""
        return {row.article_id for row in self._among(IS_FILED, pages)}

    def fingerprints(self, pages: Collection[str]) -> dict[str, bytes]:
        """The fingerprints of the pages, as they were given."""
        return {row.article_id: row.packed for row in self._among(PRINTS, pages)}

    def on_bands(self, bands: Collection[int], *, most: int) -> dict[int, set[str]]:
        """The filed pages that have each of the keys under which copies meet; of a key that more than `most` have, so many
        and one at least."""
        found: dict[int, set[str]] = defaultdict(set)
        for batch in batches(sorted(set(bands)), BANDS_A_QUERY):
            rows = self._connection.execute(ON_BANDS, {"values": batch}).all()
            if len(rows) == ROWS_A_QUERY:  # some phrase that everybody prints: each key on its own
                rows = [
                    row
                    for one in batch
                    for row in self._connection.execute(_ON_BAND.where(schema.band.c.key == one).limit(most + 1))
                ]
            for row in rows:
                found[row.key].add(row.article_id)
        return found

    def tells(self, words: Collection[str]) -> dict[str, float]:
        """What each of the words told when all pages were last linked; those that told nothing are left out."""
        return {row.words: row.tells for row in self._among(TELLS, words)}

    def measure(self, name: str) -> float:
        """A number that the last linking of all pages left: `crowd`, `filed` (pages) or `came_since` (pages); 0 if none."""
        return float(querying.fact(self._connection, name) or 0)

    def copies(self, pages: Collection[str]) -> dict[str, Copy]:
        """The copies among the pages, by article id."""
        found = (querying.decoded(row.record, Copy) for row in self._among(COPIES, pages))
        return {copy.article_id: copy for copy in found}

    def copies_of(self, pages: Collection[str]) -> list[Copy]:
        """Every copy of one of the pages."""
        return [querying.decoded(row.record, Copy) for row in self._among(COPIES_OF, pages)]

    def voices(self, words: Collection[str]) -> dict[str, int]:
        """How many voices hold each of the words; those that only one holds or none are left out."""
        return {row.words: row.voices for row in self._among(VOICES, words)}

    def holding(self, words: Collection[str]) -> dict[str, set[str]]:
        """The pages that hold each of the words: to be asked of rare words alone."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._among(HOLDING, words):
            found[row.words].add(row.article_id)
        return found

    # Sightings

    def sightings(self, ids: Collection[str]) -> dict[str, Sighting]:
        """The sightings of these ids as people left them; those that no current reading tells are left out."""
        return self._told(TOLD, ids) | self._decoded(self._among(OVERRULED, ids), Sighting)

    def as_read(self, pages: Collection[str]) -> dict[str, Sighting]:
        """The sightings of the pages as they are read now."""
        return self._told(TOLD_ON, pages)

    def overruled(self, pages: Collection[str]) -> dict[str, Sighting]:
        """The sightings of the pages that people changed or made, as they left them."""
        return self._decoded(self._among(OVERRULED_ON, pages), Sighting)

    def seated(self, pages: Collection[str]) -> dict[str, str]:
        """The sightings that the pages had when incidents were last put together, each with its page."""
        return {row.id: row.article_id for row in self._among(SEATED, pages)}

    def blocks(self, keys: Collection[int]) -> Iterator[tuple[int, int, str]]:
        """Who stands in the blocks of these keys: (key, standing, sighting id)."""
        for row in self._among(IN_BLOCKS, keys):
            yield row.key, row.standing, row.id

    def links(self, touching: Collection[str]) -> dict[tuple[str, str], Link]:
        """The kept links that touch one of the sightings."""
        found: dict[tuple[str, str], Link] = {}
        for statement in LINKS:
            for row in self._among(statement, touching):
                if (row.a, row.b) not in found:
                    found[row.a, row.b] = querying.decoded(row.record, Link)
        return found

    # Incidents

    def homes(self, sightings: Collection[str]) -> set[str]:
        """The ids of the incidents that hold the sightings."""
        return {row.incident_id for row in self._among(HOMES, sightings)}

    def incidents(self, ids: Collection[str]) -> dict[str, tuple[Incident, Entry]]:
        """The incidents of these ids with their entries."""
        return self._pairs(self._among(INCIDENTS, ids))

    def called(self, aliases: Collection[str]) -> set[str]:
        """The incidents that have one of these ids as a former one."""
        return {row.incident_id for row in self._among(CALLED, aliases)}

    def founded(self, scope: str, country: str, days: tuple[Any, Any]) -> dict[str, str]:
        """The incidents of a scope whose founding sighting tells of the country and of some of the days (first, last), by id
        with its kind of event; not those that were rejected."""
        table = schema.incident.c
        told = and_(table.founded_in == country, table.founded_from <= days[1], table.founded_to >= days[0])
        query = select(table.id, table.founded_as).where(table.scope == scope, told, ~table.rejected)
        return {row.id: row.founded_as for row in self._connection.execute(query)}

    def founding(self, ids: Collection[str]) -> dict[str, tuple[str, tuple[Any, Any]]]:
        """The country and the days (first, last) that the founding sightings of single attacks tell; not told: left out."""
        found = self._among(FOUNDED, ids)
        return {row.id: (row.founded_in, (row.founded_from, row.founded_to)) for row in found}

    def beside(self, entry: Entry, days: int) -> dict[str, tuple[Incident, Entry]]:
        """The incidents in an entry's country on some of its days: single attacks for a total or barrage, these for a single
        attack. None told of more than `days` days is among them."""
        table = schema.incident.c
        told = entry.date.range if entry.date else None
        country = entry.place.place.country if entry.place and entry.place.place else None
        if told is None or country is None or told.days > days:
            return {}
        scopes = ("wide", "aggregate") if entry.scope == "incident" else ("incident",)
        query = select(schema.incident).where(
            table.scope.in_(scopes),
            table.country == country,
            table.earliest >= told.earliest - dt.timedelta(days=days),
            table.earliest <= told.latest,
            table.latest >= told.earliest,
        )
        return self._pairs(self._connection.execute(query))

    # Decisions

    def decisions(self, names: Collection[str]) -> dict[int, Decision]:
        """The decisions that rest on these articles or take back these decisions, by their number in the log."""
        return {row.n: querying.decoded(row.record, Decision) for row in self._among(GROUNDED, names)}

    def decided(self, ids: Collection[str]) -> dict[int, Decision]:
        """The decisions of these ids, by their number in the log."""
        return {row.n: querying.decoded(row.record, Decision) for row in self._among(DECIDED, ids)}

    def _pairs(self, rows: Iterable[Row[Any]]) -> dict[str, tuple[Incident, Entry]]:
        return {row.id: (querying.decoded(row.record, Incident), querying.decoded(row.entry, Entry)) for row in rows}

    def _told(self, statement: Select[Any], names: Collection[str]) -> dict[str, Sighting]:
        """The sightings of current readings; asked for these in SQL, SQLite would go through the index of all of them."""
        rows = self._among(statement, names)
        return self._decoded((row for row in rows if row.current and row.newest), Sighting)

    def _decoded(self, rows: Iterable[Row[Any]], kind: type[Any]) -> dict[str, Any]:
        return {each.id: each for each in (querying.decoded(row.record, kind) for row in rows)}

    def _among(self, statement: Select[Any], values: Iterable[Any]) -> Iterator[Row[Any]]:
        """The rows of a query that was `_asked` for these values."""
        for batch in batches(dict.fromkeys(values), IDS_A_QUERY):
            yield from self._connection.execute(statement, {"values": batch})


def _filed(row: Row[Any]) -> Filed:
    return Filed(
        article=querying.decoded(row.article, Article),
        bands=tuple(unpacked_bands(row.bands)),
        echoes=tuple(msgspec.json.decode(row.echoes)),
        rare=msgspec.json.decode(row.rare, type=tuple[tuple[str, float], ...]),
    )
