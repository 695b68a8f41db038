"""By what names an outlet or agency goes, so that it is one voice under any of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FILLER = frozenset([
    "the", "a", "an", "of", "for", "in", "on", "at", "local", "regional", "region's", "country's", "city's", "state", "national",
    "official", "officials", "said",
])  # fmt: skip


def publisher_key(name: str) -> str:
    """One key for an outlet or agency, as it is named by itself and by those who cite it.

    >>> publisher_key("the Capital Post") == publisher_key("Capital Post")
    True
    >>> publisher_key("AFP") == publisher_key("Agence France-Presse")
    True
    """
    words = plain(name)
    return f"publisher {_names().get(words, words)}"


def plain(words: str) -> str:
    """Words without case, marks and the small words that names are told with or without.

    >>> plain("The regional prosecutor")
    'prosecutor'
    """
    found = [word for word in re.findall(r"[^\W_]+", words.lower()) if word not in FILLER]
    return " ".join(found) or words.lower()


@cache
def _names() -> Mapping[str, str]:
    """Every other name of the table of publishers → the name it stands for."""
    table = (files("istor.articles") / "publishers.csv").read_text(encoding="utf8").splitlines()
    found: dict[str, str] = {}
    for row in csv.DictReader(table):
        for other in filter(None, row["other_names"].split(";")):
            found.setdefault(plain(other), plain(row["name"]))
    return found
