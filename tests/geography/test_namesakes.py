"""A place beside a court is spoken of; a place beside a surname is a person; a street and a newspaper are things."""

import pytest

from istor.geography.geocoding import geoparse


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("The Poltava Police Department lost two cars.", "Poltava", "organisation"),
        ("A bill passed the Ohio Senate by one vote.", "Ohio", "organisation"),
        ("On Monday the Wake County Common Pleas Court was shut for want of heating.", "Wake County", "organisation"),
        ("A lecturer at the University of Aleppo wrote it.", "Aleppo", "organisation"),
        ("Odesa Mayor Hanna Lys was on the roof.", "Odesa", "organisation"),
        ("It was told to the Aleppo Tribune.", "Aleppo", "name"),
        ("A tram stopped in Odesa Street at noon.", "Odesa", "name"),
        ("Caroline Johnson, the office manager, was out.", "Johnson", "name"),
        ("Ms. Wanda Y. Martin fled on foot. Martin was found later.", "Martin", "name"),
        ("He was held in Poltava county jail.", "Poltava county", "location"),
        ("It was in the 4200 block of South Fairfield.", "Fairfield", "name"),
        ("It was in the 900 block of W. Houston, in Akron.", "Akron", "location"),
        ("Reno Calder II, 26, ran a bakery.", "Reno", "name"),
        ("The bakers were Tim Cortez Johnson, 31, and a friend.", "Johnson", "name"),
        ("She has a son, 2-year-old Blake, and a shop.", "Blake", "name"),
        ("Dana Houston Akers, 40, owns a mill. Houston sold flour.", "Houston", "name"),
        ("They counted eleven in Little Rock, 26, as was said, in Akron.", "Little Rock", "location"),
    ],
)
def test_role(text: str, words: str, role: str) -> None:
    found = [reading for reading in geoparse(text) if reading.words == words]
    assert found and {reading.role for reading in found} == {role}, geoparse(text)


def test_a_town_that_speaks_once_is_no_person() -> None:
    text = "A shop burned in Gainesville. Gainesville says the roof was old."
    assert next(reading.role for reading in geoparse(text)) == "location"
    assert "name" not in {reading.role for reading in geoparse(text)}


def test_police_department_names_no_place_by_itself() -> None:
    text = (
        "The Kharkiv Police Department told it. The City Council, the Supreme Court and the Interior Ministry did too."
    )
    assert [reading.words for reading in geoparse(text)] == ["Kharkiv"]
