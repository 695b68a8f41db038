"""Generated ledgers for the benchmarks of the desk: as many incidents as wanted, kept through the store as a build keeps them.

Every word is ours. Towns, actors and days are as uneven as in the news: a few towns have most incidents, a few actors are
named by most. What a page needs of an incident is as large as in ledgers of real pages (about 7 KB an entry, a page of some
hundred words). From a hundred thousand on they are multiplied inside the database, each copy with days, points and ids of its own.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from istor.articles.article import Article, Block, Publisher, RawPage
from istor.claims.claim import Actor, AttackType, Target, TargetKind, Toll, Weapon
from istor.dates.daterange import DateRange, DateReading
from istor.geography.place import Candidate, Place, PlaceReading
from istor.incidents.incident import Final, Incident, Sighting
from istor.ledger.doubts import doubts
from istor.ledger.entry import Account, Entry, Figure
from istor.provenance import Span, content_id, sha256
from istor.publication.readings import Reading
from istor.store.holding import Derived, Holding, Rules, Run
from istor.store.ledger import Ledger, open_ledger

RULES = Rules(id="generated", istor="0", model="none", code="none", gazetteer="none")
BATCH = 2_000
MOST_WRITTEN = 100_000  # beyond them, copies
FIRST_DAY, DAYS = dt.date(2014, 1, 1), 4_000
COUNTRIES = ("UA", "SY", "SD", "YE", "MM", "ET", "AF", "IQ", "ML", "SO", "LB", "PS", "CD", "NG", "MZ", "CO")
ACTORS = [f"side-{number}" for number in range(80)]
WEAPONS = ("drone", "missile", "artillery", "rocket", "air_bomb", "explosive", "firearm", "grenade", "cluster", "mine")
TYPES: tuple[AttackType, ...] = get_args(AttackType)
TARGETS: tuple[TargetKind, ...] = get_args(TargetKind)
SYLLABLES = ("ba", "ro", "li", "ne", "ku", "sha", "dy", "vo", "mi", "ter", "zan", "ok")
COPIED = ("article", "reading", "sighting", "incident", "member", "aspect")  # tables that a copied incident has rows in
TELLERS = ("the prosecutor", "the governor", "rescuers", "police", "a monitor", "the hospital")


@cache
def words() -> list[str]:
    """Words of no language, the commonest first."""
    made = random.Random(7)
    return ["".join(made.choices(SYLLABLES, k=made.randint(1, 4))) for _ in range(20_000)]


@cache
def towns() -> list[Place]:
    """Towns that do not exist, in countries that do, the ones most written about first."""
    made = random.Random(8)
    found = []
    for _ in range(3_000):
        at = min(int(made.expovariate(0.35)), len(COUNTRIES) - 1)
        region = made.randint(1, 12)
        lat, lon = 48 - 5 * at + region * 0.4 + made.gauss(0, 0.3), 34 - 7 * at + region * 0.7 + made.gauss(0, 0.3)
        name = "".join(made.choices(SYLLABLES, k=3)).title()
        country = COUNTRIES[at]
        found.append(
            Place(
                name=name, kind="settlement", lat=round(lat, 4), lon=round(lon, 4), radius_m=made.randint(800, 15_000),
                country=country, admin1=f"{country} region {region}", admin1_code=f"{country}-{region:02}",
            )
        )  # fmt: skip
    return found


def write_ledger(path: Path, *, incidents: int) -> None:
    """A ledger of so many incidents, each told by a page, at `path`; one that is there already is left as it is."""
    if path.exists():
        return
    written = min(incidents, MOST_WRITTEN)
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    with open_ledger(making, create=True) as ledger:
        _fill(ledger, written)
    if incidents > written:
        _multiply(making, times=incidents // written)
    making.rename(path)


def _fill(ledger: Ledger, number: int) -> None:
    run = ledger.begin(Run(verb="build", started=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)), RULES)
    made = random.Random(9)
    members: list[Incident] = []
    entries: list[Entry] = []
    for start in range(0, number, BATCH):
        batch = [_told(made, at) for at in range(start, min(start + BATCH, number))]
        ledger.keep([holding for holding, _, _ in batch], [], rules_id=RULES.id, run=run)
        members += [incident for _, incident, _ in batch]
        entries += [entry for _, _, entry in batch]
    ledger.derive(Derived(incidents=tuple(members), entries=tuple(entries), under="generated", rule="made"))


def _told(made: random.Random, at: int) -> tuple[Holding, Incident, Entry]:
    article = _article(made, at)
    incident = Incident(id=_name("incident", at), sightings=(_name("sighting", at),))
    entry = _entry(made, incident, article)
    seen = Sighting(
        id=incident.sightings[0], article_id=article.id, type=entry.type, date=entry.date, place=entry.place,
        tolls=tuple(_tolls(entry)), final=Final(killed=None), spans=(_span(article.id),), published=article.published,
    )  # fmt: skip
    page = RawPage(source_id=article.source_id, raw=article.text.encode(), kind="text")
    return Holding(page=page, reading=Reading(article=article, sightings=(seen,))), incident, entry


def _name(kind: str, at: int) -> str:
    """An id as istor gives them, but for two digits that copies have otherwise."""
    whole = content_id(kind, at)
    return f"{kind}-00{whole[-14:]}"


def _article(made: random.Random, at: int) -> Article:
    told = words()
    text = " ".join(told[min(int(made.paretovariate(0.7)) - 1, len(told) - 1)] for _ in range(110)) + f" page{at}"
    publisher = f"outlet-{min(int(made.expovariate(0.02)), 400)}.example"
    return Article(
        id=_name("article", at), source_id=f"page-{at}", text=text, title=text[:60].title(), charset="utf-8",
        blocks=(Block(kind="body", start=0, end=len(text)),), pieces=(), raw_sha256=sha256(text.encode()), language="en",
        publisher=Publisher(id=publisher, name=publisher), published=FIRST_DAY + dt.timedelta(days=made.randrange(DAYS)),
    )  # fmt: skip


def _entry(made: random.Random, incident: Incident, article: Article) -> Entry:
    span = _span(article.id)
    kinds = made.sample(WEAPONS, k=made.choice((0, 1, 1, 2)))
    actors = made.sample(ACTORS[: int(made.expovariate(0.1)) + 4], k=made.choice((0, 1, 1, 2)))
    entry = Entry(
        incident_id=incident.id, type=made.choices(TYPES, weights=range(len(TYPES), 0, -1))[0], scope="incident",
        date=_date(made) if made.random() < 0.93 else None, place=_place(made) if made.random() < 0.9 else None,
        actors=tuple(Actor(words=key, span=span, stance="stated", key=key) for key in actors),
        weapons=tuple(Weapon(words=f"a {kind}", span=span, kind=kind) for kind in kinds),
        targets=tuple(Target(words=f"a {kind} building", span=span, kind=kind) for kind in made.sample(TARGETS, k=made.choice((0, 1, 1, 2)))),
        figures=tuple(_figures(made, incident, article)), history=(), dissents=(),
        pages=made.randint(1, 4), publishers=1, origins=made.choice((1, 1, 2, 3)), copies=0,
    )  # fmt: skip
    return replace(entry, doubts=doubts(entry))


def _date(made: random.Random) -> DateReading:
    day = FIRST_DAY + dt.timedelta(days=int(DAYS * made.random() ** 0.5))
    last = day + dt.timedelta(days=made.choice((0, 0, 0, 0, 1, 6)))
    words = f"on {day:%A}"
    return DateReading(
        words=words, start=0, end=12, edtf=day.isoformat(), rule="weekday", anchor="published",
        range=DateRange(earliest=day, latest=last), time_precision=1, date_prec=1,
    )  # fmt: skip


def _place(made: random.Random) -> PlaceReading:
    known = towns()
    first = min(int(made.paretovariate(0.6)) - 1, len(known) - 1)
    rivals = (first, *made.sample(range(len(known)), k=8))
    candidates = tuple(
        Candidate(place=known[at], score=round(0.6 / (rank + 1), 3), because="A town of this name, near the day's others.")
        for rank, at in enumerate(rivals)
    )  # fmt: skip
    place = known[first]
    return PlaceReading(
        words=place.name, start=0, end=8, place=place, lat=round(place.lat + made.gauss(0, 0.02), 5),
        lon=round(place.lon + made.gauss(0, 0.02), 5), radius_m=place.radius_m, within=place.admin1, candidates=candidates,
    )  # fmt: skip


def _figures(made: random.Random, incident: Incident, article: Article) -> Iterator[Figure]:
    for harm in ("killed", "injured"):
        if made.random() < 0.35:
            continue
        best = int(made.paretovariate(1.1))
        accounts = tuple(
            Account(
                sighting_id=incident.sightings[0], article_id=article.id, harm=harm, group="all", low=best + rank, high=best + rank,
                words=f"{best + rank} people", span=_span(article.id), origin=teller, speaker=teller, publisher=article.source_id,
                said_on=article.published, used=rank == 0, because="The speaker closest to the count, latest as of its day.",
            )
            for rank, teller in enumerate(made.sample(TELLERS, k=made.randint(1, 5)))
        )  # fmt: skip
        because = "The prosecutor is closest to the count of the killed; the others give figures that lie about it."
        yield Figure(
            harm=harm, group="all", rule="closest 1", because=because, low=best, best=best, high=best + len(accounts) - 1,
            accounts=accounts,
        )  # fmt: skip


def _tolls(entry: Entry) -> Iterator[Toll]:
    for figure in entry.figures:
        for account in figure.accounts:
            yield Toll(harm=account.harm, group="all", low=account.low, high=account.high, words=account.words, span=account.span)


def _span(article_id: str) -> Span:
    return Span(article_id=article_id, start=0, end=12)


def _multiply(path: Path, *, times: int) -> None:
    """Copies every incident with its page: ids get other digits in front, days and points move.

    Indexes are taken away meanwhile, and rows come in the order of their ids, so that everything is written once, at the end.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as ledger:
        mode = ledger.execute("PRAGMA journal_mode").fetchone()[0]
        ledger.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; PRAGMA foreign_keys=OFF;")
        pages = ledger.execute("SELECT max(n) FROM reading").fetchone()[0]
        marks = ", ".join("?" * len(COPIED))
        indexes = ledger.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})", COPIED
        ).fetchall()
        for name, _ in indexes:
            ledger.execute(f'DROP INDEX "{name}"')
        for copy in range(1, times):
            ledger.execute("BEGIN")
            _copy(ledger, copy, pages)
            ledger.execute("COMMIT")
        for _, made in indexes:
            ledger.execute(made)
        ledger.execute("INSERT INTO search(search) VALUES ('rebuild')")
        ledger.execute(f"PRAGMA journal_mode={mode}")


