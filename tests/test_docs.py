"""The documents say what there is, and nothing else: examples run, links lead somewhere, no part of istor is left out."""

from __future__ import annotations

import ast
import doctest
import json
import re
import tomllib
from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import get_args

import jsonschema
import msgspec
import pytest
import typer
from holdings import TEXT, page, read
from stories.test_stories import check

import istor
from istor import errors
from istor.articles.publication_day import read_day
from istor.articles.reading import READERS
from istor.claims.claim import AttackType
from istor.commands import app
from istor.config import Config
from istor.incidents.comparison import REASONS
from istor.ledger.ladders import ladder_of
from istor.ledger.rules import RULES
from istor.ledger.wording import NOT_USED
from istor.options import INTERRUPTED
from istor.publication.forms import ReadingForm, schema
from istor.publication.rows import COLUMNS
from istor.runs.exporting import EXPORTERS
from istor.runs.reasons import REASONS as REFUSALS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "istor"
PAGES = [ROOT / "README.md", ROOT / "demo" / "README.md", *sorted(DOCS.rglob("*.md"))]
ROOMS = [path.parent for path in sorted(PACKAGE.glob("*/__init__.py")) if len(list(path.parent.glob("*.py"))) > 1]
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__main__.py"
]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf8")


# Examples


def blocks(path: Path) -> list[str]:
    return [code for language, code in BLOCK.findall(path.read_text(encoding="utf8")) if language == "python"]


@pytest.mark.parametrize("path", [path for path in PAGES if blocks(path)], ids=name_of)
def test_examples_in_the_documents_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctest.testfile(str(path), module_relative=False, encoding="utf8").failed == 0
    names: dict[str, object] = {"__name__": "example"}
    for code in blocks(path):
        if ">>> " not in code:
            exec(compile(code, name_of(path), "exec"), names)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_code_run(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_toml_and_json_in_the_documents_can_be_read(path: Path) -> None:
    loads: dict[str, Callable[[str], object]] = {"toml": tomllib.loads, "json": json.loads}
    for language, code in BLOCK.findall(path.read_text(encoding="utf8")):
        if language in loads:
            loads[language](code)


def test_the_story_that_is_told_how_to_add_holds(tmp_path: Path) -> None:
    found = [code for language, code in BLOCK.findall(text_of("adding/story.md")) if language == "toml"]
    check(tomllib.loads(found[0]), tmp_path, pages=ROOT / "demo" / "pages")


# Links and paths


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", BLOCK.sub("", path.read_text(encoding="utf8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(BLOCK.sub("", path.read_text(encoding="utf8"))):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link} leads out of the repository"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_files_that_are_named_are_there(path: Path) -> None:
    text = BLOCK.sub("", path.read_text(encoding="utf8"))
    for named in re.findall(r"`((?:src|tests|scripts|docs|demo|evaluation|benchmarks)/[\w./-]+\.\w+)`", text):
        made_up = "xx.toml" in named or "bulletin" in named
        assert made_up or (ROOT / named).exists() or named.endswith("gazetteer.sqlite"), named


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_path_of_any_machine_is_named(path: Path) -> None:
    homes = "|".join(("home", "Users", "work", "root", "tmp", "mnt"))
    assert not re.search(rf"/(?:{homes})/|[A-Z]:\\", path.read_text(encoding="utf8"))


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=name_of)
def test_every_page_is_led_to(path: Path) -> None:
    led = {
        (each.parent / link.partition("#")[0]).resolve()
        for each in PAGES
        for link in LINK.findall(each.read_text(encoding="utf8"))
    }
    assert path in led


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("*.md")), ids=name_of)
def test_decisions_are_numbered_in_a_row(path: Path) -> None:
    number = sorted((DOCS / "decisions").glob("*.md")).index(path) + 1
    assert path.name.startswith(f"{number:04d}-")
    assert path.read_text(encoding="utf8").startswith(f"# {number}. ")


