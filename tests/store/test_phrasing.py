"""Statements handed to the driver as they are: what goes in comes out, and an error has a sentence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    select,
)
from sqlalchemy.exc import DBAPIError

from istor.store.phrasing import Question, alter, batches, put, take

things = Table(
    "things",
    MetaData(),
    Column("kind", Text, primary_key=True),
    Column("n", BigInteger, primary_key=True),
    Column("day", Date),
    Column("done", Boolean),
    Column("packed", LargeBinary),
)
KINDS = Question(select(things).order_by(things.c.n), things.c.kind)
NUMBERS = Question(select(things.c.kind), things.c.n)
SINCE = Question(select(things.c.n).where(things.c.day >= bindparam("since", type_=Date)))
ROW = {"kind": "a", "n": 1, "day": dt.date(2025, 3, 4), "done": True, "packed": b"\x00x"}


@pytest.fixture
def connection() -> Connection:
    engine = create_engine("sqlite://")
    opened = engine.connect()
    things.create(opened)
    return opened


def test_what_is_put_comes_back_as_it_was(connection: Connection) -> None:
    put(connection, things, [ROW, {**ROW, "n": 2, "day": None, "done": None, "packed": None}])
    assert KINDS.among(connection, ["a", "b", "a"]) == [tuple(ROW.values()), ("a", 2, None, None, None)]
    assert SINCE.rows(connection, {"since": dt.date(2025, 3, 4)}) == [(1,)]
    assert SINCE.value(connection, {"since": dt.date(2026, 1, 1)}) is None


def test_a_known_key_is_left_alone_where_only_new_rows_are_put(connection: Connection) -> None:
    put(connection, things, [ROW])
    put(connection, things, [{**ROW, "done": False}, {**ROW, "n": 7}], new=True)
    assert [row[:2] + row[3:4] for row in KINDS.among(connection, "a")] == [("a", 1, True), ("a", 7, True)]


def test_rows_are_altered_and_taken_by_their_whole_key(connection: Connection) -> None:
    put(connection, things, [ROW, {**ROW, "n": 2}, {**ROW, "kind": "b"}])
    alter(connection, things, [{"kind": "a", "n": 2, "done": False}])
    take(connection, things, [("a", 1)])
    assert [row[:4] for row in KINDS.among(connection, "ab")] == [
        ("b", 1, ROW["day"], True),
        ("a", 2, ROW["day"], False),
    ]


def test_nothing_asked_or_written_asks_and_writes_nothing() -> None:
    with create_engine("sqlite://").connect() as empty:  # there is no such table
        assert KINDS.among(empty, []) == []
        put(empty, things, [])
        take(empty, things, [])


@given(st.lists(st.integers(-(2**63), 2**63 - 1), unique=True, max_size=20))
def test_numbers_of_64_bits_find_their_rows(numbers: list[int]) -> None:
    with create_engine("sqlite://").connect() as connection:
        things.create(connection)
        put(connection, things, ({**ROW, "kind": str(n), "n": n} for n in numbers))
        assert {kind for (kind,) in NUMBERS.among(connection, numbers)} == set(map(str, numbers))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), unique=True, max_size=9))
def test_any_words_find_their_rows(words: list[str]) -> None:
    with create_engine("sqlite://").connect() as connection:
        things.create(connection)
        put(connection, things, ({**ROW, "kind": each} for each in words))
        assert {row[0] for row in KINDS.among(connection, words)} == set(words)


def test_the_drivers_error_becomes_sqlalchemys(connection: Connection) -> None:
    put(connection, things, [ROW])
    with pytest.raises(DBAPIError, match="UNIQUE"):
        put(connection, things, [ROW])


def test_batches_leave_nothing_out() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
