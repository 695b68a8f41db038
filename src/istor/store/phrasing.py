"""Statements are worded once for a kind of database and handed to its driver as they are: for the few rows that one page
touches, SQLAlchemy takes several times as long to prepare a statement as the database to carry it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Dialect, Select, Table, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

BATCH = 20_000  # rows handed over at a time
LISTED = "listed"  # the parameter that holds a whole list
_AT = "at_"  # before the name of a column by which a row is found
_Change = Callable[[Any], Any]
_Keys = tuple[str, ...]
T = TypeVar("T")


class _Worded(NamedTuple):
    """A statement in a database's words. `names` are its parameters in order (empty: they go by name), `fixed` their values
    where it has some itself; `given` and `taken` turn values into what the driver takes, and columns of the answer into what
    was put in (empty: none needs it)."""

    words: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]
    given: Mapping[str, _Change]
    taken: tuple[_Change | None, ...]

    def filled(self, values: Mapping[str, Any]) -> Any:
        """The parameters as the driver takes them."""
        if self.fixed or self.given:
            values = {**self.fixed, **values}
            for name, change in self.given.items():
                values[name] = change(values[name])
        return tuple([values[name] for name in self.names]) if self.names else values

    def takes(self, names: _Keys) -> bool:
        """Whether the driver takes plain tuples of values of these names, as they are."""
        return self.names == names and not self.fixed and not self.given


class Question:
    """A query for rows, as plain tuples; `column`, where there is one, is that of which a list of values is asked for.

    >>> from sqlalchemy import create_engine
    >>> from istor.store.schema import about
    >>> facts = Question(select(about.c.key, about.c.value), about.c.key)
    >>> with create_engine("sqlite://").begin() as connection:
    ...     about.create(connection)
    ...     put(connection, about, [{"key": "schema", "value": "1"}, {"key": "rule", "value": "range"}])
    ...     facts.among(connection, ["rule", "none"])
    [('rule', 'range')]
    """

    def __init__(self, query: Select[Any], column: ColumnElement[Any] | None = None) -> None:
        self._query = query
        self._column = column
        self._worded: dict[str, _Worded] = {}

    def among(self, connection: Connection, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        """The rows in which the column has one of the values; without a value the database is not asked."""
        wanted = list(dict.fromkeys(values))
        return self.rows(connection, {LISTED: wanted}) if wanted else []

    def rows(self, connection: Connection, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows for these parameters, by the names that they have in the query."""
        worded = self._worded.get(connection.dialect.name) or self._word(connection.dialect)
        cursor = connection.connection.cursor()
        with _Explained(connection, worded.words):
            cursor.execute(worded.words, worded.filled(parameters or {}))
            found = cursor.fetchall()
        cursor.close()
        if not worded.taken:
            return list(found)
        return [
            tuple(change(each) if change else each for change, each in zip(worded.taken, row, strict=True))
            for row in found
        ]

    def value(self, connection: Connection, parameters: Mapping[str, Any] | None = None) -> Any:
        """What stands first in the first row; None where there is no row."""
        found = self.rows(connection, parameters)
        return found[0][0] if found else None

    def _word(self, dialect: Dialect) -> _Worded:
        query = self._query
        if self._column is not None:
            query = query.where(_is_listed(self._column, dialect))
        worded = _worded(query.compile(dialect=dialect), dialect)
        if dialect.name == "sqlite":  # which knows neither days nor truths: others give back what was put in
            taken = tuple(
                column.type.dialect_impl(dialect).result_processor(dialect, None) for column in query.selected_columns
            )
            worded = worded._replace(taken=taken if any(taken) else ())
        self._worded[dialect.name] = worded
        return worded


def batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of at most `size`.

    >>> list(batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch


def put(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]], *, new: bool = False) -> None:
    """Inserts rows, all with the same columns. `new`: only those whose key is not there yet."""
    _write(connection, table, "put new" if new else "put", rows)


