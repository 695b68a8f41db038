"""Which pages of the ledger repeat another one: fingerprints are kept with the pages and folded together."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import msgspec

from istor.articles.article import Article, Copy
from istor.articles.syndication import Fingerprint, fingerprint, fold
from istor.store.ledger import Ledger


class _Keys(msgspec.Struct):
    """The part of a fingerprint under which copies meet; the rest is not even decoded."""

    exact: str | None = None
    bands: tuple[int, ...] = ()


def fingerprinted(article: Article) -> bytes:
    """The article's fingerprint as the ledger keeps it."""
    return msgspec.msgpack.encode(fingerprint(article))


def copies_of(ledger: Ledger) -> tuple[Copy, ...]:
    """Every page that repeats another one, with the one it repeats; the same whatever the order they came in.

    Only pages that share a key with another one are held in memory: the others can be no copies, nor crowd a key.
    """
    shared = _shared(ledger)
    return fold(
        msgspec.msgpack.decode(kept, type=Fingerprint)
        for kept in ledger.fingerprints()
        if not shared.isdisjoint(_keys(kept))
    )


def _shared(ledger: Ledger) -> frozenset[int]:
    """The keys that more than one page has."""
    import numpy

    keys = array("Q")
    for kept in ledger.fingerprints():
        keys.extend(_keys(kept))
    values, counts = numpy.unique(numpy.frombuffer(keys, dtype="u8"), return_counts=True)
    return frozenset(values[counts > 1].tolist())


def _keys(kept: bytes) -> Iterator[int]:
    keys = msgspec.msgpack.decode(kept, type=_Keys)
    yield from keys.bands
    if keys.exact is not None:
        yield int(keys.exact[:15], 16) + (1 << 32)  # bands have 32 bits: the two kinds never meet
