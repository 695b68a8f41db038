"""With what: weapons as written, their class, and how many were launched, hit and shot down."""

from __future__ import annotations

from istor.claims.claim import Weapon
from istor.language import Parse


def read_weapons(article_id: str, parse: Parse) -> tuple[Weapon, ...]:
    """The weapons a paragraph names, in text order."""
    return ()
