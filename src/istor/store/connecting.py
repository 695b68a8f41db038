"""Address → open database, or an error that says what the file is and what to do. One writer at a time.

A ledger is one SQLite file in WAL mode: a process killed at any moment loses only the transaction it had not ended.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from istor.errors import LedgerBusy, NewerLedger, NotALedger, StoreError
from istor.store import sharing
from istor.store.migrations import migrate, schema_version
from istor.store.schema import APPLICATION_ID, SCHEMA_VERSION

BACKENDS = ("sqlite", "postgresql")
SQLITE_HEADER = b"SQLite format 3\x00"
WAIT_MS = 5_000  # how long a reader or a short write waits for another process's transaction before LedgerBusy


def address_of(ledger: str | Path) -> str:
    """A file's path or an SQLAlchemy address as an SQLAlchemy address.

    >>> address_of("istor.db")
    'sqlite:///istor.db'
    >>> address_of("postgresql+psycopg://me@host/ledger")
    'postgresql+psycopg://me@host/ledger'

    Raises StoreError for an address that is none, or of a database that istor does not know.
    """
    words = str(ledger)
    if "://" not in words:  # in an address these two signs would have a meaning
        return f"sqlite:///{words.replace('%', '%25').replace('?', '%3F')}"
    try:
        backend = make_url(words).get_backend_name()
    except (SQLAlchemyError, ValueError) as error:
        raise StoreError(f"{words}: no address ({error}); write it as postgresql+psycopg://user@host/name") from error
    if backend not in BACKENDS:
        raise StoreError(
            f"{words}: a ledger is kept in {' or '.join(BACKENDS)}, not in {backend}; give --ledger a file"
        )
    return words


def file_of(address: str) -> Path | None:
    """The file of an SQLite address; None for a server or a ledger in memory.

    >>> file_of("sqlite:///istor.db")
    PosixPath('istor.db')
    """
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def connect(address: str, *, create: bool) -> Engine:
    """An engine on a ledger whose schema is this istor's, older ones brought up to it first.

    `create` makes the ledger where there is none. Raises NotALedger, NewerLedger, LedgerBusy or StoreError.
    """
    path = file_of(address)
    if path is not None:
        _check_file(path, create=create)
    with explained(address):
        engine = _engine(address)
        try:
            if not _is_current(engine, address):
                with (
                    engine.connect().execution_options(istor_writes=path is not None) as connection,
                    connection.begin(),
                ):
                    migrate(connection, where=shown(address))
        except BaseException:
            engine.dispose()
            raise
    return engine


def shown(address: str) -> str:
    """The address as messages name it: a file's path, or a server's address without its password."""
    path = file_of(address)
    return str(path) if path is not None else make_url(address).render_as_string(hide_password=True)


@contextmanager
def writing(engine: Engine, address: str) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept or none. It takes the writer's place at once, not halfway."""
    with explained(address), engine.connect().execution_options(istor_writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Turns a database's error into the sentence that a user needs."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(error.orig, shown(address)) from error
    except SQLAlchemyError as error:
        raise StoreError(f"{shown(address)}: {error}; check the --ledger address") from error
    except ModuleNotFoundError as error:  # the driver of another database is no part of istor
        raise StoreError(f"{shown(address)}: {error}; install it with `pip install {error.name}`") from error
    except sqlite3.Error as error:
        raise _explained(error, shown(address)) from error
    except (OverflowError, UnicodeError) as error:  # raised by the driver, before the database sees the value
        raise StoreError(f"{shown(address)}: a value that no ledger can hold or be asked for ({error})") from error


@contextmanager
def only_builder(engine: Engine, address: str, *, wait_s: float = 0.0) -> Iterator[None]:
    """Holds the ledger for one build. Raises LedgerBusy where another process still holds it after `wait_s` seconds; a
    killed one holds nothing.

    The lock lies in a small file beside the ledger, which is taken away at the end; a server keeps one itself.
    """
    path = file_of(address)
    if path is None:
        server = engine.dialect.name != "sqlite"
        with sharing.only_builder(engine, where=shown(address), wait_s=wait_s) if server else nullcontext():
            yield
        return
    lock = path.with_name(path.name + "-lock")
    with explained_os(lock):
        held = sharing.patiently(lambda: _hold(lock, path), wait_s=wait_s)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(held)


@contextmanager
def explained_os(path: Path) -> Iterator[None]:
    """Turns the operating system's refusal into a StoreError that names the file."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}; give --ledger a place that can be written") from error


def _hold(lock: Path, ledger: Path) -> int:
    import fcntl

    while True:
        held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(held, 20).decode(errors="replace").strip() or "unknown"
            os.close(held)
            raise LedgerBusy(
                f"{ledger}: another istor (process {holder}) is building it; wait until it is done, or build into another --ledger"
            ) from None
        try:  # the file may have been taken away between opening and locking it: then the lock guards nothing
            same = os.fstat(held).st_ino == lock.stat().st_ino
        except FileNotFoundError:
            same = False
        if same:
            os.ftruncate(held, 0)
            os.write(held, str(os.getpid()).encode())
            return held
        os.close(held)


def _check_file(path: Path, *, create: bool) -> None:
    if path.exists() and not path.is_file():
        found = "a folder" if path.is_dir() else "no file"
        raise NotALedger(f"{path}: this is {found}; give --ledger a file, such as {path / 'istor.db'}")
    try:
        with path.open("rb") as opened:
            head = opened.read(100)
    except FileNotFoundError:
        if not create:
            raise NotALedger(
                f"{path}: there is no ledger here; make one with `istor build FOLDER --ledger {path}`"
            ) from None
        if not path.absolute().parent.is_dir():
            raise StoreError(f"{path}: the folder {path.absolute().parent} does not exist; make it first") from None
        return
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); check the file's permissions") from error
    if not head:
        if not create:
            raise NotALedger(f"{path}: the file is empty; make a ledger with `istor build FOLDER --ledger {path}`")
        return
    if not head.startswith(SQLITE_HEADER):
        raise NotALedger(f"{path}: this is no istor ledger; give --ledger another file (nothing was changed)")


def _engine(address: str) -> Engine:
    path = file_of(address)
    options: dict[str, Any] = {}
    if path is not None and path.exists() and not _writable(path):
        # A ledger on a read-only medium can be read as it is: nothing can be writing to it. What a killed build left in
        # the write-ahead log is not passed over in silence: SQLite reads it too, or says that it cannot.
        log = path.with_name(path.name + "-wal")
        still = "" if log.exists() and log.stat().st_size else "&immutable=1"
        address = f"sqlite:///file:{quote(quote(str(path)))}?mode=ro{still}&uri=true"
    if not address.startswith("sqlite"):
        options["isolation_level"] = sharing.SNAPSHOT
    engine = create_engine(address, **options)
    if engine.dialect.name != "sqlite":
        event.listen(engine, "begin", sharing.begin)
    else:
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _writable(path: Path) -> bool:
    """Whether a ledger can be written: its file, and the folder, for SQLite puts two files beside it."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _on_connect(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # istor begins transactions itself, also around the making of tables
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA cache_size = -32000")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("istor_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_current(engine: Engine, address: str) -> bool:
    """Whether the schema is this istor's. False: it is to be made or migrated. A foreign database is refused."""
    if engine.dialect.name != "sqlite":
        with engine.connect() as connection:
            return schema_version(connection) == SCHEMA_VERSION
    with engine.connect() as connection:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    if mark != APPLICATION_ID:
        if tables:
            raise NotALedger(
                f"{shown(address)}: this is some other program's database; give --ledger another file (nothing was changed)"
            )
        _write_ahead(engine)
        return False
    if version > SCHEMA_VERSION:
        raise NewerLedger(
            f"{shown(address)}: written by a later istor (schema {version}, this one knows {SCHEMA_VERSION}); update istor to open it"
        )
    return bool(version == SCHEMA_VERSION)


def _write_ahead(engine: Engine) -> None:
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def _explained(error: BaseException | None, where: str) -> StoreError:
    words = str(error)
    if any(each in words for each in ("locked", "busy", "lock timeout", "could not serialize")):
        return LedgerBusy(f"{where}: another program is writing to it; try again when it is done")
    if "disk is full" in words or "disk I/O" in words:
        return StoreError(
            f"{where}: the disk is full or failing ({words}); what was stored before is safe. Make room and run the same command again"
        )
    if "not a database" in words or "malformed" in words or "corrupt" in words:
        return NotALedger(f"{where}: damaged, or no ledger ({words}); restore it from a copy, or build a new one")
    if "readonly" in words or "unable to open" in words:
        return StoreError(f"{where}: cannot be written ({words}); check permissions, or give --ledger another place")
    return StoreError(f"{where}: {words}")
