"""What is put together neighbourhood by neighbourhood is what would be put together of everything at once."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from making import KHARKIV_REGION, POLTAVA, at, on, sighting

from istor.incidents.clustering import _agglomerated, _Among, cluster
from istor.incidents.comparison import compare, is_telling
from istor.incidents.grounds import Context
from istor.incidents.incident import Link, Sighting
from istor.incidents.reaching import Neighbourhood, neighbourhoods
from istor.incidents.verdicts import Verdicts

DAYS = [on("2025-03-04"), on("2025-03-05"), on("2025-03-04", "2025-03-05"), None]
PLACES = [at(KHARKIV_REGION), at(POLTAVA), sighting("s").place]
facts = st.fixed_dictionaries(
    {
        "date": st.sampled_from(DAYS),
        "place": st.sampled_from(PLACES),
        "type": st.sampled_from(["Air/drone strike", "Other", "Armed clash"]),
        "killed": st.sampled_from([None, 3, 4, 12]),
        "injured": st.sampled_from([None, 9, 14]),
        "article_id": st.sampled_from(["p1", "p2", "p3", "p4", "p5", "p6"]),
    }
)
NAMES = Context(names={page: frozenset({"ada lark", "willow lane"}) for page in ("p1", "p2")})


def told(several: list[dict[str, object]]) -> list[Sighting]:
    return [sighting(f"s{number}", **each) for number, each in enumerate(several)]


def compared(sightings: list[Sighting]) -> list[Link]:
    return [link for a, b in combinations(sightings, 2) if is_telling(link := compare(a, b, context=NAMES))]


@given(st.lists(facts, max_size=9), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=3), st.booleans())
def test_apart_or_at_once_is_one(several: list[dict[str, object]], pairs: set[tuple[int, int]], apart: bool) -> None:
    sightings = told(several)
    links = compared(sightings)
    decided = [(f"s{min(both)}", f"s{max(both)}") for both in pairs if min(both) < max(both) < len(sightings)]
    verdicts = Verdicts(forbidden=frozenset(map(frozenset, decided))) if apart else Verdicts(joined=tuple(decided))
    by_id = {each.id: each for each in sightings}
    strongest = tuple(sorted(links, key=lambda link: (-link.score, link.a, link.b)))
    whole = Neighbourhood(tuple(sorted(by_id)), strongest, tuple(decided) if not apart else ())
    at_once = {frozenset(group) for group in _agglomerated(whole, _Among(by_id, NAMES, verdicts))}
    found = cluster(sightings, links, context=NAMES, verdicts=verdicts)
    assert {frozenset(incident.sightings) for incident in found} == (at_once if sightings else set())


@given(st.lists(facts, max_size=9))
def test_every_sighting_is_in_one_neighbourhood(several: list[dict[str, object]]) -> None:
    sightings = told(several)
    links = compared(sightings)
    found = neighbourhoods([each.id for each in sightings], links)
    assert sorted(each for near in found for each in near.sightings) == sorted(each.id for each in sightings)
    assert len({link for near in found for link in near.links}) <= len(links)


def test_what_does_not_join_brings_nobody_near() -> None:
    weak = Link(a="s1", b="s2", score=2.0, agreements=())
    assert [near.sightings for near in neighbourhoods(["s1", "s2"], [weak])] == [("s1",), ("s2",)]


def test_links_to_sightings_that_were_left_out_are_left_out() -> None:
    strong = Link(a="s1", b="s9", score=9.0, agreements=())
    assert neighbourhoods(["s1"], [strong], joined=[("s1", "s9")]) == [Neighbourhood(("s1",))]
