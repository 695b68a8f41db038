"""The tolls of a paragraph: one everyday sentence of our own for each way of telling them."""

from __future__ import annotations

import pytest

from istor.claims.casualties import read_tolls
from istor.claims.claim import Toll
from istor.language import parse

Row = tuple[str, str, int, int | None]


def tolls(text: str) -> tuple[Toll, ...]:
    return read_tolls("a", next(parse([(0, text)], entities=False)))


def rows(text: str) -> set[Row]:
    return {(t.harm, t.group, t.low, t.high) for t in tolls(text)}


DEAD, HURT = "killed", "injured"

VOICES = [
    ("The number of people killed in Sunday's strike has risen to three.", {(DEAD, "all", 3, 3)}),
    (
        "Shells struck the market, killing four people and wounding 17 others.",
        {(DEAD, "all", 4, 4), (HURT, "all", 17, 17)},
    ),
    (
        "Two people were killed and five others were injured when a drone hit a bus.",
        {(DEAD, "all", 2, 2), (HURT, "all", 5, 5)},
    ),
    (
        "The raid killed a farmer and his wife, and three others were arrested.",
        {(DEAD, "all", 2, 2), (DEAD, "women", 1, 1)},
    ),
    ("The raid killed a farmer, and two of his sons were led away.", {(DEAD, "all", 1, 1)}),
    ("A drone killed two guards at the gate, and four workers were evacuated.", {(DEAD, "military", 2, 2)}),
    ("Shells killed a woman at home, and her two sons were in the yard.", {(DEAD, "women", 1, 1)}),
    (
        "Shells killed a woman and a child, and four people were hurt.",
        {(DEAD, "all", 2, 2), (DEAD, "women", 1, 1), (DEAD, "children", 1, 1), (HURT, "all", 4, 4)},
    ),
    (
        "The blast led to the death of two people and the wounding of a third.",
        {(DEAD, "all", 2, 2), (HURT, "all", 1, 1)},
    ),
    ("Shelling killed two people and wounded a third on Monday.", {(DEAD, "all", 2, 2), (HURT, "all", 1, 1)}),
    (
        "A drone killed a commander along with two of his guards.",
        {(DEAD, "military", 1, 1), (DEAD, "all", 3, 3), (DEAD, "military", 2, 2)},
    ),
    ("Shells wounded two people and damaged a third of the houses.", {(HURT, "all", 2, 2)}),
    ("The strike killed a member of the village council, Ada Lark.", {(DEAD, "all", 1, 1)}),
    (
        "The strike killed the chairwoman of the town's council, Ada Lark, and her driver.",
        {(DEAD, "other", 1, 1), (DEAD, "all", 2, 2)},
    ),
    ("The strike killed a teacher at the village school, Ada Lark, and two pupils.", {(DEAD, "all", 3, 3)}),
    ("The blast left three people dead and 13 others injured.", {(DEAD, "all", 3, 3), (HURT, "all", 13, 13)}),
    ("3 killed, 12 wounded in shelling of the port", {(DEAD, "all", 3, 3), (HURT, "all", 12, 12)}),
    ("The fire claimed the lives of four miners.", {(DEAD, "all", 4, 4)}),
    (
        "The shelling caused the death of a woman and the injury of three others.",
        {(DEAD, "women", 1, 1), (HURT, "all", 3, 3)},
    ),
    ("Rescuers pulled the bodies of five people from the rubble.", {(DEAD, "all", 5, 5)}),
    ("At least nine people died; another three are missing.", {(DEAD, "all", 9, None), ("missing", "all", 3, 3)}),
    ("Gunmen kidnapped two aid workers.", {("abducted", "all", 2, 2)}),
    ("Some 400 people were displaced.", {("displaced", "all", 360, 440)}),
    ("A nurse was killed and another wounded.", {(DEAD, "medics", 1, 1), (HURT, "all", 1, 1)}),
    ("Also wounded was a 21-year-old man.", {(HURT, "men", 1, 1)}),
    ("Police shot and killed a man armed with a knife.", {(DEAD, "men", 1, 1)}),
    ("A soldier shot a woman dead at the gate.", {(DEAD, "women", 1, 1)}),
    ("A 10-year-old boy fatally shot himself at home.", {(DEAD, "children", 1, 1)}),
    ("The surgeon said he had received at least 17 people wounded by shells.", {(HURT, "all", 17, None)}),
    ("Shelling of a market killed three people on Friday, the mayor said.", {(DEAD, "all", 3, 3)}),
    ("Shelling of a market killed three people on Friday, said the mayor.", {(DEAD, "all", 3, 3)}),
    ("The mayor, citing police, said three people were killed in shelling of a market.", {(DEAD, "all", 3, 3)}),
    ("Shelling of a market killed three people, said two witnesses.", {(DEAD, "all", 3, 3)}),
    ("According to three witnesses in the village, two men died when a shell hit a car.", {(DEAD, "men", 2, 2)}),
    ("According to Harbour Watch activists, a farmer was killed on the river bank.", {(DEAD, "all", 1, 1)}),
    ("The number of dead has risen to five, the mayor says.", {(DEAD, "all", 5, 5)}),
    ("“A shell killed two of our men,” a doctor told reporters.", {(DEAD, "men", 2, 2)}),
    ("Ten people sought medical help after the blast.", {(HURT, "all", 10, 10)}),
    ("Six women suffered shrapnel wounds.", {(HURT, "women", 6, 6)}),
    ("Two guards were shot at the gate. Those wounded are 28 and 31 years old.", {("casualties", "military", 2, 2)}),
    ("A pensioner had an acute stress reaction.", {(HURT, "all", 1, 1)}),
    ("Raiders killed or wounded 15 villagers.", {("casualties", "all", 15, 15)}),
    ("Eight people were killed and wounded in the raid.", {("casualties", "all", 8, 8)}),
    ("Four people were shot near the station.", {("casualties", "all", 4, 4)}),
    ("A bomber killed himself and 12 worshippers.", {(DEAD, "all", 12, 12), (DEAD, "all", 1, 1)}),
]

