"""Which pages of the ledger repeat another one: fingerprints are kept with the pages and folded together."""

from __future__ import annotations

from istor.articles.article import Article, Copy
from istor.store.ledger import Ledger


def fingerprinted(article: Article) -> str | None:
    """The article's fingerprint as the ledger keeps it; None for a page that is no article."""
    return None


def copies_of(ledger: Ledger) -> tuple[Copy, ...]:
    """Every page that repeats another one, with the one it repeats."""
    return ()
