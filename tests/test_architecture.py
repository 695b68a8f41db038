"""The plan of the house, held by the code: who may import whom, how large things are, what they are called.

A room may import the floor and the types modules of the rooms before it in the journey. Only runs/ imports the verbs; store/
knows every types module; the doors call runs/ and store/; nobody imports the roof.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "istor"
JOURNEY = ("articles", "claims", "dates", "geography", "incidents", "ledger", "publication", "review", "runs", "store")
FLOOR = ("provenance", "decisions", "language", "inference", "casing", "lexicon", "errors")
ROOF = (
    "cli",
    "commands",
    "config",
    "decision_commands",
    "judgements",
    "options",
    "casualty_records",
    "plainly",
    "screens",
    "sheets",
    "__init__",
    "__main__",
)
DOORSTEP = ("plainly", "__init__")  # of the roof, what all doors share
LAZY_DOORS = (
    "__init__",
    "cli",
    "commands",
    "decision_commands",
    "options",
)  # they import what a command needs when it is given
TYPES = {
    "articles.article", "claims.claim", "claims.toll", "dates.daterange", "geography.place", "incidents.incident",
    "ledger.entry", "publication.readings", "publication.forms", "publication.policy",
}  # fmt: skip
SIBLINGS = {("dates", "geography"), ("geography", "dates")}
REFUSED_NAMES = (
    "util",
    "utils",
    "helper",
    "helpers",
    "misc",
    "common",
    "manager",
    "data",
    "info",
    "process",
    "handle",
    "source",
)
MODULE_LINES, FUNCTION_LINES, PARAMETERS = 400, 40, 5


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ".".join(path.relative_to(PACKAGE).with_suffix("").parts), path


MODULES = dict(modules())
TREES = {name: ast.parse(path.read_text(encoding="utf8")) for name, path in MODULES.items()}


def own_imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The modules of the package that are imported, without the package's name, and where."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "istor":
            inside = node.module.removeprefix("istor").lstrip(".")
            for alias in node.names:
                whole = f"{inside}.{alias.name}".lstrip(".")
                yield (whole if whole in MODULES else inside or "__init__"), node.lineno
        elif isinstance(node, ast.Import):
            yield from ((a.name.removeprefix("istor."), node.lineno) for a in node.names if a.name.startswith("istor"))


def may_import(importer: str, imported: str) -> bool:
    here, there = importer.split(".", maxsplit=1)[0], imported.split(".", maxsplit=1)[0]
    if there in FLOOR or imported == importer:
        return True
    if (here, there) == ("commands", "review") or (here == "review" and there in (*DOORSTEP, "runs", "store")):
        return True  # the desk is a door, as the command line is, and opened by it
    if here in FLOOR or there in ROOF:
        return here in ROOF and there in ROOF
    if here == "config":
        return there in JOURNEY
    if here in ROOF:
        return there in ("runs", "store") or imported in TYPES or _types_room(imported)
    if here == there:
        return importer not in TYPES or imported in TYPES
    if (here, there) in SIBLINGS:
        return False
    if here == "runs":
        return True
    if here == "store":
        return imported in TYPES
    return JOURNEY.index(there) < JOURNEY.index(here) and imported in TYPES


def _types_room(imported: str) -> bool:
    return imported in JOURNEY


def edges() -> list[tuple[str, str, int]]:
    return [(name, imported, line) for name, tree in TREES.items() for imported, line in own_imports(tree)]


def test_rooms_import_only_what_stands_upstream() -> None:
    wrong = [f"{name}:{line} imports {imported}" for name, imported, line in edges() if not may_import(name, imported)]
    assert wrong == []


def test_own_modules_are_imported_at_the_top() -> None:
    wrong = []
    for name, tree in TREES.items():
        if name in LAZY_DOORS:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                wrong += [f"{name}:{line} imports {imported} in {node.name}" for imported, line in own_imports(node)]
    assert wrong == []


def test_imports_go_in_no_ring() -> None:
    upstream = {
        name: {imported for imported, _ in own_imports(tree) if imported in TREES and imported != name}
        for name, tree in TREES.items()
        if name not in LAZY_DOORS
    }
    done: set[str] = set()
    while len(done) < len(upstream):
        ready = [name for name, needs in upstream.items() if name not in done and needs.intersection(upstream) <= done]
        assert ready, f"a ring among {sorted(set(upstream) - done)}"
        done.update(ready)


def test_no_two_modules_share_a_name() -> None:
    names = Counter(name.split(".")[-1] for name in MODULES if not name.endswith("__init__"))
    assert [name for name, number in names.items() if number > 1] == []


def test_modules_say_what_they_are_for() -> None:
    called = [name for name in MODULES if name.split(".")[-1] in REFUSED_NAMES]
    silent = [name for name, tree in TREES.items() if not name.endswith("__init__") and not ast.get_docstring(tree)]
    assert (called, silent) == ([], [])


def test_rooms_are_those_of_the_house() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms == set(JOURNEY)
    alone = {name for name in MODULES if "." not in name}
    assert alone <= {*FLOOR, *ROOF}


def test_tests_mirror_the_rooms() -> None:
    tests = Path(__file__).parent
    strangers = [
        path.name
        for path in tests.iterdir()
        if path.is_dir() and path.name not in (*JOURNEY, "evaluation", "stories", "__pycache__")
    ]
    assert strangers == []


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield name, node


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, its docstring left out: an example that runs is no burden."""
    first = node.body[0]
    told = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0  # type: ignore[operator]
    return node.end_lineno - node.lineno + 1 - told  # type: ignore[operator]


def test_modules_are_small() -> None:
    sizes = {name: len(path.read_text(encoding="utf8").splitlines()) for name, path in MODULES.items()}
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}
    assert median(size for size in sizes.values() if size) <= 170


def test_functions_are_small() -> None:
    sizes = [(lines(node), f"{name}.{node.name}") for name, node in functions()]
    assert [each for each in sizes if each[0] > FUNCTION_LINES] == []
    assert median(size for size, _ in sizes) <= 12


def test_functions_have_few_parameters_mostly_by_keyword() -> None:
    many, unnamed = [], []
    for name, node in functions():
        if name in (
            "commands",
            "decision_commands",
            "__init__",
        ):  # a command's parameters are its options, a page's its optional facts
            continue
        positional = [each.arg for each in (*node.args.posonlyargs, *node.args.args) if each.arg not in ("self", "cls")]
        if len(positional) + len(node.args.kwonlyargs) > PARAMETERS + 1:
            many.append(f"{name}.{node.name}")
        if len(positional) > 4 and not node.name.startswith("_"):
            unnamed.append(f"{name}.{node.name}")
    assert (many, unnamed) == ([], [])


@pytest.mark.parametrize("name", sorted(MODULES))
def test_public_names_are_documented(name: str) -> None:
    silent = [
        node.name
        for node in TREES[name].body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