PARTS = [
    (
        "A man, his wife and their two sons were killed.",
        {(DEAD, "men", 1, 1), (DEAD, "women", 1, 1), (DEAD, "all", 4, 4)},
    ),
    ("A woman and two children were injured.", {(HURT, "women", 1, 1), (HURT, "children", 2, 2), (HURT, "all", 3, 3)}),
    (
        "Over 80 people, including eight children, were reported injured.",
        {(HURT, "all", 81, None), (HURT, "children", 8, 8)},
    ),
    (
        "At least 22 people were hurt, including two boys aged 14 and 16.",
        {(HURT, "all", 22, None), (HURT, "children", 2, 2)},
    ),
    ("Three people, two of them children, were killed.", {(DEAD, "all", 3, 3), (DEAD, "children", 2, 2)}),
    ("Five people were hurt, two of them children.", {(HURT, "all", 5, 5), (HURT, "children", 2, 2)}),
    ("Two boys aged 14 and 16 were among those hurt.", {(HURT, "children", 2, 2)}),
    ("The dead included three children.", {(DEAD, "children", 3, 3)}),
    (
        "Three civilians, two women and a man, were killed.",
        {(DEAD, "civilians", 3, 3), (DEAD, "women", 2, 2), (DEAD, "men", 1, 1)},
    ),
    (
        "Two people died: a girl of 9 and her mother.",
        {(DEAD, "all", 2, 2), (DEAD, "children", 1, 1), (DEAD, "women", 1, 1)},
    ),
    (
        "Nine civilians, including three women, and 23 soldiers were killed.",
        {(DEAD, "civilians", 9, 9), (DEAD, "women", 3, 3), (DEAD, "military", 23, 23), (DEAD, "all", 32, 32)},
    ),
    (
        "A third civilian was wounded, and six soldiers were injured.",
        {(HURT, "civilians", 1, 1), (HURT, "military", 6, 6), (HURT, "all", 7, 7)},
    ),
    ("Six people were hurt, among them a girl of 5 and a boy of 7.", {(HURT, "all", 6, 6), (HURT, "children", 2, 2)}),
    ("Fifteen militants and villagers were killed.", {(DEAD, "all", 15, 15)}),
    (
        "Olha Koval was killed along with her three children.",
        {(DEAD, "children", 3, 3), (DEAD, "all", 4, 4)},
    ),
    (
        "A baby and two brothers died together with their mother.",
        {(DEAD, "children", 1, 1), (DEAD, "men", 2, 2), (DEAD, "women", 1, 1), (DEAD, "all", 4, 4)},
    ),
    (
        "Seven people, Ivan Hnatiuk (39), his wife and their five children, were killed.",
        {(DEAD, "all", 7, 7), (DEAD, "women", 1, 1), (DEAD, "children", 5, 5)},
    ),
    (
        "Twelve soldiers, ten villagers and a child were killed.",
        {(DEAD, "military", 12, 12), (DEAD, "children", 1, 1), (DEAD, "all", 23, 23)},
    ),
    ("Ivan Hnatiuk, 51, was shot dead.", {(DEAD, "all", 1, 1)}),
]

