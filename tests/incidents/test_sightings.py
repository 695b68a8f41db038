"""From claims to sightings: what is one attack, what are two, and what is none."""

from __future__ import annotations

import pytest
from claiming import AIR, SHELLS, Told, article_of
from hypothesis import given, settings
from hypothesis import strategies as st

import istor

TWO_DEAD = (("two", "killed", 2),)


def places(*told: Told) -> list[str | None]:
    """The place words of the sightings, in order."""
    return [s.place.words if s.place else None for s in article_of(*told)[0]]


def test_one_attack_told_three_times_is_one_sighting() -> None:
    (one,), _ = article_of(
        Told("Drones struck Sumy on 4 March.", "struck", AIR, ("Sumy",), days={"4 March": "2025-03-04"}),
        Told("The attack killed two.", "attack", None, tolls=TWO_DEAD, anaphor=True),
        Told("Drones hit a mill in Sumy, police said.", "hit", AIR, ("Sumy",), targets=("a mill",)),
    )
    assert one.final.killed == (2, 2) and one.date and one.date.words == "4 March"
    assert [target.words for target in one.targets] == ["a mill"] and len(one.claims) == 3


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            (
                Told("Drones struck Sumy, killing two.", "struck", AIR, ("Sumy",), TWO_DEAD),
                Told("Shells fell on Poltava and killed one.", "fell", SHELLS, ("Poltava",), (("one", "killed", 1),)),
            ),
            ["Sumy", "Poltava"],
            id="two cities",
        ),
        pytest.param(
            (
                Told("Shells hit Stepove, Luhove and Hai, killing two.", "hit", SHELLS, ("Stepove", "Luhove", "Hai"), TWO_DEAD),
            ),
            ["Stepove"],
            id="villages with one outcome, under the first",
        ),
        pytest.param(
            (
                Told("Drones hit offices in Stepove and Luhove.", "hit", AIR, ("Stepove", "Luhove"), by="Drones"),
                Told("One clerk was hurt in Luhove.", None, None, ("Luhove",), (("One", "injured", 1),)),
            ),
            ["Stepove", "Luhove"],
            id="a figure of its own makes a named place a scene",
        ),
        pytest.param(
            (
                Told("Rockets hit a mill in Sumy at dawn.", "hit", SHELLS, ("Sumy",), days={"dawn": ""}, targets=("a mill",)),
                Told("Near midnight drones hit a school in Sumy.", "hit", AIR, ("Sumy",), days={"midnight": ""}, targets=("a school",)),
            ),
            ["Sumy", "Sumy"],
            id="another means at another hour",
        ),
        pytest.param(
            (
                Told("Drones hit Sumy on 4 March.", "hit", AIR, ("Sumy",), days={"4 March": "2025-03-04"}),
                Told("On 1 March shells killed two in Sumy.", "killed", SHELLS, ("Sumy",), TWO_DEAD, days={"1 March": "2025-03-01"}),
            ),
            ["Sumy", "Sumy"],
            id="two days in one town",
        ),
        pytest.param(
            (
                Told("A mill in Sumy was hit by a drone.", "hit", AIR, ("Sumy",), targets=("mill",)),
                Told("Another drone hit a car in Sumy and killed two.", "hit", AIR, ("Sumy",), TWO_DEAD, more={"cues": ("another",)}),
            ),
            ["Sumy", "Sumy"],
            id="another one in the same town",
        ),
        pytest.param(
            (
                Told("Shells hit the old quarter of Kharkiv, killing two.", "hit", SHELLS, ("Kharkiv",), TWO_DEAD),
                Told("The strike was the third in Kharkiv region.", "strike", None, ("Kharkiv region",), anaphor=True),
            ),
            ["Kharkiv"],
            id="its region adds no scene",
        ),
    ],
)  # fmt: skip
def test_one_or_two(told: tuple[Told, ...], expected: list[str | None]) -> None:
    assert places(*told) == expected


def test_the_kind_of_an_attack_told_with_what_it_did() -> None:
    page = "An air attack with missiles targeted a depot in Sumy.\n\nThe missiles killed two clerks, officials said."
    assert [s.type for s in istor.read(page).sightings] == [AIR]
    page = "Shells fell on Sumy, injuring two men.\n\nThe attack set fire to a mill in Sumy, injuring a clerk."
    assert [s.type for s in istor.read(page).sightings] == [SHELLS]