# The map of the house


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_module_stands_in_its_rooms_chapter_once(room: Path) -> None:
    rows = re.findall(r"^\| `(\w+\.py)` \| \S", text_of(f"{room.name}.md"), re.MULTILINE)
    modules = {path.name for path in room.glob("*.py") if path.name != "__init__.py"}
    assert (modules - set(rows), set(rows) - modules) == (set(), set()), f"docs/{room.name}.md: not told, made up"
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_table_of_words_stands_in_its_rooms_chapter(room: Path) -> None:
    text = text_of(f"{room.name}.md")
    for path in [*room.glob("*.toml"), *room.glob("*.csv")]:
        assert f"`{path.name}`" in text, path.name
    assert "`lexicon/" in text or not (room / "lexicon").is_dir()


def test_floor_and_roof_stand_in_the_index() -> None:
    rows = set(re.findall(r"`(\w+\.py)`", text_of("README.md")))
    assert {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py"} <= rows
    assert {f"({room.name}.md)" for room in ROOMS} <= set(re.findall(r"\([\w/]+\.md\)", text_of("README.md")))


# Names that must be explained


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
    text = text_of("commands.md")
    assert f"`{name}" in text
    for option in options:
        assert re.search(rf"`{option}\b", text), f"{name} {option}"


def test_every_exit_code_is_documented() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, istor.IstorError)]
    for code in {0, INTERRUPTED, *(kind.exit_code for kind in kinds)}:
        assert f"\n| {code} | " in text_of("commands.md")


def test_every_default_that_can_be_set_is_documented() -> None:
    told = [tomllib.loads(code) for language, code in BLOCK.findall(text_of("commands.md")) if language == "toml"]
    known = msgspec.to_builtins(Config())
    assert set(told[0]) == set(known)
    for section, keys in known.items():
        assert set(told[0][section]) == set(keys)


def test_commands_that_are_named_exist() -> None:
    names = {name for name, _ in every_command()} | {"istor gazetteer", "istor --version"}
    verbs = {word for name in names for word in name.split()[1:]}
    for path in PAGES:
        for verb in re.findall(r"(?:`|\$ (?:\.venv/bin/)?)istor ([a-z]+)\b", path.read_text(encoding="utf8")):
            assert verb in verbs, f"{name_of(path)}: istor {verb}"


@pytest.mark.parametrize("reason", sorted(REFUSALS))
def test_every_refusal_is_explained(reason: str) -> None:
    assert f"\n| `{reason}` | " in text_of("refusals.md")


def test_no_refusal_is_made_up() -> None:
    named = set(re.findall(r"^\| `([^`]+)` \|", text_of("refusals.md").partition("## Figures")[0], re.MULTILINE))
    assert named == set(REFUSALS)


def test_every_reason_why_a_figure_is_not_used_is_explained() -> None:
    explained = set(re.findall(r"^\| `([^`]+)` \|", text_of("refusals.md").partition("## Figures")[2], re.MULTILINE))
    assert explained == set(NOT_USED)
    room = "".join(path.read_text(encoding="utf8") for path in (PACKAGE / "ledger").glob("*.py"))
    tree = ast.walk(ast.parse((PACKAGE / "ledger" / "reconciliation.py").read_text(encoding="utf8")))
    function = next(node for node in tree if isinstance(node, ast.FunctionDef) and node.name == "ineligible")
    pairs = [node for node in ast.walk(function) if isinstance(node, ast.Tuple) and len(node.elts) == 2]
    assert {each.elts[1].value for each in pairs if isinstance(each.elts[1], ast.Constant)} <= explained
    assert all(room.count(f'"{reason}"') > 1 for reason in explained)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_is_explained(rule: str) -> None:
    assert f"\n| `{rule}` | " in text_of("ledger.md")
    assert f"**{rule}**" in text_of("methodology.md")
    assert f"`{rule}`" in text_of("commands.md")


LADDER_WORDS = {
    "named_list": "list of names", "morgue": "a morgue", "prosecutor": "a prosecutor", "rescuer": "rescuers", "hospital": "a hospital",
    "police": "police", "official": "civil authority", "monitor": "a monitor", "military": "the military", "witness": "a witness",
    "media": "own voice", "unnamed": "unnamed",
}  # fmt: skip


@pytest.mark.parametrize("harm", ["killed", "injured"])
def test_the_ladder_is_told_in_its_order(harm: str) -> None:
    told = " ".join(
        text_of("ledger.md").partition(f"Closest to the count of the {harm}")[2].partition("\n\n")[0].split()
    )
    rungs = [[told.index(LADDER_WORDS[kind]) for kind in rung] for rung in ladder_of(harm)]
    assert {kind for rung in ladder_of(harm) for kind in rung} == set(LADDER_WORDS)
    assert all(max(one) < min(other) for one, other in pairwise(rungs))


