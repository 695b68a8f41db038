"""A new page, or a decision, relinks only its neighbourhood, and the ledger is the one that linking everything makes."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from holdings import RULES, page
from hypothesis import given, settings
from hypothesis import strategies as st
from making import KHARKIV, KHARKIV_REGION, POLTAVA, UKRAINE, at, on, toll
from msgspec.structs import replace
from sqlalchemy import event

from istor.articles import syndication
from istor.articles.article import Article, Block, Publisher
from istor.incidents import echoes
from istor.incidents.corrections import overruled
from istor.incidents.incident import Final, Sighting
from istor.ledger.entry import Entry
from istor.provenance import Span, content_id, sha256
from istor.publication.readings import Reading
from istor.runs import nearing, refolding
from istor.runs.copying import copies_of, fingerprinted
from istor.runs.nearing import relinked_near
from istor.runs.reckoning import standings
from istor.runs.relinking import bring_up, relink
from istor.store.holding import Holding, Run
from istor.store.ledger import Ledger, open_ledger

PLACES = (KHARKIV, KHARKIV, POLTAVA, KHARKIV_REGION, None)
DAYS = (on("2025-03-04"), on("2025-03-04"), on("2025-03-05"), on("2025-03-06"), on("2025-03-04", "2025-03-06"), None)
NAMES = ("Ada Lark", "Bohdan Reyk", "Willow Lane", "Olia Senn", "Petro Vask")
SAID = ("We were asleep when the whole roof came down on us", "There was a flash and then nothing but dust and smoke")
WORDS = ("street", "dust", "crews", "searched", "floor", "after", "those", "who", "were", "still", "inside", "glass")


def told(seed: int) -> Holding:
    """An invented page with one to three accounts, the same for the same seed; one in five is another's text again."""
    chance = random.Random(seed // 5 * 5 if seed % 5 == 4 else seed)
    lines = [" ".join(chance.choices(WORDS, k=12)) for _ in range(4)]
    lines += [f"near the school stood {name} and others" for name in NAMES if chance.random() < 0.3]
    lines += [f"“{said},” a man told us" for said in SAID if chance.random() < 0.3]
    text = ". ".join(lines) + "."
    made = [_account(chance, number) for number in range(chance.choice((1, 1, 2, 3)))]
    raw = page(f"page {seed}", text, published=f"2025-03-0{5 + chance.randrange(3)}")
    article = Article(
        id=content_id("article", raw.source_id, sha256(raw.raw)),
        source_id=raw.source_id,
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


@pytest.fixture(autouse=True, scope="module")
def always_near() -> Iterator[None]:
    """However few pages there are; and what is common among few is so here among fewer."""
    with pytest.MonkeyPatch.context() as patched:
        for module, limits in ((nearing, {"LEAST": 0, "GROWTH": 1e9}), (echoes, {"NAMED": 3, "SAYING": 2})):
            for name, value in limits.items():
                patched.setattr(module, name, value)
        for each in (refolding, syndication):
            patched.setattr(each, "CROWD", 3)
        yield


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
)
STEPS = st.lists(st.one_of(st.integers(0, 24), st.tuples(st.sampled_from(VERBS), st.integers(0, 99))), max_size=14)


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


@settings(max_examples=12, derandomize=True)
@given(first=st.lists(st.integers(0, 24), min_size=1, max_size=8), steps=STEPS)
def test_near_is_as_whole(first: list[int], steps: list[int | tuple[str, int]]) -> None:
    """Whatever pages and decisions come one after the other, the ledger is as if everything were linked at the end."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in dict.fromkeys(first)])
        relink(ledger, copies_of(ledger))
        for step in steps:
            if isinstance(step, int):
                keep(ledger, [told(step)])
            else:
                decide(ledger, *step)
            follow_near(ledger)
        near, index = shown(ledger), index_of(ledger)
        relink(ledger, copies_of(ledger))
        assert shown(ledger) == near
        assert index_of(ledger) == index
        ledger.verify()


def test_a_decision_changes_no_words_rareness(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(70)])
        relink(ledger, copies_of(ledger))
        for pick, verb in enumerate(("accept", "merge", "split", "reject", "undo")):
            decide(ledger, verb, pick)
            follow_near(ledger)
        near, index = shown(ledger), index_of(ledger)
        assert any(rare != "[]" for *_, rare, _ in index["pages"])  # type: ignore[attr-defined]
        relink(ledger, copies_of(ledger))
        assert (shown(ledger), index_of(ledger)) == (near, index)


def test_a_page_alone_is_compared_with_its_neighbours_alone(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(40)])
        relink(ledger, copies_of(ledger))
        edition = ledger.edition()
        keep(ledger, [told(44)])
        near = relinked_near(ledger, ledger.waiting(), rule="best-placed")
        assert near is not None
        assert len(near.card.seats) < len(ledger.sightings()) / 2
        ledger.derive(near.derived, near.card)
        assert ledger.edition() != edition


@pytest.mark.parametrize("kind", ["pages", "rules", "removed"])
def test_much_or_another_rule_links_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(6)])
        relink(ledger, copies_of(ledger))
        keep(ledger, [told(8)])
        if kind == "pages":
            monkeypatch.setattr(nearing, "GROWTH", 0.1)
        if kind == "removed":
            ledger.remove("page 1", by="ann", why="asked")
        rule = "range" if kind == "rules" else "best-placed"
        assert relinked_near(ledger, ledger.waiting(), rule=rule) is None
        bring_up(ledger, rule=rule)
        assert not ledger.is_unlinked()
        assert ledger.waiting() == ()
        assert ledger.rule() == rule


def test_what_decisions_are_about_is_read_of_their_pages_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(12)])
        relink(ledger, copies_of(ledger))
        for pick, verb in enumerate(("accept", "merge", "correct day", "split", "reject", "undo")):
            decide(ledger, verb, pick)
            follow_near(ledger)
        sightings = {each.id: each for each in ledger.sightings()}
        every = overruled(sightings, ledger.decisions(), articles=ledger.page_ids())[1]
        monkeypatch.setattr(Ledger, "sightings", None)
        assert standings(ledger) == every


SCANNED = ("VIRTUAL TABLE", "CONSTANT", "subquery", "waiting", "rules")  # lists, and what does not grow with the ledger


def test_neither_a_page_nor_a_decision_goes_through_a_table(tmp_path: Path) -> None:
    """Every statement finds its rows by an index, and by one that tells more than what most rows have in common."""
    said: list[str] = []

    def listen(opened: sqlite3.Connection, *_: object) -> None:
        opened.set_trace_callback(said.append)

    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(12)])
        relink(ledger, copies_of(ledger))
        event.listen(ledger._engine, "checkout", listen)
        for seed in (13, 14, 15):
            keep(ledger, [told(seed)])
            follow_near(ledger)
        for verb in ("accept", "merge", "correct day", "undo"):
            before = len(said)
            decide(ledger, verb, 1)
            del said[before:]  # the test looks at all incidents to choose one
            follow_near(ledger)
        event.remove(ledger._engine, "checkout", listen)
        plans = {each: _plan(ledger, each) for each in set(said) if each.split()[0] in ("SELECT", "UPDATE", "DELETE")}
    assert len(plans) > 40
    assert not {words: plan for words, plan in plans.items() if any(map(_is_wide, plan))}


def _plan(ledger: Ledger, words: str) -> list[str]:
    with ledger._engine.connect() as connection:
        raw = connection.connection.cursor()
        return [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {words}").fetchall()]


def _is_wide(step: str) -> bool:
    scans = step.startswith("SCAN") and not any(each in step for each in SCANNED)
    return scans or step.endswith(("(current=?)", "(scope=?)", "(newest=?)"))
