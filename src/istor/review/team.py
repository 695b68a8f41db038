"""The people of a team: names, roles, hashed passwords and tokens, in a file of their own beside the case, never in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import os
import re
import secrets
import threading
from pathlib import Path

import msgspec
from msgspec.structs import replace

from istor.errors import ConfigError, InputError
from istor.provenance import Record
from istor.review.passwords import Vault, weakness
from istor.review.sessions import Role

PREFIX = "istor_"  # so that a token found where it should not be is known for what it is
NAME = re.compile(r"[\w](?:[\w .@+-]{0,58}[\w])?")


class Token(Record):
    """A key for programs that read. Only its SHA-256 is kept; `until` is the last day it opens anything (None: no end)."""

    label: str
    sha256: str
    until: dt.date | None = None


class Person(Record):
    """Somebody of the team. `password` is its argon2id hash."""

    name: str
    role: Role
    password: str
    tokens: tuple[Token, ...] = ()


class Roll(Record):
    """What stands in the file."""

    people: tuple[Person, ...] = ()


class Team:
    """The people in a file, read anew whenever it changed: who is taken out is out at once."""

    def __init__(self, path: Path, *, vault: Vault | None = None) -> None:
        self.path = path
        self.vault = vault or Vault()
        self._lock = threading.RLock()
        self._stamp: tuple[int, int, int] | None = None
        self._roll = Roll()

    def people(self) -> tuple[Person, ...]:
        """All of them by name. Raises ConfigError where the file cannot be read, or others than its owner may read it."""
        with self._lock:
            stamp = self._stamped()
            if stamp != self._stamp:
                self._roll = _read(self.path) if stamp else Roll()
                self._stamp = stamp
            return self._roll.people

    def find(self, name: str) -> Person | None:
        """The person of this name, None where there is none."""
        return next((each for each in self.people() if each.name == name), None)

    def check(self, name: str, password: str) -> Person | None:
        """The person, where the password is theirs. It takes as long where nobody has that name."""
        found = self.find(name)
        fits = self.vault.matches(found.password if found else None, password)
        return found if fits else None

    def by_token(self, token: str, *, today: dt.date) -> Person | None:
        """Whose token this is, None where it is nobody's or its last day is over."""
        digest = _digest(token)
        holder = None
        for person in self.people():
            for each in person.tokens:
                if hmac.compare_digest(each.sha256, digest) and (each.until is None or today <= each.until):
                    holder = person
        return holder

    def enrol(self, name: str, role: Role, password: str) -> Person:
        """Takes somebody in. Raises InputError where the name is taken or not one, or the password too weak."""
        if not NAME.fullmatch(name):
            raise InputError(f"{name!r} is no user's name: 1 to 60 letters, digits, spaces or . @ + - _")
        if self.find(name):
            raise InputError(f"{self.path}: {name} is there already; `istor users change` sets a role or password")
        made = Person(name=name, role=role, password=self._hashed(password, name))
        with self._lock:
            self._write((*self.people(), made))
        return made

    def change(self, name: str, *, role: Role | None = None, password: str | None = None) -> Person:
        """Sets a role or password; a new password ends the sessions that the former one opened."""
        was = self.known(name)
        kept = self._hashed(password, name) if password is not None else was.password
        return self._put(replace(was, role=role or was.role, password=kept))

    def dismiss(self, name: str) -> None:
        """Takes somebody out; their sessions and tokens end, their decisions stay."""
        self.known(name)
        with self._lock:
            self._write(tuple(each for each in self.people() if each.name != name))

    def issue(self, name: str, label: str, *, until: dt.date | None = None) -> str:
        """A new token, told this once only; one of the same label is replaced."""
        token = PREFIX + secrets.token_urlsafe(32)
        was = self.known(name)
        kept = tuple(each for each in was.tokens if each.label != label)
        self._put(replace(was, tokens=(*kept, Token(label=label, sha256=_digest(token), until=until))))
        return token

    def revoke(self, name: str, label: str) -> None:
        """Ends a token. Raises InputError where there is none of that label."""
        was = self.known(name)
        kept = tuple(each for each in was.tokens if each.label != label)
        if kept == was.tokens:
            raise InputError(f"{name} has no token {label!r}; `istor users list` shows them")
        self._put(replace(was, tokens=kept))

    def known(self, name: str) -> Person:
        """The person of this name. Raises InputError where there is none."""
        found = self.find(name)
        if found is None:
            raise InputError(f"{self.path}: there is no user {name!r}; `istor users list` shows all")
        return found

    def _hashed(self, password: str, name: str) -> str:
        weak = weakness(password, user=name)
        if weak:
            raise InputError(f"this password is not accepted. {weak}")
        return self.vault.hashed(password)

    def _put(self, person: Person) -> Person:
        with self._lock:
            self._write((*(each for each in self.people() if each.name != person.name), person))
        return person

    def _write(self, people: tuple[Person, ...]) -> None:
        """The file anew, in one step: whoever reads it meanwhile sees the former one whole."""
        roll = Roll(people=tuple(sorted(people, key=lambda each: each.name)))
        beside = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        try:
            with open(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(roll), indent=1) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, self.path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise ConfigError(f"{self.path}: cannot be written ({error.strerror or error})") from error

    def _stamped(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path: Path) -> Roll:
    try:
        open_to_others = os.name == "posix" and path.stat().st_mode & 0o077
        roll = msgspec.json.decode(path.read_bytes(), type=Roll)
    except (OSError, msgspec.DecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as a file of users ({error})") from error
    if open_to_others:
        raise ConfigError(f"{path}: others on this machine may read it; run chmod 600 {path}")
    return roll


def _digest(token: str) -> str:
    """A token is random and long, so a plain hash of it cannot be turned back."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
