"""Which of several names was hit, and which only say where it lies."""

from __future__ import annotations

import pytest
from placing import read

from istor.incidents.scenes import sites
from istor.provenance import Span


@pytest.mark.parametrize(
    ("text", "names", "scenes"),
    [
        ("Bombs fell on Stepove in Kharkiv region overnight.", ["Stepove", "Kharkiv region"], ["Stepove"]),
        ("Shells hit the Stepove quarter of Kharkiv.", ["Stepove", "Kharkiv"], ["Stepove"]),
        ("Shells hit Stepove Street in Kharkiv.", ["Stepove", "Kharkiv"], ["Stepove"]),
        ("Shells hit Kharkiv and Poltava at noon.", ["Kharkiv", "Poltava"], ["Kharkiv", "Poltava"]),
        ("Shells hit Stepove, Luhove and Poltava.", ["Stepove", "Luhove", "Poltava"], ["Stepove", "Luhove", "Poltava"]),
        ("A rocket fired from Poltava struck Kharkiv.", ["Poltava", "Kharkiv"], ["Kharkiv"]),
        ("The wounded were driven to Poltava.", ["Poltava"], []),
        ("A missile hit a hospital in Poltava at noon.", ["Poltava"], ["Poltava"]),
        ("A boy died in a hospital in Poltava at noon.", ["Poltava"], []),
        (
            "A mine went off near Stepove, Kharkiv region, Ukraine.",
            ["Stepove", "Kharkiv region", "Ukraine"],
            ["Stepove"],
        ),
        ("Stepove, a village west of Kharkiv, was hit.", ["Stepove", "Kharkiv"], ["Stepove"]),
        ("North of Kharkiv, shells fell on Stepove.", ["Kharkiv", "Stepove"], ["Stepove"]),
        ("Stepove, 5 km east of rebel-held Kharkiv, was hit.", ["Stepove", "Kharkiv"], ["Stepove"]),
        ("The hurt were taken to a hospital in Poltava.", ["Poltava"], []),
        ("A rocket hit a hospital in Poltava.", ["Poltava"], ["Poltava"]),
        ("He was born in Poltava.", ["Poltava"], []),
        ("The dead man is from Stepove in Kharkiv region.", ["Stepove", "Kharkiv region"], []),
        ("Guards who fled from Stepove in Kharkiv region", ["Stepove", "Kharkiv region"], ["Kharkiv region"]),
        ("Missiles came from the direction of Poltava and hit Kharkiv.", ["Poltava", "Kharkiv"], ["Kharkiv"]),
        ("From the Black Sea, south of Poltava, missiles hit Kharkiv.", ["Poltava", "Kharkiv"], ["Kharkiv"]),
        ("Rockets hit the Hai district, Kharkiv saw fires.", ["Hai", "Kharkiv"], ["Hai"]),
        ("A Poltava-based unit shelled Kharkiv.", ["Poltava", "Kharkiv"], ["Kharkiv"]),
        ("Missiles fired from over Poltava hit Kharkiv.", ["Poltava", "Kharkiv"], ["Kharkiv"]),
        ("A Poltava boy was hit by a shell.", ["Poltava"], ["Poltava"]),
        ("Two Poltava men were hit by a shell in Kharkiv.", ["Poltava", "Kharkiv"], ["Kharkiv"]),
        ("Gunmen killed two in Ukraine's Kharkiv region.", ["Ukraine", "Kharkiv region"], ["Kharkiv region"]),
        ("Gunmen killed two in Ukraine’s Kharkiv region.", ["Ukraine", "Kharkiv region"], ["Kharkiv region"]),
        ("Nothing is named.", [], []),
    ],
)
def test_scenes(text: str, names: list[str], scenes: list[str]) -> None:
    found = sites(text, read(text, *names), start=0, end=len(text))
    assert [site.reading.words for site in found] == scenes


def test_where_a_speaker_stands_is_no_scene() -> None:
    text = "A doctor in Poltava said shells hit Kharkiv."
    speaker = Span(article_id="a", start=0, end=19)
    found = sites(text, read(text, "Poltava", "Kharkiv"), start=0, end=len(text), without=[speaker])
    assert [site.reading.words for site in found] == ["Kharkiv"]
