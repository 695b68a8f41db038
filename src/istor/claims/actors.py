"""By whom, as the speaker named them, and how surely."""

from __future__ import annotations

from istor.claims.claim import Actor
from istor.language import Parse


def read_actors(article_id: str, parse: Parse) -> tuple[Actor, ...]:
    """Who is said to have done it, in text order."""
    return ()


def actor_key(words: str) -> str | None:
    """The row of actors.csv that the words name, None where none does."""
    return None
