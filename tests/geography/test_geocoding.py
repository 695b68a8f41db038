"""Sentences of our own and the places they must give: role, place, region, relation."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.geography.geocoding import geoparse
from istor.geography.place import PlaceReading


def read(text: str, words: str) -> PlaceReading:
    """The reading of these words, which must be there."""
    readings = geoparse(text)
    found = [reading for reading in readings if reading.words == words]
    assert found, [reading.words for reading in readings]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "place", "code"),
    [
        ("Two rockets landed in Kharkov on Tuesday.", "Kharkov", "Kharkiv", "UA-63"),
        ("A drone crashed in the north-eastern Ukrainian city of Sumy.", "Sumy", "Sumy", "UA-59"),
        ("Shells fell on the Kharkiv region before noon.", "Kharkiv region", "Kharkiv Oblast", "UA-63"),
        ("Power failed across the Kyiv region.", "Kyiv region", "Kyiv Oblast", "UA-32"),
        ("The Kharkiv, Sumy and Poltava regions were under alert.", "Sumy", "Sumy Oblast", "UA-59"),
        ("Sirens wailed in Sevastopol and in Crimea.", "Crimea", "Crimea", "UA-43"),
        ("A mine went off in Rif Dimashq.", "Rif Dimashq", "Rif Dimashq", "SY-RD"),
        ("Mortars hit al-Bab, Aleppo province.", "al-Bab", "Al-Bab", "SY-HL"),
        ("A market burned in Paris, Texas, last night.", "Paris", "Paris", "US-TX"),
        ("A market burned in Paris last night.", "Paris", "Paris", "FR-IDF"),
        ("A market burned in Scotland last night.", "Scotland", "Scotland", "GB-SCT"),
        ("A market burned in Palermo, Sicily.", "Palermo", "Palermo", "IT-82"),
        ("A market burned in Valencia, Spain.", "Valencia", "Valencia", "ES-VC"),
        ("A shop was robbed in Buffalo, New York.", "New York", "New York", "US-NY"),
        ("He was shot in Wake County, North Carolina.", "Wake County", "Wake County", "US-NC"),
        ("A bomb exploded in Tripoli, Lebanon.", "Tripoli", "Tripoli", "LB-AS"),
        ("A plant burned in the Russian region of Tambov.", "Tambov", "Tambov Oblast", "RU-TAM"),
        ("Plant Burns in the Russian Region of Tambov", "Tambov", "Tambov Oblast", "RU-TAM"),
        ("Russia's Tambov region lost its power.", "Tambov region", "Tambov Oblast", "RU-TAM"),
        ("Guns fired at the town of Nikopol, Dnipropetrovsk region.", "Nikopol", "Nikopol", "UA-12"),
        ("Meanwhile, Ukraine mended the bridge at Sumy.", "Sumy", "Sumy", "UA-59"),
    ],
)
def test_place(text: str, words: str, place: str, code: str | None) -> None:
    reading = read(text, words)
    assert reading.role in ("location", "dateline")
    assert reading.place is not None and (reading.place.name, reading.place.admin1_code) == (place, code)


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("Kyiv said it had shot down the drones.", "Kyiv", "government"),
        ("The ministry accused Moscow of a cover-up.", "Moscow", "government"),
        ("Talks are held in Moscow today.", "Moscow", "location"),
        ("Russian artillery opened fire.", "Russian", "demonym"),
        ("Editors of the Kyiv Independent saw the film.", "Kyiv", "name"),
        ("The Washington Post has seen the letter.", "Washington", "name"),
        ("An aide to Volodymyr Bondar took notes.", "Volodymyr", "name"),
        ("KHARKIV, Ukraine (Reuters) - Windows shook at dawn.", "KHARKIV", "dateline"),
        ("Kharkiv residents spent the night in cellars.", "Kharkiv", "location"),
        ("The runway of Damascus International Airport was cratered.", "Damascus International Airport", "location"),
        ("The Kremlin denied any part in it.", "Kremlin", "government"),
        ("A man called Bara al-Hamdan was shot in Syria.", "Bara", "name"),
        ("У Харкові чули вибухи.", "Харкові", "location"),
        ("Взрывы были слышны под Харьковом.", "Харьковом", "location"),
    ],
)
def test_role(text: str, words: str, role: str) -> None:
    assert read(text, words).role == role


@pytest.mark.parametrize(
    "text",
    [
        "Police fired in the air.",
        "Most of them fled.",
        "It happened in March.",
        "IS fighters and the AP reporter left us.",
    ],
)
def test_common_words_are_no_towns(text: str) -> None:
    assert [reading for reading in geoparse(text) if reading.role == "location"] == []


@pytest.mark.parametrize(
    ("text", "words", "relation", "least_m", "most_m"),
    [
        ("A convoy was ambushed near Poltava.", "Poltava", "near", 12_000, 25_000),
        ("A depot burned on the outskirts of Poltava.", "Poltava", "outskirts", 10_000, 25_000),
        ("Planes bombed the Idlib countryside.", "Idlib countryside", "outskirts", 20_000, 60_000),
        ("Fighting raged east of Poltava.", "Poltava", "direction", 15_000, 40_000),
        ("Blasts were heard across western Ukraine.", "Ukraine", "direction", 200_000, 600_000),
        ("A bus was hit in Poltava.", "Poltava", "in", 1_000, 12_000),
        ("A bus was hit between Poltava and Dnipro.", "Poltava", "between", 50_000, 90_000),
    ],
)
def test_relation_and_doubt(text: str, words: str, relation: str, least_m: int, most_m: int) -> None:
    reading = read(text, words)
    assert reading.relation == relation
    assert reading.radius_m is not None and least_m <= reading.radius_m <= most_m


def test_a_distance_moves_the_point() -> None:
    reading = read("The train stopped 15 km south of Zaporizhzhia.", "Zaporizhzhia")
    assert reading.place is not None and reading.lat is not None
    assert 0.12 < reading.place.lat - reading.lat < 0.15


def test_a_village_unknown_falls_back_to_its_region() -> None:
    reading = read("Three people died in the village of Nowerivka in the Sumy region.", "Nowerivka")
    assert reading.place is not None and reading.place.admin1_code == "UA-59" and reading.place.kind == "region"
    assert reading.radius_m == reading.place.radius_m and reading.within == "Sumy Oblast" and reading.where_prec == 4


def test_a_village_beside_a_town_lies_beside_it() -> None:
    reading = read("A drone struck Umm Nowara village, west of Ain Issa, residents said.", "Umm Nowara")
    assert reading.place is not None and reading.place.country == "SY" and reading.place.geonames_id is None
    assert reading.relation == "near" and reading.radius_m is not None and reading.radius_m >= 10_000


def test_a_name_nobody_places_stays_without_a_place() -> None:
    reading = read("They reached the village of Nowerivka.", "Nowerivka")
    assert (reading.place, reading.lat, reading.lon, reading.radius_m) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("An Apache helicopter fired at Hamas men.", "", ""),
        ("In July, and In the end, nobody came.", "", ""),
        ("A player called Corey Adams was hurt.", "Corey", "name"),
        ("They left the town. No wounded were seen.", "", ""),
        ("Nobody came, Welch said. They waited for Welch until dusk.", "Welch", "name"),
        ("Help came late, says coach Ripley. Then Ripley left.", "Ripley", "name"),
        ("Meanwhile, the roads iced over. Earlier, snow had come. Summit guests left. Region heads met.", "", ""),
        ("Night Raid on Mountain Village Leaves Ten Dead\nVillagers fled.", "", ""),
        ("Guards Leave Key Town From the East\nThey went at dusk.", "", ""),
        ("Second Blast Rocks Capital City\nNobody was hurt.", "", ""),
        ("Power returned overnight on Thursday.", "", ""),
    ],
)
def test_names_of_arms_groups_and_people_are_no_places(text: str, words: str, role: str) -> None:
    readings = geoparse(text)
    assert [reading.words for reading in readings if reading.role == "location"] == []
    assert not words or (words, role) in [(reading.words, reading.role) for reading in readings]


def test_a_namesake_abroad_is_not_taken_for_the_village_meant() -> None:
    text = "Syria's state agency in Damascus said shells fell on Daman village in the Hama countryside, Syria."
    reading = read(text, "Daman")
    assert reading.place is not None and (reading.place.country, reading.place.geonames_id) == ("SY", None)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Shells hit the Aleppo quarter of Tartus.", "Tartus"),
        ("A car blew up in the Sanaa neighbourhood in the city of Qamishli.", "Hasakah"),
        ("Shells hit Aleppo, and a quarter of Tartus was without power.", "Aleppo"),
        ("Shells hit the Harasta suburb of Damascus.", "Rif Dimashq"),
    ],
)
def test_a_quarter_that_bears_a_far_citys_name_lies_in_its_own(text: str, region: str) -> None:
    place = geoparse(text)[0].place
    assert place is not None and place.admin1 == region


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Shells fell on the outskirts of Sarja in southern Idlib.", "SY"),
        ("Shells fell on Sarja, Idlib province.", "SY"),
        ("Guns shelled Sarja town. Idlib, Aleppo, Homs and Damascus in Syria were calm.", "SY"),
        ("Drones hit Kiev, Ukraine.", "UA"),
        ("A ship left the port of Sarja.", "AE"),
    ],
)
def test_a_large_citys_other_spelling_is_no_village_of_another_country(text: str, country: str) -> None:
    place = geoparse(text)[0].place
    assert place is not None and place.country == country


def test_a_city_listed_with_others_lies_in_none_of_them() -> None:
    found = {reading.words: reading.place for reading in geoparse("Flights leave for Moscow, Kiev, Minsk and Riga.")}
    assert found["Kiev"] is not None and found["Kiev"].country == "UA"


def test_a_common_name_is_not_taken_for_a_namesake_afar() -> None:
    text = (
        "A woman was shot near Piedmont in Seattle, Washington. Tacoma and Spokane sent help, Seattle officials said."
    )
    town = {reading.words: reading.place for reading in geoparse(text)}["Piedmont"]
    assert town is None or town.admin1 == "Washington"


def test_runners_up_are_kept_and_ranked() -> None:
    shares = [candidate.score for candidate in read("A fire in Springfield, Illinois.", "Springfield").candidates]
    assert len(shares) > 1 and shares == sorted(shares, reverse=True)


def test_only_the_ranges_are_read() -> None:
    text = "Kharkiv. Poltava. Sumy."
    assert [reading.words for reading in geoparse(text, ranges=[(9, 17)])] == ["Poltava"]


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["Kharkiv", "in", "near", "15 km", "south of", "the village of", "Nowara", "region", ",", ".", "\n", "Ukraine's",
             "al-", "Bab", "between", "and", "Kyiv", "said", "U.S.", "Ill.", "’", "Дніпро", "دمشق", "(", "St.", "D.C."]
        ),
        max_size=25,
    ),
    st.text(max_size=20),
)  # fmt: skip
def test_whatever_is_written(pieces: list[str], noise: str) -> None:
    text = " ".join([*pieces, noise])
    for reading in geoparse(text):
        assert text[reading.start : reading.end] == reading.words
        if reading.place is None:
            assert reading.lat is None and reading.radius_m is None
        else:
            assert reading.lat is not None and reading.lon is not None and reading.radius_m is not None
            assert -90 <= reading.lat <= 90 and -180 <= reading.lon <= 180 and reading.radius_m > 0
            assert reading.geo_precision in (1, 2, 3) and reading.where_prec in range(1, 8)


def test_time_grows_with_the_text_and_no_faster() -> None:
    text = (
        "In the village of Nowara, west of Ain Issa, three men of Poltava and Kharkiv Tractor Works met Paris Hilton.\n"
    )
    geoparse(text * 10)

    def seconds(times: int) -> float:
        begun = time.process_time()
        geoparse(text * times)
        return time.process_time() - begun

    short = min(seconds(100) for _ in range(3))
    assert min(seconds(200) for _ in range(3)) < 2.6 * short


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Schools shut in the Poltava area.", "Poltava", "Poltava"),
        ("Fires burned in the Sumy and Poltava regions.", "Poltava", "Poltava Oblast"),
        ("Storms crossed ten Texas counties.", "Texas", "Texas"),
        ("It was the seat of Texas Community Radio, said the Dublin Community Center.", "Texas", "Texas"),
        ("The prize went to Surprise, Ariz., and to Mesa, Ariz., on Monday.", "Surprise", "Surprise"),
    ],
)
def test_words_end_where_the_name_does(text: str, words: str, place: str) -> None:
    reading = read(text, words)
    assert reading.place is not None and reading.place.name == place


def test_a_countys_bare_name_is_no_county() -> None:
    assert [reading for reading in geoparse("The Owsley plan was dropped.") if reading.role == "location"] == []


@pytest.mark.parametrize(
    ("text", "words", "place", "where_prec"),
    [
        ("Two barges burned on the Euphrates before the night was over.", "Euphrates", "Euphrates", 5),
        ("Men forded the Euphrates river on foot, one of them said.", "Euphrates river", "Euphrates", 5),
        ("Shells fell on both banks of the Dnipro River all night long.", "Dnipro River", "Dnipro River", 5),
        ("A pontoon was laid over the river Oskil and struck at dawn.", "river Oskil", "Oskil River", 5),
        ("Fishermen were shot on Lake Chad, an elder said afterwards.", "Lake Chad", "Lake Chad", 5),
        ("Drones Crossed the Black Sea", "Black Sea", "Black Sea", 7),
        ("A drone came down in the Sea of Azov, according to the harbour master.", "Sea of Azov", "Sea of Azov", 7),
    ],
)
def test_waters_are_lines_and_areas(text: str, words: str, place: str, where_prec: int) -> None:
    reading = read(text, words)
    assert reading.role == "location" and reading.place is not None
    assert (reading.place.name, reading.relation, reading.where_prec) == (place, "region", where_prec)


def test_a_river_of_a_towns_name_is_not_the_town() -> None:
    assert read("They swam the Poltava River, then rested.", "Poltava").role == "name"
    assert read("Nobody had swum in Lake Poltava for years.", "Poltava").role == "name"


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("He was held in Cook County until the spring.", "Cook County", "US-IL"),
        ("A jury in Orange County could not agree.", "Orange County", "US-CA"),
        ("The Harris county sheriff said nothing.", "Harris county", "US-TX"),
        ("He was held in Cook County, Georgia, until the spring.", "Cook County", "US-GA"),
    ],
)
def test_of_counties_the_one_with_more_people(text: str, words: str, code: str) -> None:
    place = read(text, words).place
    assert place is not None and (place.kind, place.admin1_code) == ("subregion", code)


def test_a_citys_district_is_no_wider_than_the_city() -> None:
    reading = read("A drone struck the Saltivskyi district of Kharkiv.", "Saltivskyi district")
    assert reading.place is not None and (reading.place.kind, reading.within) == ("district", "Kharkiv Oblast")
    assert reading.place.katottg == "UA63120270010315719"
    assert reading.relation == "in" and reading.radius_m is not None and reading.radius_m <= 15_000


@pytest.mark.parametrize(
    ("text", "least_m", "most_m"),
    [
        ("A truck was hit ten kilometres east of Raqqa.", 9_000, 11_000),
        ("A truck was hit twenty-five miles east of Raqqa.", 39_000, 41_000),
        ("A truck was hit a few kilometers east of Raqqa.", 4_000, 6_000),
        ("A truck was hit 12.5 km (8 miles) east of Raqqa.", 12_000, 13_000),
    ],
)
def test_a_distance_in_words_moves_the_point_as_well(text: str, least_m: int, most_m: int) -> None:
    reading = read(text, "Raqqa")
    assert reading.place is not None and reading.lon is not None and reading.relation == "near"
    east_m = (reading.lon - reading.place.lon) * 111_320 * 0.81  # the cosine of 36° north
    assert least_m <= east_m <= most_m


def test_off_a_coast_is_near_it() -> None:
    reading = read("A tanker burned off the coast of Odesa, sailors said.", "Odesa")
    assert reading.relation == "near" and reading.radius_m is not None and reading.radius_m > 40_000


def test_what_a_city_is_called_beside_its_name_is_no_place() -> None:
    words = [
        reading.words for reading in geoparse("A drone hit a car in the Druze town of Sweida, in Syria, on Monday.")
    ]
    assert "Sweida" in words and "Druze" not in words


def test_villages_named_in_a_row_are_villages() -> None:
    text = "Guns opened up on the villages al-Nowara and Zorbal, east of Ain Issa, before noon. In Syria nobody slept."
    assert [reading.words for reading in geoparse(text)][:2] == ["al-Nowara", "Zorbal"]
    assert "at Nowara" not in [reading.words for reading in geoparse("Shells fell on the village at Nowara Hill.")]


def test_how_many_villages_are_told_of_is_no_name() -> None:
    for text in ("Several towns around Kharkiv came under fire.", "Six villages near Kharkiv came under fire."):
        assert [reading.words for reading in geoparse(text)] == ["Kharkiv"]


def test_a_village_takes_its_region_from_the_line_and_not_its_country() -> None:
    text = "Mortars fired on the countryside north of Aleppo, Syria. The village of Nowarabad was hit in the afternoon."
    place = read(text, "Nowarabad").place
    assert place is not None and (place.kind, place.admin1_code) == ("region", "SY-HL")


def test_a_prison_is_no_village_of_another_region() -> None:
    text = "Gunmen broke into al-Mazraa prison in the Nowar quarter in Hasakah city, guards in Hasakah said, and then left Qamishli."
    place = read(text, "al-Mazraa prison").place
    assert place is not None and (place.name, place.admin1_code) == ("al-Mazraa prison", "SY-HA")


def test_a_village_in_a_text_of_one_country_is_no_namesake_abroad() -> None:
    text = (
        "Turkish guns in Ras al-Ain fired on Asadiyah village near Abu Rassin in the Hasakah countryside, and on Zarkan,"
        " Tell Tamer and Qamishli in Syria."
    )
    place = read(text, "Asadiyah").place
    assert place is not None and place.country == "SY"


def test_the_countryside_of_a_town_known_by_another_spelling() -> None:
    reading = read("A drone hit a house in Abu Raseen countryside, Syria.", "Abu Raseen")
    assert reading.place is not None and (reading.place.name, reading.relation) == ("Zarkan", "outskirts")


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Guards at Ghwayran prison opened fire, a man in Hasakah said.", "Ghwayran prison", "Al-Sina'a prison"),
        ("Two rockets fell beside Hmeimim airbase in the Latakia countryside.", "Hmeimim airbase", "Hmeimim airbase"),
        ("Soldiers went into the Jenin refugee camp after midnight.", "Jenin refugee camp", "Jenin camp"),
        ("Water rose behind the Tabqa dam for a week.", "Tabqa dam", "Tabqa Dam"),
    ],
)
def test_a_known_site_has_a_place_of_its_own(text: str, words: str, place: str) -> None:
    found = read(text, words).place
    assert found is not None and found.name == place


def test_a_village_takes_the_only_region_that_stands_near() -> None:
    text = "The wounded were in hospitals of Hasakah.\nThe village of Nowaraba lies far from the border, in northern Syria."
    place = read(text, "Nowaraba").place
    assert place is not None and place.country == "SY"
