"""Ukraine's places in the built file: who has a point of its own, who is placed by its hromada, and how names are told apart."""

import pytest

from istor.geography.codifier import Entry
from istor.geography.gathering import settlement_radius_m
from istor.geography.gazetteer import open_gazetteer
from istor.geography.place import Place
from istor.geography.siting import site
from istor.geography.stock import KINDS, Building, Row

OBLAST = "UA63000000000041885"
RAION = "UA63020000000066931"
NEAR, FAR = "UA63020010000079018", "UA63020030000011111"


def find(name: str, region: str, kind: str = "settlement") -> Place:
    """The first place of this name and kind in a region."""
    return next(p for p in open_gazetteer().lookup(name) if (p.admin1_code, p.kind) == (region, kind))


@pytest.mark.parametrize(
    ("name", "region", "kind", "placed"),
    [
        ("Kharkiv", "UA-63", "settlement", "point"),
        ("Роботине", "UA-23", "settlement", "hromada"),
        ("Hroza", "UA-63", "settlement", "hromada"),
        ("Saltivskyi district", "UA-63", "district", "city"),
        ("Izium Raion", "UA-63", "subregion", None),
        ("Куп'янська громада", "UA-63", "subregion", None),
    ],
)
def test_how_it_was_placed(name: str, region: str, kind: str, placed: str | None) -> None:
    place = find(name, region, kind)
    assert place.placed == placed and place.katottg is not None and place.katottg.startswith("UA")
    assert place.radius_m >= (9000 if placed in ("hromada", "raion") else 1000)


@pytest.mark.parametrize(
    ("name", "region", "usual"),
    [
        ("Нікополь", "UA-12", "Nikopol"),
        ("Kupyansk", "UA-63", "Kupiansk"),
        ("Avdiyivka", "UA-14", "Avdiivka"),
        ("Chuhuyiv", "UA-63", "Chuhuiv"),
        ("Кривой Рог", "UA-12", "Kryvyi Rih"),
        ("Evpatoria", "UA-43", "Yevpatoria"),
        ("Berdyansk", "UA-23", "Berdiansk"),
    ],
)
def test_the_usual_name_is_the_official_one(name: str, region: str, usual: str) -> None:
    assert find(name, region).name == usual


def _town(name: str, lat: float, *, people: int, spelled: str) -> tuple[Row, str]:
    radius_m = settlement_radius_m(people)
    return Row(
        name, KINDS.index("settlement"), "UA", 1, None, round(lat * 1e5), 3600000, radius_m, people, 1, None, None
    ), spelled


def _sited() -> Building:
    building = Building()
    building.by_code["UA-63"] = building.add(
        Row(
            "Kharkiv Oblast",
            KINDS.index("region"),
            "UA",
            None,
            "UA-63",
            4960000,
            3649000,
            128000,
            None,
            None,
            None,
            None,
        )
    )
    towns = [
        _town("Велика", 50.0, people=90_000, spelled="Велика"),
        _town("Мала", 49.0, people=900, spelled="Мала"),
        _town("Вербівка", 50.05, people=700, spelled="Вербівка"),
        _town("Вербівка", 49.05, people=600, spelled="Вербівка"),
        _town("Kvartal", 50.01, people=5_000, spelled="Квартал"),
    ]
    for row, spelled in towns:
        building.call(building.add(row), spelled, 2)
    above = (OBLAST, RAION)
    site(building, (
        Entry("UA63020010010000001", "M", "Велика", (*above, NEAR)), Entry("UA63020010020000002", "C", "Вербівка", (*above, NEAR)),
        Entry("UA63020010030000003", "C", "Глухе", (*above, NEAR)), Entry("UA63020030010000004", "X", "Мала", (*above, FAR)),
        Entry("UA63020030020000005", "C", "Вербівка", (*above, FAR)), Entry("UA63990990010000006", "C", "Дике", (OBLAST, "UA63990000000000000")),
    ))  # fmt: skip
    return building


def test_villages_of_one_name_go_to_the_hromada_they_lie_in() -> None:
    placed = {row.katottg: row.lat for row in _sited().places if row.placed == "point"}
    assert placed["UA63020010020000002"] == 5005000 and placed["UA63020030020000005"] == 4905000


def test_a_village_without_a_point_lies_in_its_hromada_else_in_its_oblast() -> None:
    by = {row.katottg: (row.placed, row.lat, row.name) for row in _sited().places}
    assert by["UA63020010030000003"] == ("hromada", 5000000, "Hlukhe")
    assert by["UA63990990010000006"] == ("oblast", 4960000, "Dyke")


def test_what_lies_in_a_city_and_is_not_official_is_its_quarter() -> None:
    assert next(row for row in _sited().places if row.name == "Kvartal").kind == KINDS.index("district")