def test_what_was_told_of_both_places_holds_for_each() -> None:
    found, _ = article_of(
        Told("Drones hit offices in Stepove and Luhove.", "hit", AIR, ("Stepove", "Luhove"), by="Drones", targets=("offices",)),
        Told("One clerk was hurt in Luhove.", None, None, ("Luhove",), (("One", "injured", 1),)),
    )  # fmt: skip
    assert [s.type for s in found] == [AIR, AIR] and all(s.actors and s.targets for s in found)
    assert [s.final.injured for s in found] == [None, (1, 1)]


def test_a_countrywide_barrage_is_wide_and_its_city_an_incident() -> None:
    found, _ = article_of(
        Told("Russia launched 120 drones at Ukraine.", "launched", AIR, ("Ukraine",), weapons={"drones": 120}),
        Told("In Sumy a drone hit a mill and killed two.", "hit", AIR, ("Sumy",), TWO_DEAD, targets=("a mill",)),
    )
    assert [s.scope for s in found] == ["wide", "incident"]
    assert found[0].final.killed is None and found[1].final.killed == (2, 2)


def test_counts_with_their_own_days_are_barrages_of_their_own() -> None:
    found, _ = article_of(
        Told(
            "A raid of 500 drones on Monday and one of 315 UAVs on Tuesday hit Ukraine.",
            "raid",
            AIR,
            ("Ukraine",),
            days={"Monday": "2025-06-09", "Tuesday": "2025-06-10"},
            weapons={"drones": 500, "UAVs": 315},
        )
    )
    assert [(s.scope, s.weapons[0].launched) for s in found] == [("wide", 500), ("wide", 315)]


def test_a_barrage_with_the_figures_of_one_city_is_that_city_s() -> None:
    figures = (("three", "killed", 3), ("sixty", "injured", 60))
    found, _ = article_of(
        Told("Drones fell across Ukraine: three died, sixty hurt.", "fell", AIR, ("Ukraine",), figures, more={"scope": "wide"}),
        Told("In Sumy drones hit flats: three died, sixty hurt.", "hit", AIR, ("Sumy",), figures, targets=("flats",)),
    )  # fmt: skip
    assert [(s.scope, s.final.killed) for s in found] == [("incident", (3, 3))]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (Told("Two died in Sumy.", None, None, ("Sumy",), (("Two", "killed", 2),)), "no attack"),
        (Told("They may bomb Sumy.", "bomb", AIR, ("Sumy",), more={"factuality": "hypothetical"}), "hypothetical"),
        (Told("An attack was heard of.", "attack"), "nothing of its own"),
        (
            Told("The raid of 1990 killed two.", "raid", SHELLS, (), TWO_DEAD, more={"factuality": "background"}),
            "past without a place",
        ),
    ],
)
def test_what_makes_no_sighting_is_refused_with_its_reason(told: Told, reason: str) -> None:
    found, refused = article_of(told)
    assert not found and [refusal.because for refusal in refused] == [reason]


def test_a_mention_in_passing_beside_the_news_is_refused() -> None:
    found, refused = article_of(
        Told("Drones struck Sumy, killing two.", "struck", AIR, ("Sumy",), TWO_DEAD),
        Told("He spoke in Poltava, which faced an attack.", "attack", AIR, ("Poltava",), more={"cues": ("passing",)}),
    )
    assert [s.place.words for s in found if s.place] == ["Sumy"]
    assert [refusal.because for refusal in refused] == ["told in passing"]


def test_the_past_is_background() -> None:
    news = Told("Drones struck Sumy on 4 March.", "struck", AIR, ("Sumy",), days={"4 March": "03-04"})
    past = Told("On 1 February shells killed two in Poltava.", "killed", SHELLS, ("Poltava",), TWO_DEAD, days={"1 February": "02-01"})  # fmt: skip
    later = Told("On 5 March shells killed two in Poltava.", "killed", SHELLS, ("Poltava",), TWO_DEAD, days={"5 March": "03-05"})  # fmt: skip
    assert [s.role for s in article_of(news, past)[0]] == ["main", "background"]
    assert [s.role for s in article_of(news, later)[0]] == ["main", "main"]


def test_a_headline_confirms_and_adds_nothing_beside_a_body() -> None:
    head = Told("Drones kill two in Sumy", "kill", AIR, ("Sumy",), TWO_DEAD, more={"headline": True})
    body = Told("Drones struck Sumy and killed four.", "struck", AIR, ("Sumy",), (("four", "killed", 4),))
    other = Told("Shells kill two in Poltava", "kill", SHELLS, ("Poltava",), TWO_DEAD, more={"headline": True})
    assert [s.final.killed for s in article_of(head, body)[0]] == [(4, 4)]
    assert places(other, body) == ["Sumy"]
    assert places(head) == ["Sumy"]  # a page without a body