def _copy(ledger: sqlite3.Connection, copy: int, pages: int) -> None:
    """Copy number `copy` of the first `pages` pages and of what they tell."""
    turned = {kind: f"'{kind}-{copy:02x}' || substr({{}}, {len(kind) + 4})" for kind in ("article", "sighting", "incident")}
    article, sighting, incident = (turned[kind].format for kind in turned)
    changes = {
        "article": {"id": article("id"), "source_id": f"'{copy}-' || source_id", "given": f"'{copy}-' || given"},
        "reading": {"n": f"n + {copy * pages}", "article_id": article("article_id")},
        "sighting": {"reading_n": f"reading_n + {copy * pages}", "id": sighting("id"), "article_id": article("article_id")},
        "incident": {
            "id": incident("id"), "entry": f"replace(entry, id, {incident('id')})",
            "earliest": f"date(earliest, '-{17 * copy} days')", "latest": f"date(latest, '-{17 * copy} days')",
            "lat": f"lat + {copy} * 0.01", "lon": f"lon - {copy} * 0.01",
            "record": f"replace(record, id, {incident('id')})",
        },
        "member": {"incident_id": incident("incident_id"), "sighting_id": sighting("sighting_id")},
        "aspect": {"incident_id": incident("incident_id")},
    }  # fmt: skip
    firsts = {
        "article": "id < 'article-01' ORDER BY id",
        "reading": f"n <= {pages} ORDER BY n",
        "sighting": f"reading_n <= {pages} ORDER BY reading_n, at",
        "incident": "id < 'incident-01' ORDER BY id",
        "member": "incident_id < 'incident-01' ORDER BY incident_id, sighting_id",
        "aspect": "incident_id < 'incident-01' ORDER BY incident_id, kind, value",
    }
    for table in COPIED:
        columns = [row[1] for row in ledger.execute(f"PRAGMA table_info({table})")]
        taken = ", ".join(changes[table].get(column, f'"{column}"') for column in columns)
        ledger.execute(f"INSERT INTO {table} SELECT {taken} FROM {table} WHERE {firsts[table]}")