def put_tuples(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Inserts rows that are tuples of all columns, in the order of the table: of millions, dicts take most of the time."""
    names = tuple(column.name for column in table.columns)
    worded = _known(connection.dialect, table, "put", names)
    _carry_out(
        connection,
        worded,
        rows if worded.takes(names) else (worded.filled(dict(zip(names, row, strict=True))) for row in rows),
    )


def take(connection: Connection, table: Table, keys: Iterable[Sequence[Any]]) -> None:
    """Deletes the rows of these primary keys."""
    names = [column.name for column in table.primary_key]
    _write(connection, table, "take", (dict(zip(names, key, strict=True)) for key in keys))


def alter(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Sets the other columns of the rows with the same primary key; all rows have the same columns."""
    _write(connection, table, "alter", rows)


_WORDED: dict[tuple[str, str, str, _Keys], _Worded] = {}


def _write(connection: Connection, table: Table, verb: str, rows: Iterable[Mapping[str, Any]]) -> None:
    left = iter(rows)
    for first in left:
        worded = _known(connection.dialect, table, verb, tuple(first))
        _carry_out(connection, worded, map(worded.filled, chain((first,), left)))


def _carry_out(connection: Connection, worded: _Worded, parameters: Iterable[Any]) -> None:
    cursor = connection.connection.cursor()
    for batch in batches(parameters, BATCH):
        with _Explained(connection, worded.words):
            cursor.executemany(worded.words, batch)
    cursor.close()


def _known(dialect: Dialect, table: Table, verb: str, names: _Keys) -> _Worded:
    key = (dialect.name, verb, table.name, names)
    if key not in _WORDED:
        _WORDED[key] = _written(dialect, table, verb, names)
    return _WORDED[key]


def _written(dialect: Dialect, table: Table, verb: str, names: _Keys) -> _Worded:
    at = {column.name: bindparam(f"{_AT}{column.name}", type_=column.type) for column in table.primary_key}
    found = [table.c[name] == bound for name, bound in at.items()]
    if verb in ("put", "put new"):
        insert = (sqlite if dialect.name == "sqlite" else postgresql).insert(table).inline()
        statement = insert.on_conflict_do_nothing() if verb == "put new" else insert
        return _worded(statement.compile(dialect=dialect, column_keys=list(names)), dialect)
    if verb == "take":
        compiled = delete(table).where(*found).compile(dialect=dialect)
    else:
        keys = [name for name in names if name not in at]
        compiled = update(table).where(*found).compile(dialect=dialect, column_keys=keys)
    return _by_column(_worded(compiled, dialect))


def _by_column(worded: _Worded) -> _Worded:
    """The statement with the columns by which a row is found named as such."""
    given = {name.removeprefix(_AT): change for name, change in worded.given.items()}
    if worded.names:
        return worded._replace(names=tuple(name.removeprefix(_AT) for name in worded.names), given=given)
    return worded._replace(words=worded.words.replace(f"%({_AT}", "%("), given=given)


def _worded(compiled: Any, dialect: Dialect) -> _Worded:
    assert isinstance(compiled, SQLCompiler)
    given: dict[str, _Change] = {}
    for name, bound in compiled.binds.items():
        change = bound.type.dialect_impl(dialect).bind_processor(dialect)
        if change is not None:
            given[name] = change
    if LISTED in compiled.binds and dialect.name == "sqlite":
        given[LISTED] = _listing
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    return _Worded(str(compiled), tuple(compiled.positiontup or ()), fixed, given, ())


def _is_listed(column: ColumnElement[Any], dialect: Dialect) -> ColumnElement[bool]:
    if dialect.name == "sqlite":
        return column.in_(select(func.json_each(bindparam(LISTED)).table_valued("value").c.value))
    return column == func.any(bindparam(LISTED, type_=postgresql.ARRAY(column.type)))


def _listing(values: Sequence[Any]) -> str:
    return msgspec.json.encode(values).decode()


class _Explained:
    """Turns the driver's error into SQLAlchemy's, which connecting.explained has a sentence for."""

    def __init__(self, connection: Connection, words: str) -> None:
        self._errors = connection.dialect.loaded_dbapi.Error
        self._words = words

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, self._errors):
            raise DBAPIError(self._words, None, error) from error
