"""Where what is said begins and ends."""

from __future__ import annotations

import pytest

from istor.claims.attribution import attributions

# text, speaker, everything that speaker is made to say
ROWS = [
    ("On Friday, the mayor said, five people died.", "the mayor", ["five people died"]),
    ("However, according to the mayor, five people died.", "the mayor", ["five people died"]),
    ("In a note, “we lost five,” the mayor said.", "the mayor", ["“we lost five,”"]),
    ("The mayor said five died, while the army said two died.", "The mayor", ["five died"]),
    ("Five died, the mayor said; two were soldiers, the army added.", "the army", ["two were soldiers"]),
    ("“Five died. Two were soldiers,” the mayor said.", "the mayor", ["“Five died. Two were soldiers,”"]),
    (
        "Rockets fell on the mill, the mayor said on Sunday, hurting five.",
        "the mayor",
        ["Rockets fell on the mill", "hurting five"],
    ),
    ("The mayor described the raid as the worst of the year.", "The mayor", ["the raid as the worst of the year"]),
]


@pytest.mark.parametrize(("text", "speaker", "content"), ROWS)
def test_content(text: str, speaker: str, content: list[str]) -> None:
    one = next(
        one for one in attributions(text) if one.attribution.speaker and one.attribution.speaker.words == speaker
    )
    assert [span.quote(text) for span in one.content] == content