def test_the_one_attacker_named_twice_is_behind_the_third() -> None:
    told = [
        Told("Russia hit Sumy and killed two.", "hit", AIR, ("Sumy",), TWO_DEAD, by="Russia"),
        Told("Russia hit Poltava and killed two.", "hit", AIR, ("Poltava",), TWO_DEAD, by="Russia"),
        Told("In Stepove a drone killed two.", "killed", AIR, ("Stepove",), TWO_DEAD),
    ]
    assert [[actor.words for actor in s.actors] for s in article_of(*told)[0]] == [["Russia"]] * 3
    assert not article_of(told[0], told[2])[0][1].actors


WORDS = ("Sumy", "Poltava", "Stepove", "Ukraine", "Kharkiv region")
TELLINGS = st.builds(
    lambda place, kind, number, day, cue, scope: Told(
        f"Drones struck {place} on 4 March, killing two.",
        "struck",
        kind,
        (place,),
        (("two", "killed", number),) if number else (),
        days={"4 March": day} if day else {},
        more={"cues": cue, "scope": scope},
    ),
    st.sampled_from(WORDS),
    st.sampled_from([AIR, SHELLS, "Other"]),
    st.integers(0, 60),
    st.sampled_from(["", "2025-03-04", "2025-03-01", "03-04"]),
    st.sampled_from([(), ("another",), ("earlier",)]),
    st.sampled_from(["incident", "wide", "aggregate"]),
)


@settings(max_examples=80)
@given(st.lists(TELLINGS, max_size=7))
def test_every_claim_is_told_or_refused_and_ids_are_lasting(told: list[Told]) -> None:
    found, refused = article_of(*told)
    assert article_of(*told) == (found, refused)
    assert len({s.id for s in found}) == len(found)
    kept = {claim for s in found for claim in s.claims} | {refusal.of for refusal in refused}

    assert len(kept) == len(told)
    for sighting in found:
        assert sighting.date is None or sighting.date.range is None or sighting.date.range.days > 0
        assert sighting.claims and sighting.spans


def test_figures_of_many_attacks_are_a_count_and_no_sighting_s() -> None:
    found, _ = article_of(
        Told("Drones hit a mill in Sumy and killed two.", "hit", AIR, ("Sumy",), TWO_DEAD, targets=("a mill",)),
        Told("Since May, 18 attacks left 54 dead.", "attacks", AIR, (), (("54", "killed", 54),)),
    )
    assert [(s.scope, s.final.killed) for s in found] == [("incident", (2, 2)), ("aggregate", (54, 54))]


def test_what_a_number_of_attacks_cost_is_their_toll_and_no_sighting_s() -> None:
    text = (
        "A drone hit a mill in Sumy, killing two people. It brings the number of drone attacks on the region since the "
        "start of the year to 37. These attacks left 54 dead, among them nine children.\nThey spread over two towns:\n"
        "• Okhtyrka: three attacks left 40 people dead.\n• Trostianets: one attack killed five people."
    )
    found = istor.read(text, source_id="a.txt").sightings
    assert [s.final.killed for s in found if s.scope == "incident"] == [(2, 2)]
    assert (54, 54) in [s.final.killed for s in found if s.scope == "aggregate"]


def test_strikes_told_together_keep_their_toll() -> None:
    text = "Drones hit two mills in Sumy on Monday. These strikes killed four people."
    (found,) = istor.read(text, source_id="a.txt").sightings
    assert found.scope == "incident" and found.final.killed == (4, 4)


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        (
            "After Monday's strikes on Sumy, drones hit a car in Kharkiv on Wednesday, killing two.",
            "Kharkiv",
            "Wednesday",
        ),
        ("After a missile strike on Kharkiv on Monday, rescuers found two more bodies.", "Kharkiv", "Monday"),
        (
            "After midnight on Monday, drones hit a market in Sumy, killing two people.",
            "Sumy",
            "After midnight on Monday",
        ),
    ],
)
def test_what_comes_after_another_attack_has_its_own_day_and_place(text: str, place: str, day: str) -> None:
    (found,) = istor.read(text, source_id="a.txt").sightings
    assert found.place is not None and found.place.words == place
    assert found.date is not None and found.date.words == day


