"""No victim's name leaves the building, wherever it stands."""

from __future__ import annotations

import math

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from making import KHARKIV, article, at, on, span
from msgspec.structs import replace

from istor.claims.claim import Actor, Target
from istor.geography.place import Candidate
from istor.ledger.entry import Account, Dissent, Entry, Figure
from istor.publication.coarsening import coarse, doubted
from istor.publication.policy import Named
from istor.publication.redaction import redact_entry

NAME = "Olena Petrenko"


def told() -> Entry:
    quote = f"“{NAME} was asleep”"
    account = Account(
        sighting_id="s",
        article_id="a",
        harm="killed",
        group="women",
        low=1,
        high=1,
        words=NAME,
        span=span(),
        origin=f"speaker sister of {NAME}",
        speaker=f"a sister of {NAME}",
        publisher="The Daily",
        because=f"{NAME} is named",
    )
    figure = Figure(
        harm="killed", group="all", rule="r", because=f"1 killed: {quote}", low=1, best=1, high=1, accounts=(account,)
    )
    place = replace(at(KHARKIV), lat=49.987654, candidates=(Candidate(place=KHARKIV, score=1.0, because="largest"),))
    return Entry(
        incident_id="incident-1",
        type="Attack",
        scope="incident",
        date=on("2025-03-04"),
        place=place,
        actors=(Actor(words=f"killers of {NAME}", span=span(), stance="stated"),),
        weapons=(),
        targets=(Target(words="the home of the Petrenko family", span=span(), kind="residential"),),
        figures=(figure,),
        history=(),
        dissents=(Dissent(sighting_id="s", words=quote, span=span(), because="a quotation"),),
        pages=1,
        publishers=1,
        origins=1,
        copies=0,
    )


def test_an_entry_and_its_pages_hold_no_name_and_no_precise_point() -> None:
    page = article("a", published="2025-03-05", title=f"{NAME} dies at home", url="https://daily.example/petrenko")
    published = redact_entry(told(), [page], people=[Named(words=NAME, because="killed")])
    written = msgspec.json.encode(published).decode()
    assert "petrenko" not in written.lower()
    assert "olena" not in written.lower()
    assert "49.98765" not in written
    assert published.entry.place is not None
    assert (published.entry.place.lat, published.entry.place.lon) == (49.98, 36.24)
    assert published.entry.incident_id == "incident-1"
    assert published.withheld == 1
    assert published.entry.review == "machine-read, unreviewed"


def test_an_entry_without_victims_stays_as_it_is() -> None:
    entry = replace(told(), place=None)
    assert redact_entry(entry, []).entry == entry


@given(st.floats(-89, 89), st.floats(-180, 180), st.sampled_from([1000, 2000, 5000, 10_000]))
def test_a_point_is_moved_less_than_its_grid_and_has_two_decimals(lat: float, lon: float, grid_m: int) -> None:
    row, column = coarse(lat, lon, grid_m=grid_m)
    north, east = abs(row - lat), abs(column - lon) * math.cos(math.radians(row))
    assert (
        math.hypot(north, east) * 111_320 <= doubted(0, grid_m=grid_m) + 1600
    )  # a step is a multiple of a hundredth of a degree
    assert all(len(repr(each).partition(".")[2]) <= 2 for each in (row, column))
