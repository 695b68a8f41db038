"""Named dead and hurt, as written: personal data, kept apart from tolls so that publication can withhold it."""

from __future__ import annotations

from istor.claims.claim import Person
from istor.language import Parse


def read_persons(article_id: str, parse: Parse) -> tuple[Person, ...]:
    """The named victims of one paragraph in text order."""
    return ()
