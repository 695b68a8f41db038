"""What stands near a page, a sighting or a decision: asked of the index of linking, so that nothing is gone through whole.

All answers of one `Vicinity` are of one moment: the state in which incidents were last put together, with what has come in since.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Date, Integer, Text, bindparam, select

from istor.articles.article import Article, Copy
from istor.decisions import Decision
from istor.incidents.incident import Incident, Link, Sighting
from istor.ledger.entry import Entry
from istor.publication.readings import Reading
from istor.store import querying, recalling, schema
from istor.store.filing import unpacked_bands
from istor.store.holding import Filed
from istor.store.phrasing import LISTED, Question, batches

BANDS_A_QUERY, ROWS_A_QUERY = 100, 500

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
_PAIR = select(schema.incident.c.id, schema.incident.c.record, schema.incident.c.entry)

NEWEST = Question(select(schema.article.c.id).where(schema.article.c.newest), schema.article.c.id)
HELD = Question(select(schema.article.c.id), schema.article.c.id)
FILED = Question(
    select(_PAGE, schema.filed.c.bands, schema.filed.c.echoes, schema.filed.c.rare, schema.filed.c.article), _PAGE
)
IS_FILED = Question(select(_PAGE), _PAGE)
PRINTS = Question(select(schema.fingerprint), schema.fingerprint.c.article_id)
ON_BANDS = Question(_ON_BAND.limit(ROWS_A_QUERY), schema.band.c.key)
ON_BAND = Question(_ON_BAND.where(schema.band.c.key == bindparam("key")).limit(bindparam("most", type_=Integer)))
COPIES = Question(select(schema.copy.c.record), schema.copy.c.article_id)
COPIES_OF = Question(select(schema.copy.c.record), schema.copy.c.of)
VOICES = Question(select(schema.word), schema.word.c.words)
TELLS = Question(select(schema.rarity), schema.rarity.c.words)
HOLDING = Question(_HOLDING, schema.echo.c.words)
TOLD = Question(_TOLD, schema.sighting.c.id)
TOLD_ON = Question(_TOLD, schema.sighting.c.article_id)
OVERRULED = Question(select(schema.overruled.c.record), schema.overruled.c.id)
OVERRULED_ON = Question(select(schema.overruled.c.record), schema.overruled.c.article_id)
SEATED = Question(_SEATED, _PAGE)
IN_BLOCKS = Question(_IN_BLOCK, schema.block.c.key)
LINKS = (Question(_LINK, schema.link.c.a), Question(_LINK, schema.link.c.b))
HOMES = Question(select(schema.member.c.incident_id), schema.member.c.sighting_id)
INCIDENTS = Question(_PAIR, schema.incident.c.id)
CALLED = Question(select(schema.alias.c.incident_id), schema.alias.c.alias)
FOUNDING = Question(
    select(
        schema.incident.c.id,
        schema.incident.c.scope,  # not asked for in SQL: SQLite would go through all single attacks
        schema.incident.c.founded_in,
        schema.incident.c.founded_from,
        schema.incident.c.founded_to,
    ),
    schema.incident.c.id,
)
FOUNDED = Question(
    select(schema.incident.c.id, schema.incident.c.founded_as).where(
        schema.incident.c.scope == bindparam("scope", type_=Text),
        schema.incident.c.founded_in == bindparam("country", type_=Text),
        schema.incident.c.founded_from <= bindparam("to", type_=Date),
        schema.incident.c.founded_to >= bindparam("from", type_=Date),
        ~schema.incident.c.rejected,
    )
)
BESIDE = Question(
    _PAIR.where(
        schema.incident.c.country == bindparam("country", type_=Text),
        schema.incident.c.earliest >= bindparam("longest", type_=Date),
        schema.incident.c.earliest <= bindparam("to", type_=Date),
        schema.incident.c.latest >= bindparam("from", type_=Date),
    ),
    schema.incident.c.scope,
)


class Vicinity:
    """The neighbourhood of things in one ledger, over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Pages

    def read(self, pages: Sequence[str]) -> dict[str, Reading]:
        """The current readings, without claims, of those pages that are the newest version of theirs."""
        newest = [page for (page,) in self._among(NEWEST, pages)]
        found = querying.readings(self._connection, newest, parts=False)
        return {reading.article.id: reading for reading in found}

    def held(self, pages: Collection[str]) -> frozenset[str]:
        """Which of the pages the ledger holds, whatever their version."""
        return frozenset(page for (page,) in self._among(HELD, pages))

    def filed(self, pages: Collection[str]) -> dict[str, Filed]:
        """The pages as they are filed, by article id; those that are not are left out."""
        return {page: _filed(*row) for page, *row in self._among(FILED, pages)}

    def is_filed(self, pages: Collection[str]) -> set[str]:
        """Which of the pages are filed."""
        return {page for (page,) in self._among(IS_FILED, pages)}

    def fingerprints(self, pages: Collection[str]) -> dict[str, bytes]:
        """The fingerprints of the pages, as they were given."""
        return dict(self._pairs_of(PRINTS, pages))

    def on_bands(self, bands: Collection[int], *, most: int) -> dict[int, set[str]]:
        """The filed pages that have each of the keys under which copies meet; of a key that more than `most` have, so many
        and one at least."""
        found: dict[int, set[str]] = defaultdict(set)
        for batch in batches(sorted(set(bands)), BANDS_A_QUERY):
            rows = self._among(ON_BANDS, batch)
            if len(rows) == ROWS_A_QUERY:  # some phrase that everybody prints: each key on its own
                limit = {"most": most + 1}
                rows = [row for one in batch for row in ON_BAND.rows(self._connection, {"key": one, **limit})]
            for key, page in rows:
                found[key].add(page)
        return found

    def tells(self, words: Collection[str]) -> dict[str, float]:
        """What each of the words told when all pages were last linked; those that told nothing are left out."""
        return dict(self._pairs_of(TELLS, words))

    def measure(self, name: str) -> float:
        """A number that the last linking of all pages left: `crowd`, `filed` (pages) or `came_since` (pages); 0 if none."""
        return float(querying.fact(self._connection, name) or 0)

    def copies(self, pages: Collection[str]) -> dict[str, Copy]:
        """The copies among the pages, by article id."""
        found = (querying.decoded(record, Copy) for (record,) in self._among(COPIES, pages))
        return {copy.article_id: copy for copy in found}

    def copies_of(self, pages: Collection[str]) -> list[Copy]:
        """Every copy of one of the pages."""
        return [querying.decoded(record, Copy) for (record,) in self._among(COPIES_OF, pages)]

    def voices(self, words: Collection[str]) -> dict[str, int]:
        """How many voices hold each of the words; those that only one holds or none are left out."""
        return dict(self._pairs_of(VOICES, words))

    def holding(self, words: Collection[str]) -> dict[str, set[str]]:
        """The pages that hold each of the words: to be asked of rare words alone."""
        found: dict[str, set[str]] = defaultdict(set)
        for word, page in self._among(HOLDING, words):
            found[word].add(page)
        return found

    # Sightings

    def sightings(self, ids: Collection[str]) -> dict[str, Sighting]:
        """The sightings of these ids as people left them; those that no current reading tells are left out."""
        return self._told(TOLD, ids) | self._people(OVERRULED, ids)

    def as_read(self, pages: Collection[str]) -> dict[str, Sighting]:
        """The sightings of the pages as they are read now."""
        return self._told(TOLD_ON, pages)

    def overruled(self, pages: Collection[str]) -> dict[str, Sighting]:
        """The sightings of the pages that people changed or made, as they left them."""
        return self._people(OVERRULED_ON, pages)

    def seated(self, pages: Collection[str]) -> dict[str, str]:
        """The sightings that the pages had when incidents were last put together, each with its page."""
        return dict(self._pairs_of(SEATED, pages))

    def blocks(self, keys: Collection[int]) -> list[tuple[int, int, str]]:
        """Who stands in the blocks of these keys: (key, standing, sighting id)."""
        return [(key, standing, name) for key, standing, name in self._among(IN_BLOCKS, keys)]

    def links(self, touching: Collection[str]) -> dict[tuple[str, str], Link]:
        """The kept links that touch one of the sightings."""
        found: dict[tuple[str, str], Link] = {}
        for question in LINKS:
            for a, b, record in self._among(question, touching):
                if (a, b) not in found:
                    found[a, b] = querying.decoded(record, Link)
        return found

    # Incidents

    def homes(self, sightings: Collection[str]) -> set[str]:
        """The ids of the incidents that hold the sightings."""
        return {name for (name,) in self._among(HOMES, sightings)}

    def incidents(self, ids: Collection[str]) -> dict[str, tuple[Incident, Entry]]:
        """The incidents of these ids with their entries."""
        return _pairs(self._among(INCIDENTS, ids))

    def called(self, aliases: Collection[str]) -> set[str]:
        """The incidents that have one of these ids as a former one."""
        return {name for (name,) in self._among(CALLED, aliases)}

    def founded(self, scope: str, country: str, days: tuple[Any, Any]) -> dict[str, str]:
        """The incidents of a scope whose founding sighting tells of the country and of some of the days (first, last), by id
        with its kind of event; not those that were rejected."""
        asked = {"scope": scope, "country": country, "from": days[0], "to": days[1]}
        return dict(FOUNDED.rows(self._connection, asked))

    def founding(self, ids: Collection[str]) -> dict[str, tuple[str, tuple[Any, Any]]]:
        """The country and the days (first, last) that the founding sightings of single attacks tell; not told: left out."""
        return {
            name: (country, (first, last))
            for name, scope, country, first, last in self._among(FOUNDING, ids)
            if scope == "incident" and country is not None and first is not None
        }

    def beside(self, entry: Entry, days: int) -> dict[str, tuple[Incident, Entry]]:
        """The incidents in an entry's country on some of its days: single attacks for a total or barrage, these for a single
        attack. None told of more than `days` days is among them."""
        told = entry.date.range if entry.date else None
        country = entry.place.place.country if entry.place and entry.place.place else None
        if told is None or country is None or told.days > days:
            return {}
        longest = told.earliest - dt.timedelta(days=days)
        asked = {"country": country, "longest": longest, "from": told.earliest, "to": told.latest}
        scopes = ["wide", "aggregate"] if entry.scope == "incident" else ["incident"]
        return _pairs(BESIDE.rows(self._connection, {LISTED: scopes, **asked}))

    # Decisions

    def decisions(self, names: Collection[str]) -> dict[int, Decision]:
        """The decisions that rest on these articles or take back these decisions, by their number in the log."""
        return {n: querying.decoded(record, Decision) for n, record in self._among(recalling.GROUNDED, names)}

    def decided(self, ids: Collection[str]) -> dict[int, Decision]:
        """The decisions of these ids, by their number in the log."""
        return {n: querying.decoded(record, Decision) for n, record in self._among(recalling.DECIDED, ids)}

    def _told(self, question: Question, names: Collection[str]) -> dict[str, Sighting]:
        """The sightings of current readings; asked for these in SQL, SQLite would go through the index of all of them."""
        rows = self._among(question, names)
        return _decoded((record for record, current, newest in rows if current and newest), Sighting)

    def _people(self, question: Question, names: Collection[str]) -> dict[str, Sighting]:
        return _decoded((record for (record,) in self._among(question, names)), Sighting)

    def _among(self, question: Question, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        return question.among(self._connection, values)

    def _pairs_of(self, question: Question, values: Iterable[Any]) -> list[tuple[Any, Any]]:
        return [(first, second) for first, second in self._among(question, values)]


def _pairs(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[Incident, Entry]]:
    return {name: (querying.decoded(record, Incident), querying.decoded(entry, Entry)) for name, record, entry in rows}


def _decoded(records: Iterable[str], kind: type[Any]) -> dict[str, Any]:
    return {each.id: each for each in (querying.decoded(record, kind) for record in records)}


def _filed(bands: bytes, echoes: str, rare: str, article: str) -> Filed:
    return Filed(
        article=querying.decoded(article, Article),
        bands=tuple(unpacked_bands(bands)),
        echoes=tuple(msgspec.json.decode(echoes)),
        rare=msgspec.json.decode(rare, type=tuple[tuple[str, float], ...]),
    )
