"""The answer keys of MUC-4 as its organisers wrote them, where they lie beside a file of templates: the slots that the file
leaves out – day, place, how many victims and what became of them – and the day each message was sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_SLOT = re.compile(r"^\s*\d+\.\s+([A-Z][A-Z ]*: [A-Z ]+?|MESSAGE: ID)\s{2,}(.*)$")
_ID = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b", re.MULTILINE)
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
EMPTY = frozenset({"", "-", "*"})
HEADER = 400  # characters of a message in which its place and day stand


class Key(NamedTuple):
    """One template of a key. `days` are the first and last day, inclusive; `places` from the country down; `numbers` how
    many people each human target is; `effects` what became of them ("DEATH", "INJURY", …). None, empty: not told."""

    kind: str
    days: tuple[dt.date, dt.date] | None
    places: tuple[str, ...]
    numbers: tuple[int, ...]
    effects: frozenset[str]


class Original(NamedTuple):
    """What the originals tell of one message: the day it was sent (None: not found) and its templates, in order."""

    sent: dt.date | None
    keys: tuple[Key, ...]


def originals(beside: Path) -> dict[str, Original]:
    """Message id → Original, from the `original` folder next to (or above) a file of templates; empty where there is none.

    >>> originals(Path("/nowhere/dev.json"))
    {}
    """
    folder = next((up / "original" for up in list(beside.resolve().parents)[:2] if (up / "original").is_dir()), None)
    if folder is None:
        return {}
    files = [path for path in sorted((folder / "CORPORA").rglob("*")) if path.is_file()]
    texts = [(path.name, path.read_text(encoding="latin1")) for path in files]
    sent = {name: day for file, text in texts if "key" not in file for name, day in _sent(text)}
    keys: dict[str, list[Key]] = {}
    for file, text in texts:
        if "key" in file:
            for message, key in _templates(text):
                keys.setdefault(message, []).extend([key] if key else [])
    return {message: Original(sent.get(message), tuple(found)) for message, found in keys.items()}


def _sent(text: str) -> Iterator[tuple[str, dt.date]]:
    at = [(match.group(1), match.end()) for match in _ID.finditer(text)]
    for message, start in at:
        days = _days(text[start : start + HEADER])
        if days:
            yield message, days[0]


def _templates(text: str) -> Iterator[tuple[str, Key | None]]:
    slots: dict[str, list[str]] = {}
    name = ""
    for line in [*text.splitlines(), "0.  MESSAGE: ID      "]:
        found = _SLOT.match(line)
        if found and found.group(1) == "MESSAGE: ID" and slots.get("MESSAGE: ID"):
            yield slots["MESSAGE: ID"][0], _key(slots)
            slots = {}
        if found:
            name = found.group(1)
            slots[name] = [found.group(2).strip()]
        elif line.startswith(" ") and name in slots and line.strip():
            slots[name].append(line.strip())


def _key(slots: dict[str, list[str]]) -> Key | None:
    kind = slots.get("INCIDENT: TYPE", ["*"])[0].lower()
    if kind in EMPTY:
        return None
    days = _days(slots.get("INCIDENT: DATE", [""])[0])
    places = [part.split("(")[0].strip() for line in slots.get("INCIDENT: LOCATION", []) for part in line.split(":")]
    effects = {line.split(":")[0].strip().lstrip("? ") for line in slots.get("HUM TGT: EFFECT OF INCIDENT", [])}
    return Key(
        kind=kind,
        days=(days[0], days[-1]) if days else None,
        places=tuple(one for part in places if (one := part.lstrip("- ").strip()) not in EMPTY),
        numbers=tuple(_numbers(slots.get("HUM TGT: NUMBER", []))),
        effects=frozenset(effects - EMPTY),
    )


def _numbers(lines: list[str]) -> Iterator[int]:
    for line in lines:
        number = re.match(r"[?~ ]*(\d+)\s*(?::|/|$)", line)
        if number:
            yield int(number.group(1))


def _days(text: str) -> list[dt.date]:
    found = []
    for day, month, year in _DAY.findall(text):
        if month in _MONTHS:
            try:
                found.append(dt.date(1900 + int(year), _MONTHS.index(month) + 1, int(day)))
            except ValueError:  # "31 JUN 89": the key's own slip
                continue
    return found
