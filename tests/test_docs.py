"""The documents say what there is: every command, option, column, key and reason."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import jsonschema
import msgspec
import pytest
import typer
from holdings import TEXT, page, read

import istor
from istor.commands import app
from istor.publication.forms import ReadingForm, schema
from istor.publication.rows import COLUMNS

DOCS = Path(__file__).resolve().parents[1] / "docs"


def every_command() -> list[tuple[str, list[str]]]:
    """Each command's full name with its options."""
    found: list[tuple[str, list[str]]] = []

    def walk(command: object, name: str) -> None:
        inner = getattr(command, "commands", None)
        if inner:
            for key, each in inner.items():
                walk(each, f"{name} {key}")
            return
        options = [option for each in command.params for option in each.opts if option.startswith("--")]  # type: ignore[attr-defined]
        found.append((name, options))

    walk(typer.main.get_command(app), "istor")
    return found


@pytest.mark.parametrize(("name", "options"), every_command())
def test_every_command_and_option_is_documented(name: str, options: list[str]) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf8")
    assert f"`{name}" in text
    for option in options:
        assert re.search(rf"`{option}\b", text), f"{name} {option}"


def test_every_column_is_documented_as_it_is_described() -> None:
    text = (DOCS / "formats.md").read_text(encoding="utf8")
    for column, meaning in COLUMNS.items():
        assert f"| `{column}` | {meaning} |" in text


def test_every_key_of_a_reading_is_documented() -> None:
    text = (DOCS / "formats.md").read_text(encoding="utf8")
    for name, form in schema()["$defs"].items():
        for key in form["properties"]:
            assert f"`{key}`" in text, f"{name}.{key}"


def test_the_schema_is_the_one_of_the_types() -> None:
    written = json.loads((DOCS / "read.schema.json").read_text(encoding="utf8"))
    assert written == schema(), "run: python scripts/write_schema.py"


PAGES = [
    TEXT,
    "On Friday, shells hit two schools in Sumy. At least five people, including two boys aged 9 and 11, were hurt, the governor wrote.",
    "Nobody was hurt when drones damaged 12 houses near Odesa overnight on Monday, said Ukraine's air force, which blamed Russia.",
    "Ivan Koval, 61, a tram driver, was killed when a rocket struck Kherson on 3 May, Reuters reported, citing police.",
    "Access denied",
    "",
    "Сьогодні нічого не сталося.",
]


@pytest.mark.parametrize("text", PAGES)
def test_what_is_read_is_as_the_schema_says(text: str) -> None:
    found = istor.read(text, published="2025-05-06").to_json()
    jsonschema.validate(json.loads(json.dumps(found)), schema())
    msgspec.convert(found, ReadingForm, strict=True)


def test_a_made_reading_is_as_the_schema_says() -> None:
    jsonschema.validate(json.loads(json.dumps(read(page()).to_json())), schema())


@pytest.mark.parametrize("name", ["formats.md"])
def test_examples_in_the_documents_run(name: str) -> None:
    assert doctest.testfile(str(DOCS / name), module_relative=False).failed == 0
