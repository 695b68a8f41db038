"""Villages that the gazetteer lacks: put beside the town they are told by, else in their region, never somewhere else."""

import pytest

from istor.geography.geocoding import geoparse


@pytest.mark.parametrize(
    ("text", "words", "least_m", "most_m"),
    [
        ("A drone struck Umm Nowara village, 8 km west of Ain Issa.", "Umm Nowara", 2_000, 20_000),
        ("Shells hit a mill in Zor Nowara, west of Ain Issa, in Raqqa province.", "Zor Nowara", 10_000, 30_000),
        ("Mortars fell on al-Nowariyah village in the Ain Issa countryside.", "al-Nowariyah", 15_000, 40_000),
        ("They fought around Nowaran prison in Ain Issa city.", "Nowaran prison", 5_000, 15_000),
        ("In Ain Issa people heard the blast in the village of Nowaran.", "Nowaran", 30_000, 60_000),
    ],
)
def test_beside_its_town(text: str, words: str, least_m: int, most_m: int) -> None:
    reading = next(reading for reading in geoparse(text) if reading.words == words)
    assert reading.place is not None and (reading.place.name, reading.place.admin1_code) == (words, "SY-RA")
    assert reading.place.geonames_id is None and reading.relation in ("near", "in")
    assert reading.radius_m is not None and least_m <= reading.radius_m <= most_m


def test_in_the_region_of_another_line() -> None:
    text = "Shells fell on the town of Ain Issa.\nA woman of the village of Nowariyah was hurt."
    reading = next(reading for reading in geoparse(text) if reading.words == "Nowariyah")
    assert reading.place is not None and reading.place.admin1_code == "SY-RA" and reading.relation == "region"


def test_a_town_of_another_region_does_not_place_it() -> None:
    text = "Forces from Homs shelled the village of Nowaran in Idlib province."
    reading = next(reading for reading in geoparse(text) if reading.words == "Nowaran")
    assert reading.place is not None and reading.place.admin1_code == "SY-ID"


def test_nothing_places_it() -> None:
    (reading,) = geoparse("They left the village of Nowerivka.")
    assert reading.place is None and reading.lat is None and reading.radius_m is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They bombed the villages of Nowara, al-Karwa and Zerwa near Ain Issa.", ["Nowara", "al-Karwa", "Zerwa"]),
        ("Shells hit Nowara, Zor Karwa and Zerwa villages near Ain Issa.", ["Nowara", "Zor Karwa", "Zerwa"]),
        ("He was seen near ras al-Ain, Syria, and tel Rifaat.", ["ras al-Ain", "Syria", "tel Rifaat"]),
    ],
)
def test_names_of_a_list_and_names_written_small(text: str, names: list[str]) -> None:
    assert [reading.words for reading in geoparse(text)][: len(names)] == names


def test_a_town_known_only_by_its_region_puts_no_village_closer() -> None:
    reading = geoparse("Two people died in the village of Nowerivka in Sarmada countryside, Idlib province.")[0]
    assert reading.words.startswith("Nowerivka")
    assert (reading.radius_m or 0) >= 60_000
