"""Passwords: which are accepted, and how they are kept. Never as they are: as argon2id hashes, each with a salt of its own."""

from __future__ import annotations

import threading
import tomllib
from functools import cache
from pathlib import Path

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from istor.provenance import Record

SHORTEST = 15  # characters: four words; any kind of character will do, and none is asked for
LONGEST = 1000  # hashing more would be work that anybody can ask of the desk
EFFORT = 8  # characters that must be left when known words and rows count as one each
SHORTEST_PIECE = 3
AT_ONCE = 2  # passwords checked at a time: each takes 64 MiB

_turns = threading.BoundedSemaphore(AT_ONCE)


class Known(Record):
    """What everybody tries first: `words`, and `rows` of keys or letters of which any three in a row are known."""

    words: tuple[str, ...]
    rows: tuple[str, ...]


@cache
def known() -> Known:
    """The packaged list."""
    text = Path(__file__).with_name("passwords.toml").read_text(encoding="utf8")
    return msgspec.convert(tomllib.loads(text), Known)


def weakness(password: str, *, user: str = "") -> str | None:
    """Why a password is not accepted, as a sentence; None where it is.

    >>> weakness("password12345678", user="ana")
    'It is made of what everybody tries first: take four or five words that do not belong together.'
    >>> weakness("brick lantern oat seven", user="ana") is None
    True
    """
    if len(password) < SHORTEST:
        return f"It needs at least {SHORTEST} characters: four or five words that do not belong together will do."
    if len(password) > LONGEST:
        return f"It may have at most {LONGEST} characters."
    if effort(password, user=user) < EFFORT:
        return "It is made of what everybody tries first: take four or five words that do not belong together."
    return None


def effort(password: str, *, user: str = "") -> int:
    """How many characters a password has when a known word, a row of keys, the user's name or a repetition counts as one.

    >>> effort("abcabcabcabc"), effort("qwertyuiop1234")
    (2, 2)
    """
    rest = password.casefold()
    unit = (rest + rest).find(rest, 1)
    if 0 < unit < len(rest):
        return effort(rest[:unit], user=user) + 1
    counted = at = 0
    while at < len(rest):
        at += _piece(rest[at:], user.casefold())
        counted += 1
    return counted


def _piece(rest: str, user: str) -> int:
    """The length of the longest known piece that `rest` begins with, 1 where it begins with none."""
    long = max((len(each) for each in (*known().words, user) if each and rest.startswith(each)), default=1)
    same = len(rest) - len(rest.lstrip(rest[0]))
    row = SHORTEST_PIECE - 1
    while row < len(rest) and any(rest[: row + 1] in each for each in known().rows):
        row += 1
    return max(long, same if same >= SHORTEST_PIECE else 1, row if row >= SHORTEST_PIECE else 1)


class Vault:
    """Hashes and checks passwords with argon2id. A check takes the same work whether the user exists or not."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash("nobody's")

    def hashed(self, password: str) -> str:
        """The hash to keep, with its parameters and salt in it."""
        with _turns:
            return self._hasher.hash(password)

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether this is the password whose hash is kept; `None`, no such user, takes as long and is False."""
        with _turns:
            try:
                return self._hasher.verify(kept or self._nobody, password) and bool(kept)
            except (VerificationError, InvalidHashError):
                return False