def test_what_points_back_tells_more_closely_where() -> None:
    text = "Turkey bombed the canton of Qamishli. Four people were hurt. The attack was directed against the village of Rimak."
    (found,) = istor.read(text, source_id="a.txt").sightings
    assert found.final.injured == (4, 4)


def test_a_quarter_told_with_its_town_is_no_second_scene() -> None:
    text = "A drone hit a car in Qamishli on Tuesday. A monitor said the strike hit the Hilaliye district, in Qamishli."
    (found,) = istor.read(text, source_id="a.txt").sightings
    assert found.place is not None and found.place.words == "Hilaliye"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gen. Ann Lark, commander of the coalition in Iraq and Syria, said an air raid killed two guards.", None),
        ("Oleh Ruta, governor of Sumy region, said a shell hit a school, killing two.", "Sumy region"),
    ],
)
def test_a_country_of_the_speaker_s_office_is_no_scene(text: str, place: str | None) -> None:
    (found,) = istor.read(text, source_id="a.txt").sightings
    assert (found.place.words if found.place else None) == place


def test_the_town_of_a_victims_office_is_no_second_scene() -> None:
    text = "A drone hit a car near Luhove on Tuesday, killing two council members and their driver.\n"
    told = (
        "The council named the dead as Ada Lark, co-chair of the Izium town assembly, and Omar Reed. A guard was hurt."
    )
    (found,) = istor.read(text + told, source_id="a.txt").sightings
    assert found.place is not None and found.place.words == "Luhove"
    assert found.final.killed == (3, 3) and found.final.injured == (1, 1)


def test_the_town_of_an_office_is_the_scene_where_its_clause_tells_of_an_attack() -> None:
    (found,) = istor.read("Gunmen shot dead the mayor of Izium on Tuesday.", source_id="a.txt").sightings
    assert found.place is not None and found.place.words == "Izium"


def test_the_surroundings_of_two_cities_are_one_scene() -> None:
    text = "Missiles were fired at the surroundings of Hama and Tartus. The attack wounded two people."
    (found,) = istor.read(text, source_id="a.txt").sightings
    assert found.final.injured == (2, 2)


def test_a_calendar_day_opens_another_attack() -> None:
    text = "Drones hit a mill in Sumy today, wounding one man.\nOn 4 March, drones killed two people in Sumy."
    found = istor.read(text, source_id="a.txt").sightings
    assert [s.final.killed for s in found] == [None, (2, 2)]


def test_an_hour_is_of_the_day_told_next() -> None:
    body = "A missile strike on a tower block killed one person. That was the count at 18:30."
    found = istor.read(f"{body}\n\nOn the evening of June 3 troops fired a missile at Dnipro.", language="en").sightings
    assert [one.final.killed for one in found] == [(1, 1)]


@pytest.mark.parametrize(
    ("clock", "first"),
    [
        ("12:30 a.m. Moscow time", "2025-01-07T21:30:00+00:00"),
        ("12:30 a.m. Kyiv time", "2025-01-07T22:30:00+00:00"),
        ("12:30 a.m. local time", "2025-01-07T22:30:00+00:00"),
        ("12:30 a.m. GMT", "2025-01-08T00:30:00+00:00"),
    ],
)
def test_a_clock_s_zone_is_no_place_that_was_hit(clock: str, first: str) -> None:
    text = f"A missile strike killed eight people in Kupiansk at {clock} on 8 January 2025, officials said."
    (one,) = istor.read(text, source_id="a.txt", language="en").sightings
    assert one.place and one.place.words == "Kupiansk"
    assert one.utc_earliest and one.utc_earliest.isoformat() == first


@pytest.mark.parametrize(
    ("last", "scopes"),
    [
        ("In all, five people died in Sumy.", ["incident", "incident", "aggregate"]),
        ("Five people died in Sumy.", ["incident", "incident", "aggregate"]),
        ("In total, six people died in Sumy.", ["incident", "incident", "aggregate"]),
        ("Six people died in Sumy.", ["incident", "incident"]),
        ("In all, two people died in Sumy.", ["incident", "incident"]),
    ],
)
def test_a_bare_count_of_the_dead_of_several_attacks_is_a_total(last: str, scopes: list[str]) -> None:
    text = f"Missiles hit a mill in Sumy at dawn and killed three people. Near midnight drones hit a school in Sumy, killing two people. {last}"
    found = istor.read(text, published="2025-03-05").sightings
    assert [sighting.scope for sighting in found] == scopes


