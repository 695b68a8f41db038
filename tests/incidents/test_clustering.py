"""Groups under constraints, people's verdicts, and ids that last."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import KHARKIV_REGION, POLTAVA, at, on, sighting
from msgspec.structs import replace

from istor.decisions import Decision
from istor.incidents.clustering import cluster, decided_links
from istor.incidents.comparison import compare
from istor.incidents.grounds import Context
from istor.incidents.incident import Incident, Sighting
from istor.incidents.verdicts import Verdicts, ruled, weigh

MISSILES = "Shelling/artillery/missile attack"
PAIR = [sighting("s1"), sighting("s2", place=at(POLTAVA), date=on("2025-04-04"))]
NOON = dt.datetime(2025, 3, 6, 12, tzinfo=dt.UTC)


def clustered(sightings: list[Sighting], **facts: object) -> tuple[Incident, ...]:
    """`decisions` are the log that linking obeys."""
    context = facts.get("context")
    links = [compare(a, b, context=context) for a, b in combinations(sightings, 2)]  # type: ignore[arg-type]
    by_id = {each.id: each for each in sightings}
    verdicts = ruled(weigh(facts.pop("decisions", ()), by_id, previous=facts.get("previous", ())))  # type: ignore[arg-type]
    return cluster(sightings, links, verdicts=verdicts, **facts)  # type: ignore[arg-type]


def groups(incidents: tuple[Incident, ...]) -> set[frozenset[str]]:
    return {frozenset(incident.sightings) for incident in incidents}


def verdict(verb: str, *on_ids: str) -> Decision:
    return Decision(verb=verb, on=on_ids, by="ada", at=NOON, why="she was there")  # type: ignore[arg-type]


def test_accounts_of_one_attack_join_and_others_stay_apart() -> None:
    found = clustered([sighting("s1"), sighting("s2", type="Other"), sighting("s3", place=at(POLTAVA))])
    assert groups(found) == {frozenset({"s1", "s2"}), frozenset({"s3"})}


def test_no_chain_joins_two_that_conflict() -> None:
    """A vague account between two that conflict goes to one of them and never joins them."""
    morning = sighting("s1", date=on("2025-03-04", hours=(6, 8)), killed=1)
    vague = sighting("s2", type="Other")
    evening = sighting("s3", date=on("2025-03-04", hours=(20, 22)), killed=2)
    found = clustered([morning, vague, evening])
    assert len(found) == 2
    assert not any({"s1", "s3"} <= set(incident.sightings) for incident in found)


MILL = Context(names=dict.fromkeys((f"page-s{at}" for at in range(1, 6)), frozenset({"ada lark", "willow lane"})))


def _told_as_two(pages: int, *, killed: int | None = None) -> list[Sighting]:
    """Four accounts of one raid; so many of the pages tell a part of it as another attack without a day."""
    whole = [sighting(f"s{at}", killed=2) for at in range(1, 5)]
    return whole + [
        sighting(f"t{at}", article_id=f"page-s{at}", killed=killed, injured=3) for at in range(1, pages + 1)
    ]


@pytest.mark.parametrize(
    ("why", "pages", "killed", "groups_left"),
    [
        ("one page of several tells a part as another attack", 1, None, 1),
        ("two pages do", 2, None, 2),
        ("one page does, and counts other dead", 1, 7, 2),
    ],
)
def test_what_one_page_of_several_tells_as_two_may_be_misread(
    why: str, pages: int, killed: int | None, groups_left: int
) -> None:
    accounts = [*_told_as_two(pages, killed=killed), sighting("s5", killed=killed, injured=3)]
    assert len(clustered(accounts, context=MILL)) == groups_left, why


@pytest.mark.parametrize(
    ("why", "told", "joined"),
    [
        ("without day or town, of which the others say nothing", {"date": None, "place": at(KHARKIV_REGION)}, True),
        ("in another town, against which the others speak", {"place": at(POLTAVA)}, False),
    ],
)
def test_a_strong_link_outweighs_accounts_that_say_nothing_more_easily_than_those_that_conflict(
    why: str, told: dict, joined: bool
) -> None:
    counted = [sighting(name, killed=3, injured=9) for name in ("s1", "t1", "t2", "t3", "t4", "t5", "t6")]
    found = groups(clustered([*counted, sighting("s2", killed=3, **told)], context=MILL))
    assert len(found) == (1 if joined else 2), why


def test_ids_last_when_pages_come_and_groups_join() -> None:
    first = clustered([sighting("s2", published=dt.date(2025, 3, 5))])
    older = sighting("s1", published=dt.date(2025, 3, 4))
    grown = clustered([older, sighting("s2", published=dt.date(2025, 3, 5))], previous=first)
    assert [incident.id for incident in grown] == [first[0].id]


def test_a_join_leaves_an_alias() -> None:
    apart = clustered([sighting("s1"), sighting("s2", place=at(POLTAVA))])
    joined = clustered([sighting("s1"), sighting("s2")], previous=apart)
    assert len(joined) == 1
    assert {joined[0].id, *joined[0].aliases} == {incident.id for incident in apart}


def test_people_overrule_the_machine() -> None:
    pair = [sighting("s1"), sighting("s2")]
    assert len(clustered(pair, decisions=[verdict("never", "s1", "s2")])) == 2
    far = [sighting("s1"), sighting("s2", place=at(POLTAVA))]
    merged = clustered(far, decisions=[verdict("merge", "s1", "s2")])
    assert len(merged) == 1 and merged[0].reviewed


def test_merge_then_split_is_identity_and_undo_restores() -> None:
    far = [sighting("s1"), sighting("s2", place=at(POLTAVA))]
    before = clustered(far)
    merge = verdict("merge", "s1", "s2")
    split = verdict("split", "s1", "s2")
    assert groups(clustered(far, decisions=[merge, split])) == groups(before)
    assert groups(clustered(far, decisions=[merge, verdict("undo", merge.id)])) == groups(before)


def test_links_say_whether_they_held() -> None:
    pair = [sighting("s1"), sighting("s2")]
    links = [compare(*pair)]
    assert decided_links(links, cluster(pair, links))[0].joined


MIXED = [
    sighting("s1"),
    sighting("s2", type=MISSILES, killed=4),
    sighting("s3", type="Other"),
    sighting("s4", place=at(POLTAVA)),
    sighting("s5", place=at(POLTAVA), date=on("2025-03-05")),
    sighting("s6", date=None, killed=4, injured=9),
    sighting("s7", killed=4, injured=9),
]


@given(st.permutations(MIXED))
def test_order_does_not_matter(shuffled: list[Sighting]) -> None:
    assert clustered(shuffled) == clustered(MIXED)


@given(st.permutations(MIXED), st.integers(0, 7))
def test_batches_do_not_matter_but_for_aliases(shuffled: list[Sighting], cut: int) -> None:
    early = clustered(shuffled[:cut])
    assert groups(clustered(MIXED, previous=early)) == groups(clustered(MIXED))


@pytest.mark.parametrize("number", [0, 1])
def test_every_sighting_is_in_one_incident(number: int) -> None:
    found = clustered(MIXED[:number])
    assert sorted(member for incident in found for member in incident.sightings) == [s.id for s in MIXED[:number]]


NAMED = Context(names={f"page-s{n}": frozenset({"ada lark", "willow lane"}) for n in (1, 2, 3)})


def test_a_strong_link_outweighs_one_misread_account_and_a_weak_one_does_not() -> None:
    """Two pages name the same people; a third account of the first says another hour."""
    told = {"killed": 4, "injured": 9}
    first, again = sighting("s1", date=on("2025-03-04", hours=(6, 7)), **told), sighting("s2", date=None, **told)
    misread = sighting("s3", date=on("2025-03-04", hours=(20, 21)), **told)
    trio = [first, again, misread]
    assert len(groups(clustered(trio))) == 2
    links = [compare(a, b, context=NAMED) for a, b in combinations(trio, 2)]
    assert len(cluster(trio, links, context=NAMED)) == 1


def test_a_strong_link_joins_no_groups_that_conflict_on_the_whole() -> None:
    """One page names the same people as another group's; two more accounts of each group tell another hour."""
    dawn = [sighting(f"s{n}", date=on("2025-03-04", hours=(6, 7)), killed=4, injured=9) for n in (1, 3, 4)]
    dusk = [sighting(f"s{n}", date=on("2025-03-04", hours=(20, 21)), killed=1, injured=2) for n in (2, 5, 6)]
    everyone = [*dawn, *dusk]
    names = {"page-s1": frozenset({"ada lark", "willow lane"}), "page-s2": frozenset({"ada lark", "willow lane"})}
    context = Context(names=names)
    links = [compare(a, b, context=context) for a, b in combinations(everyone, 2)]
    assert len(cluster(everyone, links, context=context)) == 2


