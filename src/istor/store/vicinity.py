"""What stands near a page, a sighting or a decision: asked of the index of linking, so that nothing is gone through whole.

All answers of one `Vicinity` are of one moment: the state in which incidents were last put together, with what has come in since.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, select

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
_READ = schema.sighting.join(schema.reading, schema.reading.c.n == schema.sighting.c.reading_n).join(
    schema.article, schema.article.c.id == schema.reading.c.article_id
)


class Vicinity:
    """The neighbourhood of things in one ledger, over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Pages

    def read(self, pages: Sequence[str]) -> dict[str, Reading]:
        """The current readings, without claims, of those pages that are the newest version of theirs."""
        table = schema.article
        query = select(table.c.id).where(table.c.newest)
        newest = [row.id for row in self._among(query, table.c.id, pages)]
        found = querying.readings(self._connection, newest, parts=False)
        return {reading.article.id: reading for reading in found}

    def filed(self, pages: Collection[str]) -> dict[str, Filed]:
        """The pages as they are filed, by article id; those that are not are left out."""
        found = self._among(select(schema.filed), schema.filed.c.article_id, pages)
        return {row.article_id: _filed(row) for row in found}

    def is_filed(self, pages: Collection[str]) -> set[str]:
        """Which of the pages are filed."""
        column = schema.filed.c.article_id
        return {row.article_id for row in self._among(select(column), column, pages)}

    def fingerprints(self, pages: Collection[str]) -> dict[str, bytes]:
        """The fingerprints of the pages, as they were given."""
        table = schema.fingerprint
        return {row.article_id: row.packed for row in self._among(select(table), table.c.article_id, pages)}

    def on_bands(self, bands: Collection[int], *, most: int) -> dict[int, set[str]]:
        """The filed pages that have each of the keys under which copies meet; of a key that more than `most` have, so many
        and one at least."""
        key = schema.band.c.key
        query = select(key, schema.filed.c.article_id).join(schema.filed, schema.filed.c.n == schema.band.c.page)
        found: dict[int, set[str]] = defaultdict(set)
        for batch in batches(sorted(set(bands)), BANDS_A_QUERY):
            rows = self._connection.execute(query.where(key.in_(batch)).limit(ROWS_A_QUERY)).all()
            if len(rows) == ROWS_A_QUERY:  # some phrase that everybody prints: each key on its own
                rows = [
                    row for one in batch for row in self._connection.execute(query.where(key == one).limit(most + 1))
                ]
            for row in rows:
                found[row.key].add(row.article_id)
        return found

    def tells(self, words: Collection[str]) -> dict[str, float]:
        """What each of the words told when all pages were last linked; those that told nothing are left out."""
        return {row.words: row.tells for row in self._among(select(schema.rarity), schema.rarity.c.words, words)}

    def measure(self, name: str) -> float:
        """A number that the last linking of all pages left: `crowd`, `filed` (pages) or `came_since` (pages); 0 if none."""
        return float(querying.fact(self._connection, name) or 0)

    def copies(self, pages: Collection[str]) -> dict[str, Copy]:
        """The copies among the pages, by article id."""
        table = schema.copy
        found = self._among(select(table.c.record), table.c.article_id, pages)
        return {copy.article_id: copy for copy in (querying.decoded(row.record, Copy) for row in found)}

    def copies_of(self, pages: Collection[str]) -> list[Copy]:
        """Every copy of one of the pages."""
        found = self._among(select(schema.copy.c.record), schema.copy.c.of, pages)
        return [querying.decoded(row.record, Copy) for row in found]

    def voices(self, words: Collection[str]) -> dict[str, int]:
        """How many voices hold each of the words; those that only one holds or none are left out."""
        return {row.words: row.voices for row in self._among(select(schema.word), schema.word.c.words, words)}

    def holding(self, words: Collection[str]) -> dict[str, set[str]]:
        """The pages that hold each of the words: to be asked of rare words alone."""
        query = select(schema.echo.c.words, schema.filed.c.article_id).join(
            schema.filed, schema.filed.c.n == schema.echo.c.page
        )
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._among(query, schema.echo.c.words, words):
            found[row.words].add(row.article_id)
        return found

    # Sightings

    def sightings(self, ids: Collection[str]) -> dict[str, Sighting]:
        """The sightings of these ids as people left them; those that no current reading tells are left out."""
        found = self._told(schema.sighting.c.id, ids)
        people = self._among(select(schema.overruled.c.record), schema.overruled.c.id, ids)
        return found | self._decoded(people, Sighting)

    def as_read(self, pages: Collection[str]) -> dict[str, Sighting]:
        """The sightings of the pages as they are read now."""
        return self._told(schema.sighting.c.article_id, pages)

    def overruled(self, pages: Collection[str]) -> dict[str, Sighting]:
        """The sightings of the pages that people changed or made, as they left them."""
        table = schema.overruled
        return self._decoded(self._among(select(table.c.record), table.c.article_id, pages), Sighting)

    def seated(self, pages: Collection[str]) -> dict[str, str]:
        """The sightings that the pages had when incidents were last put together, each with its page."""
        query = select(schema.seat.c.id, schema.filed.c.article_id).join(
            schema.filed, schema.filed.c.n == schema.seat.c.page
        )
        return {row.id: row.article_id for row in self._among(query, schema.filed.c.article_id, pages)}

    def blocks(self, keys: Collection[int]) -> Iterator[tuple[int, int, str]]:
        """Who stands in the blocks of these keys: (key, standing, sighting id)."""
        query = select(schema.block.c.key, schema.block.c.standing, schema.seat.c.id).join(
            schema.seat, schema.seat.c.n == schema.block.c.seat
        )
        for row in self._among(query, schema.block.c.key, keys):
            yield row.key, row.standing, row.id

    def links(self, touching: Collection[str]) -> dict[tuple[str, str], Link]:
        """The kept links that touch one of the sightings."""
        table = schema.link
        found: dict[tuple[str, str], Link] = {}
        for column in (table.c.a, table.c.b):
            for row in self._among(select(table.c.a, table.c.b, table.c.record), column, touching):
                if (row.a, row.b) not in found:
                    found[row.a, row.b] = querying.decoded(row.record, Link)
        return found

    # Incidents

    def homes(self, sightings: Collection[str]) -> set[str]:
        """The ids of the incidents that hold the sightings."""
        table = schema.member
        return {row.incident_id for row in self._among(select(table.c.incident_id), table.c.sighting_id, sightings)}

    def incidents(self, ids: Collection[str]) -> dict[str, tuple[Incident, Entry]]:
        """The incidents of these ids with their entries."""
        return self._pairs(self._among(select(schema.incident), schema.incident.c.id, ids))

    def called(self, aliases: Collection[str]) -> set[str]:
        """The incidents that have one of these ids as a former one."""
        table = schema.alias
        return {row.incident_id for row in self._among(select(table.c.incident_id), table.c.alias, aliases)}

    def founded(self, scope: str, country: str, days: tuple[Any, Any]) -> dict[str, str]:
        """The incidents of a scope whose founding sighting tells of the country and of some of the days (first, last), by id
        with its kind of event; not those that were rejected."""
        table = schema.incident.c
        told = and_(table.founded_in == country, table.founded_from <= days[1], table.founded_to >= days[0])
        query = select(table.id, table.founded_as).where(table.scope == scope, told, ~table.rejected)
        return {row.id: row.founded_as for row in self._connection.execute(query)}

    def founding(self, ids: Collection[str]) -> dict[str, tuple[str, tuple[Any, Any]]]:
        """The country and the days (first, last) that the founding sightings of single attacks tell; not told: left out."""
        table = schema.incident.c
        query = select(table.id, table.founded_in, table.founded_from, table.founded_to).where(
            table.scope == "incident", table.founded_in.is_not(None), table.founded_from.is_not(None)
        )
        found = self._among(query, table.id, ids)
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
        query = select(schema.decision.c.n, schema.decision.c.record).join(
            schema.ground, schema.ground.c.decision_n == schema.decision.c.n
        )
        found = self._among(query, schema.ground.c.name, names)
        return {row.n: querying.decoded(row.record, Decision) for row in found}

    def decided(self, ids: Collection[str]) -> dict[int, Decision]:
        """The decisions of these ids, by their number in the log."""
        table = schema.decision
        found = self._among(select(table.c.n, table.c.record), table.c.id, ids)
        return {row.n: querying.decoded(row.record, Decision) for row in found}

    def _pairs(self, rows: Iterable[Row[Any]]) -> dict[str, tuple[Incident, Entry]]:
        return {row.id: (querying.decoded(row.record, Incident), querying.decoded(row.entry, Entry)) for row in rows}

    def _told(self, column: ColumnElement[Any], names: Collection[str]) -> dict[str, Sighting]:
        """The sightings of current readings; asked for these in SQL, SQLite would go through the index of all of them."""
        query = select(schema.sighting.c.record, schema.reading.c.current, schema.article.c.newest).select_from(_READ)
        rows = self._among(query, column, names)
        return self._decoded((row for row in rows if row.current and row.newest), Sighting)

    def _decoded(self, rows: Iterable[Row[Any]], kind: type[Any]) -> dict[str, Any]:
        return {each.id: each for each in (querying.decoded(row.record, kind) for row in rows)}

    def _among(self, query: Select[Any], column: ColumnElement[Any], names: Iterable[Any]) -> Iterator[Row[Any]]:
        """The rows of the query in which the column has one of the values."""
        for batch in batches(dict.fromkeys(names), IDS_A_QUERY):
            yield from self._connection.execute(query.where(column.in_(batch)))


def _filed(row: Row[Any]) -> Filed:
    return Filed(
        article=querying.decoded(row.article, Article),
        bands=tuple(unpacked_bands(row.bands)),
        echoes=tuple(msgspec.json.decode(row.echoes)),
        rare=msgspec.json.decode(row.rare, type=tuple[tuple[str, float], ...]),
    )
