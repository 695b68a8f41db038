"""Was there an attack, and of what kind: the words of violence, and the gate that says which paragraphs to parse."""

from __future__ import annotations

from istor.claims.claim import Attack, AttackType, Weapon
from istor.language import Parse


def matters(paragraph: str) -> bool:
    """Whether a paragraph could tell of an attack, its harm or who says so."""
    return bool(paragraph.strip())


def read_attacks(article_id: str, parse: Parse) -> tuple[Attack, ...]:
    """The attacks a paragraph tells of, in text order."""
    return ()


def type_of(trigger: str, weapons: tuple[Weapon, ...]) -> AttackType:
    """The ACLED type of a trigger's words, decided by the weapons beside it."""
    return "Other"
