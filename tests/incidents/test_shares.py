"""Sightings cut into shares of any size are linked as they are in one."""

from __future__ import annotations

import random

import pytest
from making import KHARKIV_REGION, POLTAVA, at, on, sighting

from istor.incidents.batches import batches, compare_batch, links_of, together
from istor.incidents.blocking import blocks_of, printed_again
from istor.incidents.comparison import compare, is_telling
from istor.incidents.grounds import Context
from istor.incidents.incident import Link, Sighting
from istor.incidents.meeting import all_keyed, keyed, packed, pairs
from istor.incidents.shares import across, link_share, shares

TOLD = {
    each.id: each
    for number in range(30)
    for each in [
        sighting(
            f"s{number:02}",
            article_id=f"page-{number // 2 * 2 if number > 24 else number}",
            date=on(f"2025-03-{number % 5 + 1:02}") if number % 7 else None,
            place=at((POLTAVA, KHARKIV_REGION)[number % 2]) if number % 3 else sighting("s").place,
            killed=number % 4,
            injured=number % 3,
        )
    ]
}
CONTEXT = Context(
    origins={"page-4": "page-9", "page-11": "page-9"},
    quotations={f"page-{number}": frozenset({"q"}) for number in (1, 6, 14)},
    names={f"page-{number}": frozenset({f"ada lark {number % 5}"}) for number in range(20)},
)


def linked(sightings: dict[str, Sighting], size: int) -> tuple[list[Link], dict[str, bytes], int]:
    """The links of all shares and of what meets across them, the keys of each sighting, and how many pairs were asked."""
    cut = list(shares(sightings, context=CONTEXT, size=size))
    answers = [link_share(share) for share in cut]
    links = [link for share, one in zip(cut, answers, strict=True) for link in links_of(share.ids, one.compared)]
    asked = sum(one.pairs for one in answers)
    whole = all_keyed([one.keyed for one in answers])
    met = across(whole, sizes=[len(share.ids) for share in cut])
    for batch in batches(together(met), sightings, context=CONTEXT):
        links += links_of(batch.ids, compare_batch(batch))
        asked += batch.pairs
    return links, dict(packed(whole)), asked


@pytest.mark.parametrize("size", [1, 4, 11, 100])
def test_shares_of_any_size_link_what_meets(size: int) -> None:
    again = printed_again(CONTEXT.origins)
    blocks = {name: blocks_of(each, CONTEXT, again) for name, each in TOLD.items()}
    all_links = [compare(TOLD[a], TOLD[b], context=CONTEXT) for a, b in pairs(blocks.items())]
    telling = [link for link in all_links if is_telling(link) and TOLD[link.a].article_id != TOLD[link.b].article_id]
    links, keys, asked = linked(TOLD, size)
    assert sorted(links, key=lambda link: (link.a, link.b)) == telling
    assert len(telling) > 20 and len(all_links) - 5 <= asked <= len(all_links)
    assert keys == dict(packed(keyed(blocks.items())))


def test_shares_are_cut_alike_whatever_the_order() -> None:
    shuffled = dict(random.Random(3).sample(list(TOLD.items()), len(TOLD)))
    assert linked(shuffled, 7) == linked(TOLD, 7)
    assert [share.ids for share in shares(shuffled, context=CONTEXT, size=7)] == [
        share.ids for share in shares(TOLD, context=CONTEXT, size=7)
    ]


def test_one_region_and_day_lies_together() -> None:
    (first, *_) = shares(TOLD, context=CONTEXT, size=6)
    days = [TOLD[name].date for name in first.ids]
    assert len({day.edtf if day else None for day in days}) <= 3


def test_nothing_makes_no_share() -> None:
    assert not list(shares({}, context=CONTEXT)) and not len(across(all_keyed([]), sizes=[]).codes)
