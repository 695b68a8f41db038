"""Did it happen, now and here: news, background, planned, hypothetical, negated, figurative, legal; and how wide."""

from __future__ import annotations

from istor.claims.claim import Factuality, Scope
from istor.language import Parse
from istor.provenance import Span


def factuality_of(parse: Parse, span: Span) -> Factuality:
    """How the words around `span` (an attack's or a toll's) put it."""
    return "news"


def scope_of(parse: Parse, span: Span) -> Scope:
    """Whether the words around `span` tell of one place, a whole country's barrage, or a total over days."""
    return "incident"
