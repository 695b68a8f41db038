"""The index of linking: pages by the keys of their copies and by their words, sightings by their blocks.

It is written with what was derived by it, in one transaction; only what differs is touched.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, func, select

from istor.store import schema
from istor.store.holding import Card, Filed, Seat
from istor.store.keeping import set_fact, words
from istor.store.phrasing import Question, alter, put, put_tuples, take
from istor.store.querying import fact

ONE_VOICE = 1  # what one voice alone says is not counted: its echo tells
SOME = 100_000  # rows at hand at once
Rows = Mapping[str, Mapping[str, Any]]  # by name
_KEY = struct.Struct("<qb")
_BAND = struct.Struct("<q")


def put_card(connection: Connection, card: Card) -> None:
    """Files pages, seats sightings and counts voices as `card` says."""
    numbers = _put_pages(connection, card)
    _put_seats(connection, card, numbers)
    _put_voices(connection, card.voices, whole=card.whole)
    if card.whole:
        connection.execute(delete(schema.rarity))
        put(connection, schema.rarity, ({"words": each, "tells": told} for each, told in card.tells.items()))
        set_fact(connection, "crowd", repr(card.crowd))
        set_fact(connection, "filed", str(len(card.pages)))
    came = 0 if card.whole else int(fact(connection, "came_since") or 0) + len(card.pages) + len(card.gone_pages)
    set_fact(connection, "came_since", str(came))


def packed_bands(bands: Iterable[int]) -> bytes:
    """Keys under which copies meet, as they are kept.

    >>> unpacked_bands(packed_bands([3, 1 << 40]))
    [3, 1099511627776]
    """
    return b"".join(_BAND.pack(band) for band in bands)


def unpacked_bands(packed: bytes) -> list[int]:
    """The keys that `packed_bands` packed."""
    return [band for (band,) in _BAND.iter_unpack(packed)]


def unpacked_keys(packed: bytes) -> list[tuple[int, int]]:
    """The keys of a seat, each with how the sighting stands in the block: eight bytes, the lowest first, and one.

    >>> unpacked_keys(bytes([3, 0, 0, 0, 0, 0, 0, 0, 2]))
    [(3, 2)]
    """
    return [(key, standing) for key, standing in _KEY.iter_unpack(packed)]


def _put_pages(connection: Connection, card: Card) -> dict[str, int]:
    """Files the pages, and gives the numbers of all pages that the card's seats may be on."""
    table = schema.filed
    wanted = None if card.whole else [*card.gone_pages, *(each.article.id for each in card.pages)]
    held = _held(connection, table, table.c.article_id, wanted)
    rows = {each.article.id: _page_row(each) for each in card.pages}
    numbers = {name: row["n"] for name, row in held.items() if name in rows}
    new = (name for name in rows if name not in numbers)
    # Counted on before anything is taken out: a page that is filed anew keeps its number.
    numbers |= {name: n for n, name in enumerate(new, start=_next(connection, table))}
    stale = {name for name, row in held.items() if _differs(row, rows.get(name))}
    _unfile(connection, [held[name] for name in stale])
    fresh = [{"n": numbers[name], **row} for name, row in rows.items() if name not in held or name in stale]
    put(connection, table, fresh)
    put(connection, schema.band, _bands(fresh))
    put(connection, schema.echo, _echoes(fresh))
    missing = [name for name in dict.fromkeys(seat.article_id for seat in card.seats) if name not in numbers]
    known = _held(connection, table, table.c.article_id, missing) if missing else {}
    return {**numbers, **{name: row["n"] for name, row in known.items()}}


def _page_row(page: Filed) -> dict[str, Any]:
    return {
        "article_id": page.article.id,
        "bands": packed_bands(page.bands),
        "echoes": msgspec.json.encode(page.echoes).decode(),
        "rare": msgspec.json.encode(page.rare).decode(),
        "article": words(page.article),
    }


