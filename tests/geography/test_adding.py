"""A user's GeoNames dump beside the packaged gazetteer: new places are found, known ones are not doubled, bad files are told."""

from pathlib import Path

import pytest

from istor.errors import GazetteerError
from istor.geography.adding import add
from istor.geography.gazetteer import Gazetteer, added_path, open_gazetteer
from istor.geography.geocoding import geoparse


def line(number: int, name: str, *, spellings: str = "", code: str = "PPL", people: int = 0) -> str:
    """A line of a dump: a place of the Kharkiv region."""
    cells = [
        number,
        name,
        name,
        spellings,
        49.6,
        37.4,
        "P",
        code,
        "UA",
        "",
        "07",
        "",
        "",
        "",
        people,
        "",
        100,
        "Europe/Kyiv",
        "2024-01-01",
    ]
    return "\t".join(map(str, cells))


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A gazetteer of the test's own, the packaged file behind it."""
    path = tmp_path / "gazetteer.sqlite"
    path.symlink_to(open_gazetteer().path)
    return path


def write(folder: Path, *lines: str) -> Path:
    """A dump of these lines."""
    path = folder / "UA.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return path


def test_new_places_are_found_and_old_ones_stay(beside: Path, tmp_path: Path) -> None:
    kharkiv = next(place for place in open_gazetteer().lookup("Kharkiv") if place.kind == "settlement")
    dump = write(
        tmp_path,
        line(990000001, "Nowerivka", spellings="Nowerivka,Новерівка"),
        line(kharkiv.geonames_id or 0, "Kharkiv", people=1),
        line(990000002, "Wegowerivka", code="PPLH"),
    )
    assert add(dump, beside=beside)[1:] == (1, 1) and add(dump, beside=beside)[1:] == (1, 1)
    gazetteer = Gazetteer(beside)
    (place,) = gazetteer.lookup("Новерівка")
    assert (place.name, place.admin1_code, place.zone, place.geonames_id) == (
        "Nowerivka",
        "UA-63",
        "Europe/Kyiv",
        990000001,
    )
    assert gazetteer.lookup("Kharkiv") == open_gazetteer().lookup("Kharkiv")
    assert "added" in gazetteer.about and gazetteer.lookup("Wegowerivka") == ()
    reading = geoparse("A shell hit Nowerivka in the Kharkiv region.", gazetteer=gazetteer)[0]
    assert reading.place == place and reading.lat == 49.6


def test_an_added_point_is_better_than_the_hromada(beside: Path, tmp_path: Path) -> None:
    before = [place for place in open_gazetteer().lookup("Hroza") if place.admin1_code == "UA-63"]
    add(write(tmp_path, line(990000003, "Hroza", spellings="Гроза")), beside=beside)
    after = [place for place in Gazetteer(beside).lookup("Hroza") if place.admin1_code == "UA-63"]
    assert [place.placed for place in before] == ["hromada"] and [place.placed for place in after] == ["point"]
    assert after[0].katottg == before[0].katottg and after[0].radius_m < before[0].radius_m


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a page, not a dump", "line 1 has 1 columns"),
        (line(1, "Nova").replace("49.6", "north"), "line 1"),
        (line(1, "Nova").replace("49.6", "149.6"), "no point of the globe"),
    ],
)
def test_what_is_no_dump_is_told(beside: Path, tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(GazetteerError, match=told):
        add(write(tmp_path, text), beside=beside)
    assert not added_path(beside).exists()
    with pytest.raises(GazetteerError, match="cannot be read"):
        add(tmp_path / "none.txt", beside=beside)


def test_a_spoiled_file_of_added_places_is_told(beside: Path) -> None:
    added_path(beside).write_bytes(b"spoiled" * 1000)
    with pytest.raises(GazetteerError, match="add them anew"):
        Gazetteer(beside)
