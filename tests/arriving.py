"""Invented pages with one to three accounts each that come to a ledger one by one, decisions on them, and what is shown then."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from holdings import RULES, page
from making import KHARKIV, KHARKIV_REGION, POLTAVA, UKRAINE, at, on, toll
from msgspec.structs import replace

from istor.articles.article import Article, Block, Publisher
from istor.incidents.incident import Final, Sighting
from istor.ledger.entry import Entry
from istor.provenance import Span, content_id, sha256
from istor.publication.readings import Reading
from istor.runs.copying import fingerprinted
from istor.runs.nearing import relinked_near
from istor.store.holding import Holding, Run
from istor.store.ledger import Ledger

VERBS = (
    "accept",
    "reject",
    "correct day",
    "correct place",
    "merge",
    "split",
    "never",
    "move",
    "comment",
    "undo",
    "figure",
    "skip",
    "status",
    "sensitivity",
    "release",
)
PLACES = (KHARKIV, KHARKIV, POLTAVA, KHARKIV_REGION, None)
DAYS = (on("2025-03-04"), on("2025-03-04"), on("2025-03-05"), on("2025-03-06"), on("2025-03-04", "2025-03-06"), None)
NAMES = ("Ada Lark", "Bohdan Reyk", "Willow Lane", "Olia Senn", "Petro Vask")
SAID = ("We were asleep when the whole roof came down on us", "There was a flash and then nothing but dust and smoke")
WORDS = ("street", "dust", "crews", "searched", "floor", "after", "those", "who", "were", "still", "inside", "glass")


def told(seed: int) -> Holding:
    """An invented page with one to three accounts, the same for the same seed; one in five is another's text again.

    Seeds that are alike but for whole hundreds are versions of one page at an address.
    """
    chance = random.Random(seed // 5 * 5 if seed % 5 == 4 else seed)
    lines = [" ".join(chance.choices(WORDS, k=12)) for _ in range(4)]
    lines += [f"near the school stood {name} and others" for name in NAMES if chance.random() < 0.3]
    lines += [f"“{said},” a man told us" for said in SAID if chance.random() < 0.3]
    lines += [f"crews came to numbers {chance.randrange(100, 140)} and {chance.randrange(100, 140)}"]
    text = ". ".join(lines) + "."
    made = [_account(chance, number) for number in range(chance.choice((1, 1, 2, 3)))]
    url = f"https://paper.example/{seed % 100}" if seed % 3 == 0 else None
    raw = page(f"page {seed}", text, url=url, published=f"2025-03-0{5 + chance.randrange(3)}")
    article = Article(
        id=content_id("article", raw.source_id, sha256(raw.raw)),
        source_id=raw.source_id,
        url=url,
        text=text,
        blocks=(Block(kind="body", start=0, end=len(text)),),
        pieces=(),
        raw_sha256=sha256(raw.raw),
        charset="utf-8",
        published=dt.date.fromisoformat(str(raw.published)),
        publisher=Publisher(id=f"paper {seed % 3}", name=f"Paper {seed % 3}"),
        language="en",
    )
    sightings = tuple(_placed(each, article, number) for number, each in enumerate(made))
    reading = Reading(article=article, sightings=sightings)
    return Holding(page=raw, reading=reading, fingerprint=fingerprinted(article))


def _account(chance: random.Random, number: int) -> Sighting:
    scope = chance.choice(("incident",) * 6 + ("wide", "aggregate"))
    place = UKRAINE if scope != "incident" and chance.random() < 0.5 else chance.choice(PLACES)
    killed = chance.choice((None, 1, 2, 3, 7, 12))
    return Sighting(
        id=f"account {number}",
        article_id="",
        type=chance.choice(("Air/drone strike", "Shelling/artillery/missile attack", "Other")),  # type: ignore[arg-type]
        role=chance.choice(("main", "main", "main", "background")),  # type: ignore[arg-type]
        scope=scope,  # type: ignore[arg-type]
        date=chance.choice(DAYS),
        place=at(place) if place else None,
        final=Final(killed=(killed, killed) if killed else None),
    )


def _placed(account: Sighting, article: Article, number: int) -> Sighting:
    where = Span(article_id=article.id, start=20 * number, end=20 * number + 15)
    killed = account.final.killed
    tolls = (replace(toll(killed[0], article_id=article.id), words="", span=where),) if killed else ()
    name = content_id("sighting", article.id, number)
    return replace(account, id=name, article_id=article.id, spans=(where,), tolls=tolls, published=article.published)


def keep(ledger: Ledger, holdings: Sequence[Holding]) -> None:
    run = ledger.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
    ledger.keep(holdings, [], rules_id=RULES.id, run=run)


def follow_near(ledger: Ledger) -> None:
    near = relinked_near(ledger, ledger.waiting(), rule="best-placed")
    assert near is not None
    ledger.derive(near.derived, near.card)
    assert not ledger.is_unlinked()


def shown(ledger: Ledger) -> dict[frozenset[str], object]:
    """The ledger, its incidents named by the accounts they hold: their ids may have a history."""
    pairs = list(zip(ledger.incidents(everything=True), ledger.entries(everything=True), strict=True))
    members = {incident.id: frozenset(incident.sightings) for incident, _ in pairs}

    def named(ids: Sequence[str]) -> frozenset[frozenset[str]]:
        return frozenset(members[each] for each in ids)

    return {
        members[incident.id]: (
            incident.scope,
            incident.reviewed,
            incident.rejected,
            named(incident.parts),
            named(entry.overlaps),
            _plain(entry),
        )
        for incident, entry in pairs
    }


def _plain(entry: Entry) -> Entry:
    """The entry without what is told of other incidents or in an order that ids with a history give."""
    return replace(
        entry,
        incident_id="",
        overlaps=(),
        figures=tuple(replace(each, accounts=tuple(sorted(each.accounts, key=repr))) for each in entry.figures),
    )


def index_of(ledger: Ledger) -> dict[str, object]:
    """What the index of linking holds, without the numbers that rows happen to have."""
    with ledger._engine.connect() as connection:

        def ask(query: str) -> list[tuple[object, ...]]:
            return sorted(tuple(row) for row in connection.exec_driver_sql(query))

        return {
            "pages": ask("SELECT article_id, bands, echoes, rare, article FROM filed"),
            "bands": ask("SELECT key, article_id FROM band JOIN filed ON filed.n = page"),
            "echoes": ask("SELECT words, article_id FROM echo JOIN filed ON filed.n = page"),
            "words": ask("SELECT words, voices FROM word"),
            "seats": ask("SELECT id, article_id, keys FROM seat JOIN filed ON filed.n = page"),
            "blocks": ask("SELECT key, standing, id FROM block JOIN seat ON seat.n = seat"),
            "shown": ask("SELECT value FROM about WHERE key = 'shown'"),
            "aspects": ask("SELECT count(*) FROM aspect LEFT JOIN incident ON id = incident_id WHERE id IS NULL"),
            "members": ask("SELECT sighting_id FROM member"),
            "links": ask("SELECT a, b, score, joined FROM link"),
            "copies": ask("SELECT * FROM copy"),
            "overruled": ask("SELECT * FROM overruled"),
        }


def decide(ledger: Ledger, verb: str, pick: int) -> None:
    """Some decision of this verb that makes sense, if there is one."""
    chance = random.Random(pick)
    incidents = ledger.incidents(everything=True)
    if not incidents:
        return
    one, other = chance.choice(incidents), chance.choice(incidents)
    several = [each for each in incidents if len(each.sightings) > 1]
    asked: dict[str, tuple[str, Sequence[str], dict[str, object]]] = {
        "accept": ("accept", [one.id], {}),
        "reject": ("reject", [chance.choice((one.id, one.sightings[0]))], {}),
        "correct day": ("correct", [one.sightings[-1]], {"path": "date", "value": "2025-03-05"}),
        "correct place": ("correct", [one.id], {"path": "place", "value": None}),
        "figure": ("correct", [one.id], {"path": "killed", "value": "4-5"}),
        "comment": ("comment", [one.id], {"why": "looked at"}),
        "skip": ("skip", [one.id], {}),
        "status": ("status", [one.id], {"value": "waiting"}),
        "sensitivity": ("sensitivity", [one.id], {"value": "graphic"}),
        "release": ("release", [one.id], {"value": chance.choice(NAMES)}),
    }
    if one.id != other.id:
        asked["merge"] = ("merge", [one.id, other.id], {})
        asked["never"] = ("never", [one.id, other.id], {})
        asked["move"] = ("move", [one.id, other.sightings[0]], {})
    if several:
        loose = chance.choice(several)
        asked["split"] = ("split", [loose.id, loose.sightings[-1]], {})
    log = ledger.decisions()
    if log:
        asked["undo"] = ("undo", [chance.choice(log).id], {})
    if verb not in asked:
        return
    name, on_what, facts = asked[verb]
    try:
        ledger.decide(name, on_what, by="ann", **facts)  # type: ignore[arg-type]
    except Exception as error:
        assert type(error).__name__ == "DecisionError", error
