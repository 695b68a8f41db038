"""istor: news reports about attacks in armed conflict, read into a ledger where every figure leads back to its words."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"


def read(text: str, **facts: Any) -> Any:
    """Read one article (development form; the public surface replaces it)."""
    from istor.articles.article import RawPage
    from istor.articles.cleaning import clean
    from istor.geography.gazetteer import open_gazetteer
    from istor.publication.readings import reading_object
    from istor.runs.plan import read_article

    page = RawPage(raw=text.encode(), kind="text", charset="utf-8", **{"source_id": "text", **facts})
    reading = read_article(clean(page), gazetteer=open_gazetteer())

    class Result:
        value = reading

        def to_json(self) -> dict[str, Any]:
            return reading_object(reading.article, reading.sightings)

    return Result()
