"""What sends an entry to a person, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from making import KHARKIV, KHARKIV_REGION, POLTAVA, at, on, span
from msgspec.structs import replace

from istor.geography.place import Candidate
from istor.ledger.doubts import WEIGHTS, doubts
from istor.ledger.entry import Account, Entry, Figure

PLAIN = Entry(
    incident_id="incident-1", type="Attack", scope="incident", date=on("2025-03-04"), place=at(KHARKIV), actors=(),
    weapons=(), targets=(), figures=(), history=(), dissents=(), pages=2, publishers=2, origins=2, copies=0,
)  # fmt: skip


def account(low: int, high: int | None, *, kind: str = "official", used: bool = True) -> Account:
    return Account(
        sighting_id="s", article_id="a", harm="killed", group="all", low=low, high=high, words="w", span=span(),
        origin=f"o{low}", speaker_kind=kind, used=used,
    )  # fmt: skip


def killed(low: int | None, best: int | None, high: int | None, *accounts: Account) -> tuple[Figure, ...]:
    told = Figure(harm="killed", group="all", rule="r", because="b", low=low, best=best, high=high, accounts=accounts)
    return (told,)


def rows() -> Iterator[tuple[str, Entry, float | None, set[str]]]:
    yield "nothing to ask", PLAIN, None, set()
    yield (
        "two counts",
        replace(PLAIN, figures=killed(2, 3, 3, account(2, 2), account(3, 3))),
        None,
        {"tolls in conflict"},
    )
    yield "one count", replace(PLAIN, figures=killed(2, 2, 2, account(2, 2))), None, set()
    soldiers = killed(2, 2, 2, account(2, 2, kind="military"))
    yield "only soldiers say so", replace(PLAIN, figures=soldiers), None, {"one side only"}
    yield (
        "dozens",
        replace(PLAIN, figures=killed(None, None, None, account(24, None, used=False))),
        None,
        {"no firm toll"},
    )
    yield "somewhere in a region", replace(PLAIN, place=at(KHARKIV_REGION)), None, {"place in doubt"}
    rival = replace(at(KHARKIV), candidates=(Candidate(place=POLTAVA, score=0.4, because="b"),))
    yield "two towns of one name", replace(PLAIN, place=rival), None, {"place in doubt"}
    yield "a week", replace(PLAIN, date=on("2025-03-04", "2025-03-10")), None, {"date in doubt"}
    yield "no day", replace(PLAIN, date=None), None, {"no date"}
    yield "no place", replace(PLAIN, place=None), None, {"no place"}
    deadly = replace(PLAIN, origins=1, figures=killed(2, 2, 2, account(2, 2)))
    yield "one voice on the dead", deadly, None, {"one origin"}
    yield "a weak link", PLAIN, 1.5, {"weak link"}
    yield "a strong link", PLAIN, 9.0, set()
    yield "reviewed", replace(PLAIN, date=None, review="reviewed"), 1.5, set()


@pytest.mark.parametrize(
    ("of", "entry", "margin", "expected"), list(rows()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_reasons_to_look(of: str, entry: Entry, margin: float | None, expected: set[str]) -> None:
    found = doubts(entry, margin=margin)
    assert {doubt.kind for doubt in found} == expected, of
    assert [doubt.weight for doubt in found] == sorted((WEIGHTS[doubt.kind] for doubt in found), reverse=True)
    assert all(doubt.because.endswith(".") for doubt in found)