GROUPS = [
    ("A 17-year-old girl was killed.", {(DEAD, "children", 1, 1)}),
    ("A 65-year-old was killed.", {(DEAD, "all", 1, 1)}),
    ("Four members of the Hezbollah group were killed.", {(DEAD, "military", 4, 4)}),
    ("Six police officers were hospitalised.", {(HURT, "police", 6, 6)}),
    ("Two reporters and a cameraman were wounded.", {(HURT, "journalists", 3, 3), (HURT, "all", 3, 3)}),
    ("Three firefighters died.", {(DEAD, "rescuers", 3, 3)}),
    ("Two civilian women were killed.", {(DEAD, "civilians", 2, 2), (DEAD, "women", 2, 2)}),
    ("A boy of 9 was wounded.", {(HURT, "children", 1, 1)}),
    ("A father of three, 45, was killed.", {(DEAD, "men", 1, 1)}),
    ("His wife and son were killed.", {(DEAD, "women", 1, 1), (DEAD, "all", 2, 2)}),
    ("Her sister and mother were hurt.", {(HURT, "women", 2, 2), (HURT, "all", 2, 2)}),
    ("A man and woman were killed.", {(DEAD, "men", 1, 1), (DEAD, "women", 1, 1), (DEAD, "all", 2, 2)}),
    ("A husband and father was killed.", {(DEAD, "men", 1, 1)}),
    ("His friend and colleague was hurt.", {(HURT, "all", 1, 1)}),
    ("Boy, 10, injured in shelling", {(HURT, "children", 1, 1)}),
    ("Woman, 25, killed, 3 others wounded in shelling", {(DEAD, "women", 1, 1), (HURT, "all", 3, 3)}),
    ("Officers found Petro Koval, Jr., 28, and a 17-year-old boy wounded.", {(HURT, "children", 1, 1)}),
    ("A juvenile male was wounded.", {(HURT, "children", 1, 1)}),
    ("1-year-old injured in shelling", {(HURT, "children", 1, 1)}),
    ("A bomb left a 5-year-old dead.", {(DEAD, "children", 1, 1)}),
    ("Three juveniles ages 13, 14 and 15 were wounded.", {(HURT, "children", 3, 3)}),
    ("Man, 9-year-old daughter dead", {(DEAD, "men", 1, 1), (DEAD, "children", 1, 1), (DEAD, "all", 2, 2)}),
]