def test_what_was_set_aside_and_is_back_finds_the_id_there_was() -> None:
    before = cluster(PAIR, [], verdicts=Verdicts(joined=(("s1", "s2"),)))
    (whole,) = before
    left = replace(whole, sightings=("s2",))
    aside = Incident(id="incident-0", sightings=("s1",), rejected=True, reviewed=True)
    (back,) = cluster(PAIR, [], verdicts=Verdicts(joined=(("s1", "s2"),)), previous=(left, aside))
    assert (back.id, back.sightings, back.aliases) == (whole.id, ("s1", "s2"), ("incident-0",))


def test_an_id_does_not_change_for_an_older_one_it_has_taken_over() -> None:
    former = {each.sightings[0]: each.id for each in cluster(PAIR, [])}
    known = Incident(id=former["s2"], sightings=("s2", "s1"), aliases=(former["s1"],))
    assert cluster(PAIR, [], verdicts=Verdicts(joined=(("s1", "s2"),)), previous=(known,)) == (known,)


def test_who_comes_back_alone_takes_nobodys_id() -> None:
    """The founding page was taken out and comes back, apart now: its companions keep the id."""
    (whole,) = cluster(PAIR, [], verdicts=Verdicts(joined=(("s1", "s2"),)))
    left = replace(whole, sightings=("s2",))
    apart = cluster(PAIR, [], previous=(left,))
    assert {incident.sightings: incident.id == whole.id for incident in apart} == {("s2",): True, ("s1",): False}
    assert cluster(PAIR, [], previous=apart) == apart
    (again,) = cluster(PAIR, [], verdicts=Verdicts(joined=(("s1", "s2"),)), previous=(left,))
    assert again.id == whole.id


