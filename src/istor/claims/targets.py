"""What or who was hit, and how much was damaged."""

from __future__ import annotations

from istor.claims.claim import Damage, Target
from istor.language import Parse


def read_targets(article_id: str, parse: Parse) -> tuple[Target, ...]:
    """What was hit, in text order."""
    return ()


def read_damage(article_id: str, parse: Parse) -> tuple[Damage, ...]:
    """Things damaged or destroyed, counted."""
    return ()