RANGES = [
    ("At least one sailor was wounded.", {(HURT, "all", 1, None)}),
    ("More than one person died.", {(DEAD, "all", 2, None)}),
    ("Nearly 60 people were hurt.", {(HURT, "all", 50, 59)}),
    ("Between 10 and 15 people were wounded.", {(HURT, "all", 10, 15)}),
    ("1,200 people were killed.", {(DEAD, "all", 1200, 1200)}),
    ("Twenty-one passengers died.", {(DEAD, "all", 21, 21)}),
    ("The death toll rose to 14, officials said.", {(DEAD, "all", 14, 14)}),
    ("The number of wounded has reached 60.", {(HURT, "all", 60, 60)}),
    ("The raid brings to 12 the number of dead.", {(DEAD, "all", 12, 12)}),
    ("The toll exceeds 40.", {(DEAD, "all", 41, None)}),
]


@pytest.mark.parametrize(("text", "wanted"), [*VOICES, *PARTS, *GROUPS, *RANGES])
def test_what_is_told_is_read(text: str, wanted: set[Row]) -> None:
    assert rows(text) == wanted


NONE = [
    ("No one was killed or injured.", {(DEAD, 0, 0), (HURT, 0, 0)}),
    ("There were no casualties.", {(DEAD, 0, 0), (HURT, 0, 0)}),
    ("Nobody was hurt.", {(HURT, 0, 0)}),
    ("There were no deaths.", {(DEAD, 0, 0)}),
    ("The drone did not cause any casualties.", {(DEAD, 0, 0), (HURT, 0, 0)}),
    ("No casualties were reported.", {(DEAD, 0, None), (HURT, 0, None)}),
    ("There were no immediate reports of injuries.", {(HURT, 0, None)}),
    ("The raid caused only material damage.", {(DEAD, 0, None), (HURT, 0, None)}),
]


@pytest.mark.parametrize(("text", "wanted"), NONE)
def test_a_nought_is_told_and_an_absence_of_reports_is_none(
    text: str, wanted: set[tuple[str, int, int | None]]
) -> None:
    found = tolls(text)
    assert {(t.harm, t.low, t.high) for t in found} == wanted
    assert all(t.none_reported == (t.high is None) for t in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mayor said no civilians were hurt.", {(HURT, "civilians", 0, 0)}),
        ("No border forces or civilians were killed in the raid.", {(DEAD, "civilians", 0, 0)}),
        ("There were no deaths or injuries among civilians.", {(DEAD, "civilians", 0, 0), (HURT, "civilians", 0, 0)}),
        ("There were no deaths among the children.", {(DEAD, "children", 0, 0)}),
        ("Neither the driver nor the passengers were hurt.", set()),
        ("Neither soldiers nor civilians were killed.", {(DEAD, "military", 0, 0), (DEAD, "civilians", 0, 0)}),
        ("No road or bridge was hit, and two civilians were killed.", {(DEAD, "civilians", 2, 2)}),
    ],
)
def test_nought_for_one_group_says_nothing_of_all(text: str, wanted: set[Row]) -> None:
    assert {row for row in rows(text) if row[3] is not None} == wanted


NOT_TOLLS = [
    "The bill was killed in parliament by 51 votes.",
    "At least 12 apartment buildings and 13 houses were damaged.",
    "75 percent of the forces moved 25 km; 85 drones were launched.",
    "An S-300 missile and two T-72 tanks were destroyed.",
    "The raid killed 30 sheep and injured three cows.",
    "The army could kill hundreds of people if it attacked.",
    "Rebels threatened to kill 20 hostages.",
    "Thirty-three passengers escaped unhurt.",
    "The Dead Sea is 30 km away.",
    "Three thousand soldiers were deployed in 2022.",
    "Two men were not injured.",
    "Family of Father of 4 Killed in Shelling Speaks Out",
    "The company cut 200 jobs, killing hopes of recovery.",
    "Officers were called at 11:30 on Route 9.",
    "The examiner told of an injury to the head, and it was ruled an accidental death.",
    "The gala was held for the Mercy Children's Hospital and the wounded knee of a horse.",
]


