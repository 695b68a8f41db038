"""What was written is searched: a name or an exact point stops the export, and the message says where but not what."""

from __future__ import annotations

import json

import pytest
from test_redaction import NAME, told

from istor.errors import RedactionError
from istor.publication.combing import Comb, points_of
from istor.publication.withholding import WITHHELD, Names

ONE, OTHER = "incident-00000000000000aa", "incident-00000000000000bb"


@pytest.fixture
def comb() -> Comb:
    made = Comb()
    made.note(ONE, Names([NAME]), (49.98177, 36.25213))
    made.note(OTHER, Names([]), (49.5, 36.2))
    return made


@pytest.mark.parametrize(
    "words",
    [
        NAME,
        NAME.upper(),
        "the Petrenkos",
        "Олена Петренко",
        "https://daily.example/olena-petrenko",
        "%50etrenko",
        json.dumps("Пе́тренко"),
        "49.98177",
        "POINT (36.25213 49.9)",
    ],
)
def test_whatever_is_withheld_stops_the_export(comb: Comb, words: str) -> None:
    with pytest.raises(RedactionError) as error:
        comb.search(f"{ONE},2025-03-04,{words}", at="line 2")
    said = str(error.value)
    assert said.startswith(f"line 2 ({ONE})") and "restricted" in said
    assert "petrenko" not in said.lower() and "49.98177" not in said


@pytest.mark.parametrize("words", [WITHHELD, "49.98,36.24", "a depot", "149.981775"])
def test_what_may_be_published_passes(comb: Comb, words: str) -> None:
    comb.search(f"{ONE},2025-03-04,{words}", at="line 2")


def test_a_line_is_searched_for_what_its_own_incident_withholds(comb: Comb) -> None:
    comb.search(f"{OTHER},Governor Petrenko", at="line 3")
    comb.search("a heading with Petrenko in it", at="line 1")
    comb.note(ONE, Names([NAME]))
    with pytest.raises(RedactionError):
        comb.search("a format without ids, Petrenko", at="line 4")


def test_the_points_of_an_entry_are_its_own() -> None:
    assert points_of(told()) == (49.987654, 36.23)


@pytest.mark.parametrize(
    "line",
    [
        json.dumps({"incident_id": ONE, "harm": "killed", "high": 3, "kind": "commercial", "country": "Chad"}),
        f'{ONE},"a market (commercial); a ""hall"" (other)",Chad,Air/drone strike',
        json.dumps([ONE, "Suicide bomb", "best-placed v1", "sighting-ada4dee4bea4fae4"]) + ",",
        f"{ONE},article-ada4dee4bea4fae4",
    ],
)
def test_keys_ids_and_values_from_closed_lists_are_nobodys_name(comb: Comb, line: str) -> None:
    comb.note(ONE, Names(["Ada High", "Chad Commercial", "Dee Other", "Grenade Killed", "Best Bomb", "Bea Strike"]))
    comb.search(line, at="line 2")
    for name in ("Ada", "Chad Commercial"):
        with pytest.raises(RedactionError):
            comb.search(json.dumps({"incident_id": ONE, "words": f"the home of {name}"}), at="line 2")
