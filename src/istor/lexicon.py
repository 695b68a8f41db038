"""Opens and checks the word lists: one TOML file a language a room, one section a module that reads it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from istor.errors import LexiconError

HEADER = ("language", "reviewed_by", "known_problems")


@cache
def open_lexicon(room: str, language: str) -> Mapping[str, Any]:
    """The word lists of one room in one language, checked.

    `room` is the room's package name ("claims"), `language` an ISO 639-1 code ("en").
    Raises LexiconError where the file lacks its header or a list holds a duplicate.

    >>> "casualties" in open_lexicon("claims", "en")
    True
    """
    path = files("istor") / room / "lexicon" / f"{language}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError as error:
        raise LexiconError(
            f"istor has no {room} word list for language {language!r}: add {room}/lexicon/{language}.toml"
        ) from error
    for key in HEADER:
        if key not in content:
            raise LexiconError(f"{room}/lexicon/{language}.toml lacks the header key {key!r}")
    for name, section in content.items():
        if isinstance(section, dict):
            _check_section(f"{room}/lexicon/{language}.toml [{name}]", section)
    return content


def has_lexicon(room: str, language: str | None) -> bool:
    """Whether `room` can read `language`. None (not known) can not.

    >>> has_lexicon("claims", "en"), has_lexicon("claims", None)
    (True, False)
    """
    return language is not None and (files("istor") / room / "lexicon" / f"{language}.toml").is_file()


def _check_section(where: str, section: Mapping[str, Any]) -> None:
    for key, value in section.items():
        if isinstance(value, dict):
            _check_section(f"{where}.{key}", value)
        elif isinstance(value, list):
            words = [word for word in value if isinstance(word, str)]
            twice = sorted({word for word in words if words.count(word) > 1})
            if twice:
                raise LexiconError(f"{where} {key} lists {', '.join(twice)} twice: keep one")
