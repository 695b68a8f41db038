"""The file the set-up built: spellings, regions, what is disputed, and how it is opened."""

import pickle
import sqlite3
import time
from pathlib import Path

import pytest

from istor.errors import GazetteerError
from istor.geography.gazetteer import Gazetteer, open_gazetteer

GAZETTEER = open_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "region", "place"),
    [
        ("Kharkiv", "UA", "UA-63", "Kharkiv"),
        ("Kharkov", "UA", "UA-63", "Kharkiv"),
        ("Харків", "UA", "UA-63", "Kharkiv"),
        ("Харьков", "UA", "UA-63", "Kharkiv"),
        ("Kiev", "UA", "UA-30", "Kyiv"),
        ("Zaporizhzhya", "UA", "UA-23", "Zaporizhzhia"),
        ("Zaporozhye", "UA", "UA-23", "Zaporizhzhia"),
        ("Odessa", "UA", "UA-51", "Odesa"),
        ("Artemivsk", "UA", "UA-14", "Bakhmut"),
        ("Kirovohrad", "UA", "UA-35", "Kropyvnytskyi"),
        ("Simferopol", "UA", "UA-43", "Simferopol"),
        ("Sevastopol", "UA", "UA-40", "Sevastopol"),
        ("Deir Ezzor", "SY", "SY-DY", "Deir ez-Zor"),
        ("Dayr az Zawr", "SY", "SY-DY", "Deir ez-Zor"),
        ("Raqqah", "SY", "SY-RA", "Raqqa"),
        ("al-Raqqa", "SY", "SY-RA", "Raqqa"),
        ("Serekaniye", "SY", "SY-HA", "Ras al-Ain"),
        ("Hodeida", "YE", "YE-HU", "Hodeidah"),
        ("Khan Yunis", "PS", "PS-GZZ", "Khan Younis"),
        ("Mosul", "IQ", "IQ-NI", "Mosul"),
        ("Nikopol", "UA", "UA-12", "Nikopol"),
        ("Sloviansk", "UA", "UA-14", "Sloviansk"),
        ("Slov’iansk", "UA", "UA-14", "Sloviansk"),
        ("Slovʼyansk", "UA", "UA-14", "Sloviansk"),
        ("Kropyvnytskyi", "UA", "UA-35", "Kropyvnytskyi"),
        ("Bakhmut", "UA", "UA-14", "Bakhmut"),
        ("Charkiw", "UA", "UA-63", "Kharkiv"),
        ("Saporischschja", "UA", "UA-23", "Zaporizhzhia"),
        ("Zaporijia", "UA", "UA-23", "Zaporizhzhia"),
        ("Tchernihiv", "UA", "UA-74", "Chernihiv"),
        ("Tschassiw Jar", "UA", "UA-14", "Chasiv Yar"),
        ("Lemberg", "UA", "UA-46", "Lviv"),
        ("Krivoy Rog", "UA", "UA-12", "Kryvyi Rih"),
        ("Krasnoarmeysk", "UA", "UA-14", "Pokrovsk"),
        ("Komsomolsk", "UA", "UA-53", "Horishni Plavni"),
        ("Ilyichevsk", "UA", "UA-51", "Chornomorsk"),
        ("Kamianske", "UA", "UA-12", "Kamianske"),
        ("Ivano-Frankovsk", "UA", "UA-26", "Ivano-Frankivsk"),
        ("الرقة", "SY", "SY-RA", "Raqqa"),
        ("رقة", "SY", "SY-RA", "Raqqa"),
        ("إِدْلِب", "SY", "SY-ID", "Idlib"),
        ("دير الزور", "SY", "SY-DY", "Deir ez-Zor"),
        ("الشجاعية", "PS", "PS-GZZ", "Shujaiya"),
    ],
)
def test_settlement_in_any_spelling(name: str, country: str, region: str, place: str) -> None:
    found = [one for one in GAZETTEER.lookup(name) if one.kind == "settlement" and one.country == country]
    assert found and (found[0].name, found[0].admin1_code) == (place, region)
    assert found[0].radius_m >= 1000


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kharkivshchyna", "UA-63"), ("Kharkiv Oblast", "UA-63"), ("Харківська область", "UA-63"), ("Харківщині", "UA-63"), ("Donetsk Oblast", "UA-14"), ("Rif Dimashq", "SY-RD"), ("Deir ez-Zor", "SY-DY"),
     ("Crimea", "UA-43"), ("Anbar", "IQ-AN"), ("Texas", "US-TX"), ("Rakhine", "MM-16"), ("Belgorod", "RU-BEL")],
)  # fmt: skip
def test_region(name: str, code: str) -> None:
    region = next(one for one in GAZETTEER.lookup(name) if one.kind == "region")
    assert region.admin1_code == code and region.admin1 == region.name and region.radius_m > 10_000


