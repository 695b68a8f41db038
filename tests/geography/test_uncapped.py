"""Names in Arabic letters, in running text of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.geography import geoparse
from istor.geography.uncapped import uncapped_words


def _places(text: str) -> list[tuple[str, str | None]]:
    return [(one.words, one.place.name if one.place else None) for one in geoparse(text) if one.role == "location"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قصفت الطائرات مدينة إدلب وبلدة سراقب فجر الثلاثاء.", ["Idlib", "Saraqib"]),
        ("سقطت قذائف على ريف حلب الشمالي وفي الرقة.", ["Aleppo", "Raqqa"]),
        ("أُصيب ثلاثة مدنيين بالحسكة وبدير الزور ودرعا.", ["Hasakah", "Deir ez-Zor", "Daraa"]),
        ("وصلت سيارات الإسعاف إلى حمص قادمة من دمشق.", ["Homs", "Damascus"]),
        ("انفجار في خان يونس، وقصف على بغداد.", ["Khan Younis", "Baghdad"]),
        ("احترق مخزن في دِمَشْق ليلاً.", ["Damascus"]),
        ("دخلت القافلة مدينة الباب ظهراً.", ["Al-Bab"]),
        ("وقع انفجاران في كييف صباح الأحد.", ["Kyiv"]),
        ("نُقل الجرحى إلى مستشفى للرقة.", ["Raqqa"]),
    ],
)
def test_places_in_arabic_text(text: str, wanted: list[str]) -> None:
    assert [name for _, name in _places(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "فتح الرجل الباب ونظر إلى الشمال.",
        "نشرت الوكالة صور المدينة القديمة في الصباح.",
        "قال بايدن إن الخبر غير صحيح.",
        "كان الجو بارداً والليل طويلاً.",
        "جلست جدة الطفل قرب البيت.",
    ],
)
def test_everyday_words_are_no_places(text: str) -> None:
    assert _places(text) == []


def test_a_capital_that_speaks_is_a_government_and_an_article_makes_a_people() -> None:
    assert [one.role for one in geoparse("قالت موسكو إن الطريق مفتوح.")] == ["government"]
    assert [one.role for one in geoparse("عبرت الشاحنات الحدود السورية.")] == ["demonym"]


def test_words_stand_where_they_are_said_to() -> None:
    text = "سقطت قذائف في خَان يُونُس وفي الرقة."
    assert all(text[one.start : one.end] == one.words for one in geoparse(text))
    assert len(geoparse(text)) == 2


def test_no_word_both_opens_a_name_and_calls_for_one() -> None:
    known = uncapped_words()
    assert not known.openers & (known.settlement_before | known.region_before | known.locative)


@given(st.text(alphabet="ابتدرسلمنويهةأإ َُِّ ـ.،-", max_size=80))
def test_nothing_in_arabic_letters_breaks_it(text: str) -> None:
    for one in geoparse(text):
        assert text[one.start : one.end] == one.words