def test_the_lines_of_a_breakdown_are_of_their_total() -> None:
    text = "Shelling killed a woman in Sumy on Tuesday. Air strikes and shelling killed 54 people in the Sumy region over the past week. Eight civilians were killed."
    found = istor.read(text, published="2025-03-05").sightings
    assert [(sighting.scope, sighting.final.killed) for sighting in found] == [
        ("incident", (1, 1)),
        ("aggregate", (54, 54)),
    ]


def test_the_next_attack_is_in_the_same_town_and_not_in_the_same_quarter() -> None:
    text = "Drones hit a house in the Saltivka district of Kharkiv on Tuesday evening, killing two people. Earlier on Tuesday a missile had struck a school, killing five people."
    first, second = istor.read(text, published="2025-03-05").sightings
    assert first.place and first.place.place and first.place.place.name == "Saltivka"
    assert second.place and second.place.place and second.place.place.name == "Kharkiv"


@pytest.mark.parametrize(
    ("headline", "body", "injured"),
    [
        ("Two hurt in Sumy shelling", "A toddler was wounded by a shell in Sumy on Friday.", 2),
        ("Boy, 10, hurt in Sumy shelling", "A 10-year-old boy was wounded by a shell in Sumy on Friday.", 1),
        ("Nine hurt in Sumy shelling", "Eight people were wounded by a shell in Sumy on Friday.", 8),
        (
            "Nine hurt in shelling",
            "A man was wounded by a shell in Sumy on Friday.\n\nA drone wounded a woman in Poltava on Saturday.",
            1,
        ),
    ],
)
def test_a_headline_counts_where_the_body_tells_of_single_people(headline: str, body: str, injured: int) -> None:
    page = istor.read(f"{headline}\n\n{body}", source_id="a.txt", published="2025-03-09")
    found = page.sightings[0].final.injured
    assert found and found[0] == injured


def test_a_headline_goes_to_the_attack_of_its_hour() -> None:
    text = (
        "Drones hit Kharkiv school on Tuesday evening\n\nDrones hit a school in the Saltivka district of Kharkiv on Tuesday evening, killing two people.\n\n"
        "At noon a missile had struck a market in Kharkiv, killing five people."
    )
    first, second = istor.read(text, published="2025-03-05").sightings
    assert ["drone" in weapon.words.lower() for weapon in first.weapons] == [True]
    assert [weapon.words for weapon in second.weapons] == ["missile"]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Sumy on Thursday marked a year since a missile killed six people at the mill on 5 March 2025.", "2025-03-05"),
        ("Sumy on Thursday mourned six people killed by a missile at the mill on 5 March 2025.", "2025-03-05"),
        ("Thursday marked the third missile strike on Sumy this week; six people were killed.", "2026-03-05"),
    ],
)
def test_the_day_of_remembering_is_not_the_attack_s(told: str, day: str) -> None:
    (sighting,) = istor.read(told, published="2026-03-05").sightings
    assert sighting.date and sighting.date.range and sighting.date.range.earliest.isoformat() == day


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("A clerk pleaded guilty on Monday in the shooting death of 19-year-old Ada Lark.", ["main"]),
        ("A clerk was charged on Monday in a shooting that killed a neighbour, the court said.", []),
        (
            "A clerk was charged in the shooting death of a neighbour.\n\nDrones hit Sumy on Monday, killing two people.",
            ["main"],
        ),
    ],
)
def test_a_past_attack_without_a_place_is_news_only_where_a_page_tells_no_other(text: str, roles: list[str]) -> None:
    assert [each.role for each in istor.read(text, published="2025-03-05").sightings] == roles


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        (
            "Around 11:15 p.m. on Friday, a boy was shot in the hip in Kharkiv.\n\nAround 6:45 a.m., a woman was shot in the arm "
            "in Kharkiv.",
            2,
        ),
        # What follows an attack has hours of its own.
        (
            "A man was shot in Kharkiv around 9 p.m. on Friday. Officers were called at 9:10 p.m. and a woman was shot "
            "in the yard. At 10:30 p.m. he was pronounced dead.",
            1,
        ),
    ],
)
def test_a_round_up_goes_on_with_another_hour(text: str, hours: int) -> None:
    assert len(istor.read(text, source_id="a.txt", published="2025-03-09").sightings) == hours
