"""A panorama is brought up to date by the incidents that linking changed, without reading all the others again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from istor.store import schema
from istor.store.deriving import EVERY
from istor.store.panorama import Coded, Panorama, numbers_of
from istor.store.surveying import read_panorama

MOST = 1_000  # incidents; where more have changed, all are read anew
Rows = NDArray[np.int32]


def renewed(connection: Connection, seen: Panorama, edition: str) -> Panorama:
    """The panorama as the ledger stands now, `seen` being how it stood at an earlier edition."""
    changed = changed_since(connection, int(seen.edition), int(edition))
    if changed is None:
        return read_panorama(connection, edition)
    return patched(seen, read_panorama(connection, edition, only=changed), without=changed)


def changed_since(connection: Connection, since: int, edition: int) -> tuple[str, ...] | None:
    """The ids of the incidents that are new, other or gone since an edition. None: it is not known, or they are many."""
    table = schema.change.c
    known = connection.execute(select(func.min(table.edition))).scalar()
    if since < edition and (known is None or since + 1 < known):
        return None
    query = select(table.incident_id).where(table.edition > since).distinct().limit(MOST + 1)
    found = tuple(connection.execute(query).scalars())
    return None if EVERY in found or len(found) > MOST else found


def patched(seen: Panorama, news: Panorama, *, without: Sequence[str]) -> Panorama:
    """`seen` without some incidents and with those of `news`, in the ledger's order."""
    kept = ~np.isin(seen.ids, numbers_of(list(without)))
    order = _order(seen, news, kept)
    place = np.full(len(seen) + len(news), -1, dtype=np.int32)  # where each row of the one and of the other goes
    place[np.concatenate([np.flatnonzero(kept), len(seen) + np.arange(len(news))])[order]] = np.arange(len(order))
    where = place[: len(seen)], place[len(seen) :]

    def column(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(seen, name)[kept], getattr(news, name)])[order]

    pages, pages_of = _pages(seen, news, where)
    ids = column("ids")
    return Panorama(
        edition=news.edition,
        ids=ids,
        **{name: column(name) for name in ("earliest", "latest", "lat", "lon", "radius_m", "reviewed", "doubt")},
        counts={name: np.concatenate([seen.counts[name][kept], news.counts[name]])[order] for name in seen.counts},
        words=_words(seen.words, news.words, kept=kept, order=order),
        aspects={name: _aspect(seen.aspects[name], news.aspects[name], where) for name in seen.aspects},
        by_id=np.argsort(ids, kind="stable"),
        pages=pages,
        pages_of=pages_of,
    )


def _order(seen: Panorama, news: Panorama, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """By day, those without one last; then by id."""
    keys = [np.concatenate([getattr(seen, name)[kept], getattr(news, name)]) for name in ("ids", "latest", "earliest")]
    return np.lexsort(keys)


def _words(
    seen: Mapping[str, Coded], news: Mapping[str, Coded], *, kept: NDArray[np.bool_], order: NDArray[np.int64]
) -> dict[str, Coded]:
    made = {}
    for name, former in seen.items():
        labels, codes = _labelled(former, news[name])
        made[name] = Coded(labels, np.concatenate([former.codes[kept], codes])[order])
    return made


def _aspect(seen: Coded, news: Coded, where: tuple[Rows, Rows]) -> Coded:
    labels, codes = _labelled(seen, news)
    old, new = (part if part is not None else np.zeros(0, dtype=np.int32) for part in (seen.rows, news.rows))
    left = where[0][old] >= 0
    rows = np.concatenate([where[0][old][left], where[1][new]])
    return Coded(labels, np.concatenate([seen.codes[left], codes]), rows)


def _labelled(seen: Coded, news: Coded) -> tuple[tuple[str, ...], Rows]:
    """The labels of both, and the codes of the one that is new by them."""
    labels = {label: at for at, label in enumerate(seen.labels)}
    codes = np.array([labels.setdefault(label, len(labels)) for label in news.labels], dtype=np.int32)
    return tuple(labels), codes[news.codes] if len(codes) else news.codes


def _pages(seen: Panorama, news: Panorama, where: tuple[Rows, Rows]) -> tuple[NDArray[np.int64], Rows]:
    rows = where[0][seen.pages_of]
    numbers = np.concatenate([seen.pages[rows >= 0], news.pages])
    whole = np.concatenate([rows[rows >= 0], where[1][news.pages_of]])
    order = np.argsort(numbers, kind="stable")
    return numbers[order], whole[order]