@pytest.mark.parametrize("text", NOT_TOLLS)
def test_numbers_that_are_no_victims_are_no_tolls(text: str) -> None:
    assert rows(text) == set()


FLAGS = [
    ("Dozens of civilians are dying.", "vague"),
    ("Others were wounded.", "vague"),
    ("The strike resulted in casualties.", "vague"),
    ("Up to 5 soldiers may have been killed.", "hedged"),
    ("Possibly five people were killed in the raid.", "hedged"),
    ("There were unconfirmed reports of five dead.", "hedged"),
    ("Perhaps as many as five people died.", "hedged"),
    ("Reportedly up to five people were wounded.", "hedged"),
    ("The driver was killed.", "part"),
    ("Two of them were killed.", "part"),
    ("Both victims were wounded.", "part"),
    ("A second body was found in the cellar.", "part"),
]


@pytest.mark.parametrize(("text", "flag"), FLAGS)
def test_flags_say_how_far_a_figure_may_be_trusted(text: str, flag: str) -> None:
    found = tolls(text)
    assert found
    assert all(getattr(toll, flag) for toll in found)


def test_a_later_count_replaces_the_earlier_one() -> None:
    found = {(t.low, t.superseded) for t in tolls("The death toll has risen from 3 to 5.")}
    assert found == {(3, True), (5, False)}
    text = "Officials initially reported three killed; the toll now stands at five dead."
    assert {(t.low, t.superseded) for t in tolls(text)} == {(3, True), (5, False)}


def test_a_speaker_who_raises_the_number_replaces_it() -> None:
    text = "Ten people were injured. The mayor later raised the number to eleven injured."
    assert {(t.low, t.superseded) for t in tolls(text)} == {(10, True), (11, False)}
    text = "Nine people have now died. The governor had written of eight dead."
    assert {(t.low, t.superseded) for t in tolls(text)} == {(9, False), (8, True)}


def test_the_others_in_treatment_are_all_of_the_hurt() -> None:
    (hurt,) = (one for one in tolls("One miner is dead and three others are being treated.") if one.harm == HURT)
    assert (hurt.low, hurt.part) == (3, False)


@pytest.mark.parametrize("tie", ["after", "when", "as"])
def test_a_count_told_as_what_came_of_late_deaths_holds_them(tie: str) -> None:
    found = tolls(f"The toll of the raid on the mill has risen to eight {tie} two of the wounded died in hospital.")
    assert {t.low for t in found if t.harm == "killed" and not (t.part or t.superseded)} == {8}


def test_a_late_death_moves_one_of_the_injured() -> None:
    found = tolls("Seven people were killed and 20 injured. One of the injured has died in hospital.")
    standing = {(t.harm, t.low) for t in found if t.derived}
    assert standing == {(DEAD, 8), (HURT, 19)}
    assert {(t.harm, t.low) for t in found if t.superseded} == {(DEAD, 7), (HURT, 20)}


def test_a_sum_carries_the_spans_of_its_parts() -> None:
    text = "Two civilians and three soldiers were killed."
    (whole,) = [toll for toll in tolls(text) if toll.derived]
    assert [part.quote(text) for part in whole.parts] == ["Two civilians", "three soldiers"]


def test_ages_are_kept_and_never_counted() -> None:
    (toll,) = tolls("Two boys aged 14 and 16 were killed.")
    assert toll.ages == (14, 16)
    assert rows("The driver, 45, died on the spot.") == {(DEAD, "all", 1, 1)}


def test_offsets_are_those_of_the_article() -> None:
    text = "At least 22 people were injured."
    (toll,) = read_tolls("a", next(parse([(100, text)], entities=False)))
    assert (toll.span.start, toll.span.end) == (100, 118)
    assert toll.words == "At least 22 people"