@pytest.mark.parametrize(
    ("name", "country"), [("US", "US"), ("U.K.", "GB"), ("Czechia", "CZ"), ("Ivory Coast", "CI"), ("Burma", "MM")]
)
def test_country(name: str, country: str) -> None:
    assert country in [one.country for one in GAZETTEER.lookup(name) if one.kind == "country"]


def test_unknown_names_nothing() -> None:
    assert GAZETTEER.lookup("Nowhere-upon-Nothing") == () and GAZETTEER.lookup("") == ()


def test_nothing_lies_at_zero_or_off_the_globe() -> None:
    for name in ("San Antonio", "Victoria", "Santa Cruz", "Accra", "Quito"):
        for place in GAZETTEER.lookup(name):
            assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180 and place.radius_m > 0
            assert (place.lat, place.lon) != (0.0, 0.0)


def test_it_goes_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(GAZETTEER)).lookup("Sumy")


def test_missing_and_foreign_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="build_gazetteer"):
        Gazetteer(tmp_path / "none.sqlite")
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"no gazetteer at all" * 100)
    with pytest.raises(GazetteerError, match="build it anew"):
        Gazetteer(other)


def test_the_committed_hash_is_of_this_file() -> None:
    committed = (GAZETTEER.path.with_suffix(".sha256")).read_text().strip()
    assert GAZETTEER.about["content"] == committed


def test_no_place_is_off_the_globe_or_at_its_zero_or_without_doubt() -> None:
    with sqlite3.connect(f"{GAZETTEER.path.resolve().as_uri()}?mode=ro", uri=True) as file:
        off = "ABS(lat) > 9000000 OR ABS(lon) > 18000000 OR lat IS NULL OR lon IS NULL"
        assert file.execute(f"SELECT COUNT(*) FROM place WHERE {off}").fetchone() == (0,)
        assert file.execute("SELECT COUNT(*) FROM place WHERE ABS(lat) < 1000 AND ABS(lon) < 1000").fetchone() == (0,)
        assert file.execute("SELECT MIN(radius_m) FROM place").fetchone()[0] >= 1000


def test_the_file_is_small_and_opens_at_once() -> None:
    begun = time.process_time()
    fresh = Gazetteer(GAZETTEER.path)
    assert time.process_time() - begun < 0.2 and fresh.lookup("Kharkiv")
    assert GAZETTEER.path.stat().st_size < 60_000_000


def test_ukraines_official_list_is_whole_and_says_how_each_was_placed() -> None:
    with sqlite3.connect(f"{GAZETTEER.path.resolve().as_uri()}?mode=ro", uri=True) as file:
        counted = dict(
            file.execute(
                "SELECT placed, COUNT(DISTINCT katottg) FROM place WHERE katottg IS NOT NULL AND kind IN (0, 1) GROUP BY placed"
            )
        )
    assert set(counted) <= {"point", "city", "hromada", "raion", "oblast"}
    assert sum(counted.values()) >= 29_000