@pytest.mark.parametrize("reason", [*REASONS, "ground"])
def test_every_reason_for_linking_is_explained(reason: str) -> None:
    assert f"\n| `{reason}` | " in text_of("incidents.md")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_exporter_is_documented(name: str) -> None:
    assert f"`{name}`" in text_of("publication.md")
    assert f"`{name}`" in text_of("commands.md")
    assert name in text_of("formats.md")


@pytest.mark.parametrize("ending", sorted(READERS))
def test_every_kind_of_input_is_documented(ending: str) -> None:
    assert ending in text_of("formats.md")


def test_public_names_are_few_and_sorted() -> None:
    assert istor.__all__ == sorted(istor.__all__)
    assert len(istor.__all__) <= 25


def test_the_types_of_attack_are_the_codebooks() -> None:
    for kind in get_args(AttackType):
        assert kind in text_of("codebook.md")


# Formats


def test_every_column_is_documented_as_it_is_described() -> None:
    for column, meaning in COLUMNS.items():
        assert f"| `{column}` | {meaning} |" in text_of("formats.md")


def test_every_key_of_a_reading_is_documented() -> None:
    for name, form in schema()["$defs"].items():
        for key in form["properties"]:
            assert f"`{key}`" in text_of("formats.md"), f"{name}.{key}"


def test_the_schema_is_the_one_of_the_types() -> None:
    written = json.loads(text_of("read.schema.json"))
    assert written == schema(), "run: python scripts/write_schema.py"


TOLD = [
    TEXT,
    "On Friday, shells hit two schools in Sumy. At least five people, including two boys aged 9 and 11, were hurt, the governor wrote.",
    "Nobody was hurt when drones damaged 12 houses near Odesa overnight on Monday, said Ukraine's air force, which blamed Russia.",
    "Ivan Koval, 61, a tram driver, was killed when a rocket struck Kherson on 3 May, Reuters reported, citing police.",
    "Access denied",
    "",
    "Сьогодні нічого не сталося.",
]


@pytest.mark.parametrize("text", TOLD)
def test_what_is_read_is_as_the_schema_says(text: str) -> None:
    found = istor.read(text, published="2025-05-06").to_json()
    jsonschema.validate(json.loads(json.dumps(found)), schema())
    msgspec.convert(found, ReadingForm, strict=True)


def test_a_made_reading_is_as_the_schema_says() -> None:
    jsonschema.validate(json.loads(json.dumps(read(page()).to_json())), schema())


# What the pages say in examples of words


@pytest.mark.parametrize("words", ["2025-03-04", "4 March 2025", "March 4, 2025", "2025-03-04T18:00:00Z"])
def test_a_day_in_any_common_form_is_read(words: str) -> None:
    found = read_day(words)
    assert found is not None and found.isoformat() == "2025-03-04"


def counted_words() -> list[tuple[str, str]]:
    """The rows of the table that says what words of counting become, one form each."""
    table = text_of("methodology.md").partition("| words |")[2].partition("\n\n")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()[2:]]
    return [(words.strip().strip('"'), meaning) for cell, meaning in rows for words in cell.split('", "')]


@pytest.mark.parametrize(("words", "meaning"), counted_words())
def test_words_of_counting_become_what_the_methodology_says(words: str, meaning: str) -> None:
    phrase = f"{words} of" if words == "dozens" else words
    if phrase.startswith(("no ", "there ")):
        text = f"A drone hit a market in Sumy on Tuesday. {phrase.capitalize()}, the governor said."
    else:
        text = (
            f"{phrase.capitalize()} people were killed when a drone hit a market in Sumy on Tuesday, the governor said."
        )
    killed = istor.read(text, published="2025-03-05").sightings[0].final.killed
    numbers = [int(number) for number in re.findall(r"\d+", meaning.partition(",")[0])]
    if meaning.startswith("not known"):
        assert killed is None
    else:
        assert killed == (numbers[0], None if "no upper limit" in meaning else numbers[-1])
