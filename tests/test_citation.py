"""CITATION.cff names this version and what the package says of itself, in the fields that readers of the format ask for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

import istor

ROOT = Path(__file__).resolve().parents[1]
CITED = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]


def test_it_has_what_the_format_demands() -> None:
    assert {"cff-version", "message", "title", "authors"} <= set(CITED)
    assert CITED["cff-version"] == "1.2.0" and CITED["type"] == "software"
    assert all(each.get("name") or each.get("family-names") for each in CITED["authors"])


def test_it_cites_what_there_is() -> None:
    assert CITED["version"] == istor.__version__ == PROJECT["version"]
    assert CITED["license"] == PROJECT["license"]
    assert CITED["title"].startswith(PROJECT["name"])
