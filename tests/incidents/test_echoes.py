"""Long quotations are recognised whatever their marks."""

from __future__ import annotations

import pytest

from istor.incidents.echoes import NAMED, SAYING, names, quotations, rare, readable, several, telling

LONG = "the depot went up while people waited for the first bus"


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "„{}“", "«{}»", '"{},"'])
def test_marks_do_not_matter(marks: str) -> None:
    assert quotations(f"He said {marks.format(LONG)} and left.") == quotations(f'"{LONG}"')


def test_short_quotations_recur_by_chance() -> None:
    assert not quotations('"We want peace," she said.')


def test_what_many_quote_leads_back_to_no_one_statement() -> None:
    quoted = {f"page-{number}": frozenset({"everybody says so"}) for number in range(SAYING + 1)}
    assert telling(quoted | {"other": frozenset({"he said once"})}, origins={})["other"] == {"he said once"}
    assert not telling(quoted, origins={})["page-0"]


def test_printings_of_one_story_quote_once() -> None:
    quoted = {f"page-{number}": frozenset({"he said once"}) for number in range(SAYING + 1)}
    assert telling(quoted, origins=dict.fromkeys(quoted, "page-0"))["page-1"] == {"he said once"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Lark ran from Willow Lane.", {"ada lark", "willow lane"}),
        ("Ada Lark's brother fled.", {"ada lark"}),
        ("Police Chief Ruta of the Regional Hospital spoke.", set()),
        ("Blast Rocks Market Square Again", set()),
        ("Oleh Ruta spoke; Ada Lark did not.", {"ada lark"}),
        ("Ada Lark was taken to Rowan Grace Memorial Hospital.", {"ada lark"}),
    ],
)
def test_names_are_of_people_and_streets(text: str, found: set[str]) -> None:
    assert names(text, without=["Mayor Oleh Ruta"]) == found


def test_a_building_is_known_by_its_name_however_it_is_spelled() -> None:
    one, other = (names(text) for text in ("Shells hit Gharwayan prison.", "The Ghurwyan prison was hit."))
    assert one == other and {readable(name) for name in one} == {"a prison of one name"}
    assert not names("Shells hit the prison and Ada prison.")


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        (["ada lark", "sam reed"], ("ada lark", "sam reed")),
        (["ada maria", "maria lark"], ("ada maria lark",)),
        (["lark ada", "ada lark"], ("ada lark",)),
        ([], ()),
    ],
)
def test_a_name_of_three_words_is_one_name(shared: list[str], told: tuple[str, ...]) -> None:
    assert several(shared) == told


def test_names_are_left_in_a_language_nobody_has_listed_words_for() -> None:
    assert not names("Ada Lark ran.", language="xx")


def test_what_one_page_or_many_hold_is_not_rare() -> None:
    many = {f"page-{n}": frozenset({"oleh ruta"}) for n in range(NAMED + 1)}
    held = rare({**many, "a": frozenset({"ada lark"}), "b": frozenset({"ada lark", "sam reed"})}, origins={})
    assert held["b"] == {"ada lark"} and not held["page-0"]
    assert not rare({"a": frozenset({"ada lark"}), "b": frozenset({"ada lark"})}, origins={"b": "a"})["a"]