def _unfile(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    take(connection, schema.band, ((row["key"], row["page"]) for row in _bands(rows)))
    take(connection, schema.echo, ((row["words"], row["page"]) for row in _echoes(rows)))
    take(connection, schema.filed, ((row["n"],) for row in rows))


def _bands(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({"key": band, "page": row["n"]} for row in rows for band in dict.fromkeys(unpacked_bands(row["bands"])))


def _echoes(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({"words": each, "page": row["n"]} for row in rows for each in msgspec.json.decode(row["echoes"]))


def _put_seats(connection: Connection, card: Card, numbers: Mapping[str, int]) -> None:
    table = schema.seat
    wanted = None if card.whole else [*card.gone_seats, *(each.id for each in card.seats)]
    held = _held(connection, table, table.c.id, wanted)
    rows = {each.id: _seat_row(each, numbers) for each in card.seats}
    new = (name for name in rows if name not in held)
    places = {name: row["n"] for name, row in held.items()} | {
        name: n for n, name in enumerate(new, start=_next(connection, table))
    }
    stale = {name: row for name, row in held.items() if _differs(row, rows.get(name))}
    fresh = {name: {"n": places[name], **row} for name, row in rows.items() if name not in held or name in stale}
    blocks, stood = fresh, stale
    if card.whole and len(stale) > len(held) // 2:  # under new rules: to empty the table is quicker than row by row
        connection.execute(delete(schema.block))
        blocks, stood = {name: {"n": places[name], **row} for name, row in rows.items()}, {}
    take(connection, schema.block, _only(stood, fresh))
    take(connection, table, ((row["n"],) for name, row in stale.items() if name not in fresh))
    alter(connection, table, (row for name, row in fresh.items() if name in stale))
    put(connection, table, (row for name, row in fresh.items() if name not in stale))
    put_tuples(connection, schema.block, _in_order(blocks, stood) if card.whole else _only(blocks, stood))


def _seat_row(seat: Seat, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {"id": seat.id, "page": numbers[seat.article_id], "keys": seat.keys}


def _only(seats: Rows, others: Rows) -> Iterator[tuple[int, int, int]]:
    """Where the seats stand in blocks (key, seat, standing) and not as `others` by the same names."""
    for name, row in seats.items():
        other = set(unpacked_keys(others[name]["keys"])) if name in others else ()
        for key, standing in unpacked_keys(row["keys"]):
            if (key, standing) not in other:
                yield key, row["n"], standing


def _in_order(seats: Rows, others: Rows) -> Iterator[tuple[int, int, int]]:
    """The same of many, in the order of their table: each row goes beside the last, and not anywhere in a gigabyte."""
    import numpy

    several = numpy.frombuffer(
        b"".join([row["keys"] for row in seats.values()]), dtype=[("key", "<i8"), ("standing", "i1")]
    )
    keys, standings = several["key"], several["standing"]
    numbers = [len(row["keys"]) // _KEY.size for row in seats.values()]
    owners = numpy.repeat(numpy.array([row["n"] for row in seats.values()], dtype="i8"), numbers)
    order = numpy.lexsort((standings, owners, keys))
    known = frozenset(_only(others, {})) if others else frozenset()
    for some in numpy.array_split(order, len(order) // SOME + 1):
        rows = zip(keys[some].tolist(), owners[some].tolist(), standings[some].tolist(), strict=True)
        yield from (row for row in rows if row not in known) if known else rows


def _put_voices(connection: Connection, voices: Mapping[str, int], *, whole: bool) -> None:
    table = schema.word
    rows = _held(connection, table, table.c.words, None if whole else list(voices))
    held = {name: row["voices"] for name, row in rows.items()}
    wanted = {name: number for name, number in voices.items() if number > ONE_VOICE}
    take(connection, table, ((name,) for name, number in held.items() if wanted.get(name) != number))
    put(
        connection,
        table,
        ({"words": name, "voices": number} for name, number in wanted.items() if held.get(name) != number),
    )


def _differs(row: Mapping[str, Any], wanted: Mapping[str, Any] | None) -> bool:
    return wanted is None or any(row[name] != value for name, value in wanted.items())


def _held(connection: Connection, table: Table, column: Any, names: Sequence[str] | None) -> dict[str, dict[str, Any]]:
    """The rows of these names, by name; all of them where `names` is None."""
    asked = _asked(table, None if names is None else column)
    rows = asked.rows(connection) if names is None else asked.among(connection, names)
    columns = [each.name for each in table.columns]
    return {row[column.name]: row for row in (dict(zip(columns, each, strict=True)) for each in rows)}


@cache
def _asked(table: Table, column: Any) -> Question:
    return Question(select(table), column)


def _next(connection: Connection, table: Table) -> int:
    return int(_last(table).value(connection) or 0) + 1


@cache
def _last(table: Table) -> Question:
    return Question(select(func.max(table.c.n)))
