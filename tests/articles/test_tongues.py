"""Languages of short and long texts."""

from __future__ import annotations

import pytest

from istor.articles.tongues import declared_language, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two guards were hurt when a drone hit a depot on the edge of the town, the governor said.", "en"),
        ("Уночі безпілотник влучив у склад на околиці міста, двоє охоронців зазнали поранень, повідомила влада.", "uk"),
        ("Ночью беспилотник попал в склад на окраине города, двое охранников получили ранения, сообщили власти.", "ru"),
        ("أصيب حارسان عندما ضربت طائرة مسيرة مستودعا على أطراف المدينة، حسبما قال المحافظ.", "ar"),
        ("Kentin dışındaki bir depoya insansız hava aracı çarptı, iki bekçi yaralandı, dedi vali.", "tr"),
        ("Sumy", None),
        ("12:30 – 14:45, 2025", None),
    ],
)
def test_detected(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("label", "language"), [("en", "en"), ("en_US", "en"), ("UK", "uk"), ("english", None), (" ", None), (None, None)]
)
def test_declared(label: str | None, language: str | None) -> None:
    assert declared_language(label) == language
