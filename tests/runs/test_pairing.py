"""What pages are found by, and which of them by nothing of their own."""

from __future__ import annotations

from making import article, sighting
from msgspec.structs import replace

from istor.articles.article import Block
from istor.publication.readings import Reading
from istor.runs.pairing import noted

TEXT = "Boats burnt at Schoolcrest pier."


def read(name: str, *, attacks: int, asides: int = 0) -> Reading:
    page = replace(article(name), text=TEXT, blocks=(Block(kind="body", start=0, end=len(TEXT)),))
    told = [sighting(f"{name}-{n}", article_id=name) for n in range(attacks)]
    told += [sighting(f"{name}-past-{n}", article_id=name, role="background") for n in range(asides)]
    return Reading(article=page, sightings=tuple(told))


def test_a_page_is_known_by_its_words_and_a_round_up_by_none() -> None:
    found = noted([read("one", attacks=1, asides=9), read("many", attacks=9), read("calm", attacks=0)])
    assert "schoolcrest" in found.used["one"]
    assert not found.used["many"]
    assert set(found.used) == {"one", "many"}