def test_who_leaves_brings_the_id_it_had_to_whom_it_joins() -> None:
    """Of two pages of one incident the older is moved away; undone, the other's id of the meantime is an alias."""
    trio = [*PAIR, sighting("s3", place=at(KHARKIV_REGION), date=on("2025-03-09"))]
    first = cluster(trio, [], verdicts=Verdicts(joined=(("s1", "s2"),)))
    moved = cluster(trio, [], verdicts=Verdicts(joined=(("s1", "s3"),)), previous=first)
    back = cluster(trio, [], verdicts=Verdicts(joined=(("s1", "s2"),)), previous=moved)
    assert {each.id: frozenset(each.sightings) for each in back} == {
        each.id: frozenset(each.sightings) for each in first
    }


def test_what_a_page_tells_as_two_stays_two_whatever_speaks_for_it() -> None:
    told = {"killed": 4, "injured": 9}
    one, two = sighting("s1", article_id="p", **told), sighting("s2", article_id="p", killed=1)
    bridge = sighting("s3", **told)
    found = clustered([one, two, bridge])
    assert not any({"s1", "s2"} <= set(incident.sightings) for incident in found)


def test_what_is_taken_apart_gets_back_all_its_former_ids() -> None:
    """Three are joined; of the two that are taken out together one id becomes theirs and the other leads to them."""
    places = (sighting("s1").place, at(POLTAVA), at(KHARKIV_REGION))
    apart = [
        sighting(f"s{number}", place=place, date=on(f"2025-0{number}-04")) for number, place in enumerate(places, 1)
    ]
    before = clustered(apart)
    first = {incident.sightings[0]: incident.id for incident in before}
    joined = cluster(apart, [], verdicts=Verdicts(joined=(("s1", "s2"), ("s2", "s3"))), previous=before)
    assert len(joined) == 1
    out = cluster(apart, [], verdicts=Verdicts(joined=(("s2", "s3"),)), previous=joined)
    assert {incident.id: incident.aliases for incident in out} == {first["s1"]: (), first["s2"]: (first["s3"],)}


steps = st.lists(
    st.tuples(st.integers(1, 7), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=4)),
    min_size=2,
    max_size=5,
)


@given(st.permutations(MIXED), steps)
def test_an_old_id_always_leads_to_one_incident(
    arriving: list[Sighting], steps: list[tuple[int, list[tuple[int, int, bool]]]]
) -> None:
    """Pages come, people join and part: every id there ever was is an incident's or leads to one, and to one alone."""
    previous: tuple[Incident, ...] = ()
    ever: set[str] = set()
    number = 0
    for more, said in steps:
        number = min(len(arriving), number + more)
        here = arriving[:number]
        names = sorted(each.id for each in here)
        pairs = [(names[min(a, b)], names[max(a, b)], join) for a, b, join in said if a != b and max(a, b) < number]
        verdicts = Verdicts(
            joined=tuple((a, b) for a, b, join in pairs if join),
            forbidden=frozenset(frozenset((a, b)) for a, b, join in pairs if not join),
        )
        links = [compare(a, b) for a, b in combinations(here, 2)]
        previous = cluster(here, links, verdicts=verdicts, previous=previous)
        led = [name for incident in previous for name in (incident.id, *incident.aliases)]
        assert len(led) == len(set(led))
        ever |= set(led)
        assert ever == set(led)
