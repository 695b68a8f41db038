"""One incident's entry: what is chosen, counted and kept as dissent."""

from __future__ import annotations

from typing import Any

import pytest
from making import KHARKIV_REGION, actor, article, at, on, sighting, span, speaker, toll
from msgspec.structs import replace

from istor.articles.article import Copy
from istor.claims.claim import Person
from istor.incidents.incident import Incident, Sighting
from istor.ledger.accounting import account
from istor.ledger.describing import named_dead
from istor.ledger.entry import Entry

MAYOR = speaker("the mayor", "official")
PROSECUTOR = speaker("the prosecutor's office", "prosecutor")


def entry_of(*sightings: object, copies: tuple[Copy, ...] = (), **days: str) -> Entry:
    articles = {
        s.article_id: article(s.article_id, publisher=f"of {s.article_id}", published=days.get(s.id))  # type: ignore[attr-defined]
        for s in sightings
    }
    by_id = {s.id: s for s in sightings}  # type: ignore[attr-defined]
    incident = Incident(id="i", sightings=tuple(by_id))
    return account(incident, by_id, articles, copies)  # type: ignore[arg-type]


def test_pages_publishers_and_origins_are_three_counts() -> None:
    found = entry_of(
        sighting("s1", tolls=(toll(3, who=PROSECUTOR),)),
        sighting("s2", tolls=(toll(3, who=PROSECUTOR),)),
        sighting("s3", tolls=(toll(3, who=PROSECUTOR),)),
        copies=(Copy(article_id="page-s2", of="page-s1", kind="exact", likeness=1.0, because=""),),
    )
    assert (found.pages, found.publishers, found.origins, found.copies) == (3, 3, 1, 1)


def test_the_narrow_day_and_the_precise_place_win() -> None:
    found = entry_of(
        sighting("s1", date=on("2025-03-03", "2025-03-04"), place=at(KHARKIV_REGION)), sighting("s2", type="Other")
    )
    assert found.date_from == "s2" and found.place_from == "s2"
    assert found.type == "Air/drone strike"


def test_history_tells_each_step_and_what_it_replaces() -> None:
    found = entry_of(
        sighting("s1", tolls=(toll(1, who=MAYOR, article_id="page-s1"),)),
        sighting("s2", tolls=(toll(3, who=MAYOR, article_id="page-s2"),)),
        s1="2025-03-04",
        s2="2025-03-05",
    )
    assert [(step.low, step.supersedes) for step in found.history] == [(1, None), (3, 0)]


def test_a_count_that_is_repeated_is_no_step_and_one_replaced_on_its_page_is() -> None:
    replaced = replace(toll(2, who=MAYOR, article_id="page-s1"), superseded=True)
    found = entry_of(
        sighting("s1", tolls=(replaced, toll(4, who=MAYOR, article_id="page-s1", start=9))),
        sighting("s2", tolls=(toll(4, who=MAYOR, article_id="page-s2"),)),
        s1="2025-03-04",
        s2="2025-03-05",
    )
    assert [(step.low, step.supersedes) for step in found.history] == [(2, None), (4, 0)]


def test_an_earlier_count_that_a_page_says_is_overtaken_stands_before_its_own_and_is_no_voice() -> None:
    hospital, reports = speaker("the hospital", "hospital"), speaker("earlier reports", "unnamed")
    pages = {"a": article("a", published="2025-03-05"), "b": article("b", published="2025-03-06")}
    first = sighting("s1", article_id="a", tolls=(toll(9, who=hospital),))
    later = sighting("s2", article_id="b", tolls=(toll(7, who=hospital), toll(9, who=reports, superseded=True)))
    alone = sighting("s3", article_id="b", tolls=(toll(7, who=hospital), toll(8, who=reports, superseded=True)))
    found = account(Incident(id="i", sightings=("s1", "s2")), {"s1": first, "s2": later}, pages, ())
    assert [(step.low, step.supersedes) for step in found.history] == [(9, None), (7, 0)]
    assert found.origins == 1
    found = account(Incident(id="i", sightings=("s3",)), {"s3": alone}, pages, ())
    assert [(step.low, step.supersedes) for step in found.history] == [(8, None), (7, 0)]


@pytest.mark.parametrize(
    ("stamp", "hour"),
    [
        ("2025-03-05T18:05:09+02:00", "18:05"),
        ("2025-03-05T16:05:00Z", "16:05 UTC"),
        ("5 March 2025, 6:05 PM", "18:05"),
        ("05.03.2025 8:40", "08:40"),
        ("2025-03-05T00:00:00", None),
        (None, None),
    ],
)
def test_the_hour_of_a_page_is_told_where_it_gives_one(stamp: str | None, hour: str | None) -> None:
    page = article("a", published="2025-03-05", published_at=stamp)
    told = sighting("s1", article_id="a", tolls=(toll(2, who=speaker("the mayor", "official")),))
    found = account(Incident(id="i", sightings=("s1",)), {"s1": told}, {"a": page}, ())
    (figure,) = found.figures
    assert (figure.accounts[0].said_at, found.history[0].said_at) == (hour, hour)
    assert f"The mayor, page of 5 March 2025{f', {hour}' if hour else ''}." in figure.because


def test_the_dead_who_are_named_are_counted_once_and_where_nobody_doubts_them() -> None:
    def page(name: str, *people: str, **facts: Any) -> Sighting:
        persons = tuple(Person(words=each, span=span(), harm="killed") for each in people)
        return sighting(name, persons=persons, **facts)

    told = [
        page("s1", "Olena Petrenko", "Ada Lark"),
        page("s2", "Petrenko"),
        page("s3", "Ivan Koval", modality="alleged"),
    ]
    assert named_dead(told) == 2


def test_denials_and_vague_words_are_dissent() -> None:
    found = entry_of(sighting("s1", actors=(actor("RU", "denied"),), tolls=(toll(24, None, vague=True),)))
    assert sorted(dissent.because for dissent in found.dissents) == [
        "a vague word, kept as words",
        "denies having done it",
    ]
    assert found.figures[0].best is None


def test_unreviewed_until_a_person_decides() -> None:
    assert entry_of(sighting("s1")).review == "machine-read, unreviewed"
