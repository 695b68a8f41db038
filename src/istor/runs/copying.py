"""Which pages of the ledger repeat another one: fingerprints are kept with the pages and folded together."""

from __future__ import annotations

from array import array

import msgspec

from istor.articles.article import Article, Copy
from istor.articles.syndication import Fingerprint, fingerprint, fold
from istor.store.ledger import Ledger

WORDS = 1 << 32  # from here on a key is of all words: bands have 32 bits, and the two kinds never meet


class _Keys(msgspec.Struct):
    """The part of a fingerprint under which copies meet; the rest is not even decoded."""

    article_id: str
    exact: str | None = None
    bands: tuple[int, ...] = ()


def fingerprinted(article: Article) -> bytes:
    """The article's fingerprint as the ledger keeps it."""
    return msgspec.msgpack.encode(fingerprint(article))


def bands_of(ledger: Ledger) -> dict[str, tuple[int, ...]]:
    """The keys under which each page of the ledger meets its copies, by article id."""
    decoded = (msgspec.msgpack.decode(kept, type=_Keys) for kept in ledger.fingerprints())
    return {keys.article_id: meeting(keys) for keys in decoded}


def meeting(keys: _Keys | Fingerprint) -> tuple[int, ...]:
    """The keys under which a page meets its copies: those of its bands, and one of all its words together."""
    if keys.exact is None:
        return ()
    return (*keys.bands, int(keys.exact[:15], 16) + WORDS)


def copies_of(ledger: Ledger) -> tuple[Copy, ...]:
    """Every page that repeats another one, with the one it repeats; the same whatever the order they came in.

    Only pages that share a key with another one are held in memory: the others can be no copies, nor crowd a key.
    """
    shared = _shared(ledger)
    return fold(
        msgspec.msgpack.decode(kept, type=Fingerprint)
        for kept in ledger.fingerprints()
        if not shared.isdisjoint(meeting(msgspec.msgpack.decode(kept, type=_Keys)))
    )


def _shared(ledger: Ledger) -> frozenset[int]:
    """The keys that more than one page has."""
    import numpy

    keys = array("Q")
    for kept in ledger.fingerprints():
        keys.extend(meeting(msgspec.msgpack.decode(kept, type=_Keys)))
    values, counts = numpy.unique(numpy.frombuffer(keys, dtype="u8"), return_counts=True)
    return frozenset(values[counts > 1].tolist())
