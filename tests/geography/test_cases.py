"""Case forms: each must lead to its base, and Latin names have none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.geography.cases import base_forms
from istor.geography.gazetteer import open_gazetteer
from istor.geography.geocoding import geoparse
from istor.geography.names import fold


@pytest.mark.parametrize(
    ("form", "place", "code"),
    [
        ("Харкові", "Kharkiv", "UA-63"), ("Харковом", "Kharkiv", "UA-63"), ("Харькова", "Kharkiv", "UA-63"),
        ("Києву", "Kyiv", "UA-30"), ("Киевом", "Kyiv", "UA-30"), ("Сумах", "Sumy", "UA-59"), ("Сум", "Sumy", "UA-59"),
        ("Одесою", "Odesa", "UA-51"), ("Полтаву", "Poltava", "UA-53"), ("Вінниці", "Vinnytsia", "UA-05"),
        ("Виннице", "Vinnytsia", "UA-05"), ("Кривого Рогу", "Kryvyi Rih", "UA-12"), ("Кривом Роге", "Kryvyi Rih", "UA-12"),
        ("Запоріжжям", "Zaporizhzhia", "UA-23"), ("Запорожью", "Zaporizhzhia", "UA-23"), ("Дніпрі", "Dnipro", "UA-12"),
        ("Рівному", "Rivne", "UA-56"), ("Хмельницького", "Khmelnytskyi", "UA-68"), ("Тернополі", "Ternopil", "UA-61"),
        ("Мариуполя", "Mariupol", "UA-14"), ("Кліщіївкою", "Klishchiivka", "UA-14"), ("Роботиного", "Robotyne", "UA-23"),
        ("Куп’янську", "Kupiansk", "UA-63"), ("Белгороде", "Belgorod", "RU-BEL"), ("بالرقة", "Raqqa", "SY-RA"),
        ("رقة", "Raqqa", "SY-RA"), ("والحسكة", "Hasakah", "SY-HA"), ("إِدْلِب", "Idlib", "SY-ID"),
    ],
)  # fmt: skip
def test_a_form_leads_to_its_town(form: str, place: str, code: str) -> None:
    towns = [one for one in open_gazetteer().lookup(form) if one.kind == "settlement"]
    assert (place, code) in [(one.name, one.admin1_code) for one in towns[:3]]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Склад горів у Харківській області всю ніч.", "Харківській області", "UA-63"),
        ("На Харківщині знову тихо.", "Харківщині", "UA-63"),
        ("В Белгородской области нет света.", "Белгородской области", "RU-BEL"),
        ("Без води лишився Ізюмський район.", "Ізюмський район", "UA-63"),
        ("Міст біля Кривого Рогу закрито.", "Кривого Рогу", "UA-12"),
        ("На Київщині та в Київській області тихо.", "Київській області", "UA-32"),
    ],
)
def test_forms_in_a_text(text: str, words: str, code: str) -> None:
    found = {reading.words: reading.place for reading in geoparse(text)}
    place = found[words]
    assert place is not None and place.admin1_code == code


@given(st.text(max_size=40))
def test_forms_are_folded_and_few(name: str) -> None:
    key = fold(name)
    forms = base_forms(key)
    assert key not in forms and len(forms) == len(set(forms)) and "" not in forms


def test_latin_names_have_no_forms() -> None:
    assert base_forms("kharkiv") == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("У Харкові загинуло двоє людей, ще троє поранені в Сумах.", ["Kharkiv", "Sumy"]),
        ("Вночі обстріляли Нікополь на Дніпропетровщині.", ["Nikopol", "Dnipropetrovsk Oblast"]),
        ("В Харькове и под Белгородом прогремели взрывы.", ["Kharkiv", "Belgorod"]),
        ("Снаряд влучив у двір у селі під Куп'янськом.", ["Kupiansk"]),
    ],
)
def test_forms_in_running_text(text: str, wanted: list[str]) -> None:
    assert [reading.place.name for reading in geoparse(text) if reading.place] == wanted
