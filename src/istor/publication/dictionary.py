"""The codebook of exports, generated from the types: what each column and key means, what kind of value it has, which values there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from inspect import getdoc
from typing import Any, get_args

import msgspec

from istor.claims.claim import AttackType, Scope
from istor.decisions import SENSITIVITIES
from istor.ledger.entry import Account, Dissent, Figure, GradeName, Review, TollStep
from istor.provenance import Span
from istor.publication.redaction import Page
from istor.publication.rows import COLUMNS

# The columns with a closed list of values; what is restricted, rejected or an aggregate is not exported.
VALUES: Mapping[str, tuple[str, ...]] = {
    "review": tuple(each for each in get_args(Review) if each != "rejected"),
    "grade": get_args(GradeName),
    "sensitivity": tuple(each for each in SENSITIVITIES if each not in ("none", "restricted")),
    "scope": tuple(each for each in get_args(Scope) if each != "aggregate"),
    "type": get_args(AttackType),
}
WHOLE = ("radius_m", "best_reported", "injured_best_reported", "pages", "publishers", "origins", "copies")
BOUNDS = ("killed_min", "killed_max", "injured_min", "injured_max")
KINDS: Mapping[str, str] = {
    **dict.fromkeys(WHOLE, "whole number"),
    **{name: "whole number or `open`" if name.endswith("max") else "whole number" for name in BOUNDS},
    **dict.fromkeys(("latitude", "longitude"), "number"),
    **dict.fromkeys(("date_from", "date_to"), "day"),
    **dict.fromkeys(VALUES, "one of a list"),
}
# What JSON Lines adds to the columns: the key, and the type of each object under it.
BESIDE: Mapping[str, type] = {"figures": Figure, "history": TollStep, "dissents": Dissent, "page_list": Page}
INNER: Mapping[str, type] = {"accounts": Account, "span": Span}
WORDS: Mapping[type, str] = {
    msgspec.inspect.StrType: "text", msgspec.inspect.IntType: "whole number", msgspec.inspect.FloatType: "number",
    msgspec.inspect.BoolType: "true or false", msgspec.inspect.DateType: "day", msgspec.inspect.NoneType: "null",
}  # fmt: skip


def codebook_page() -> Iterator[str]:
    """The lines of the codebook, as Markdown.

    >>> next(codebook_page())
    '# Codebook of exports'
    """
    yield from (
        "# Codebook of exports",
        "",
        "Every value is as reported, machine-read until a person has decided, and not verified.",
        "",
    )
    yield from (
        "## Columns",
        "",
        "In CSV and XLSX an empty cell means: not known.",
        "",
        "| column | kind | meaning |",
        "|---|---|---|",
    )
    yield from (f"| `{name}` | {KINDS.get(name, 'text')} | {meaning} |" for name, meaning in COLUMNS.items())
    for name, values in VALUES.items():
        yield from ("", f"### Values of `{name}`", "", *(f"- {value}" for value in values))
    yield from ("", "## Beside the columns, in JSON Lines", "")
    for key, kind in (*BESIDE.items(), *INNER.items()):
        yield from _object(key, kind)


def _object(key: str, kind: type) -> Iterator[str]:
    told = msgspec.inspect.type_info(kind)
    assert isinstance(told, msgspec.inspect.StructType)
    yield from (f"### `{key}`", "")
    for part in (getdoc(kind) or "").split("\n\n"):
        if not part.startswith(">>>"):
            yield from (" ".join(part.replace("None", "null").split()), "")
    yield from ("| key | kind |", "|---|---|")
    yield from (f"| `{each.encode_name}` | {_kind(each.type)} |" for each in told.fields)
    yield ""


def _kind(told: Any) -> str:
    """A type in words: unions one after another, a list as what it holds.

    >>> _kind(msgspec.inspect.type_info(int | None))
    'whole number or null'
    """
    if isinstance(told, msgspec.inspect.UnionType):
        return " or ".join(_kind(each) for each in told.types)
    if isinstance(told, msgspec.inspect.LiteralType):
        return ", ".join(f"`{value}`" for value in told.values)
    if isinstance(told, msgspec.inspect.VarTupleType):
        return f"list of {_kind(told.item_type)}"
    if isinstance(told, msgspec.inspect.StructType):
        return re.sub(r"(?<!^)([A-Z])", r" \1", told.cls.__name__).lower()
    return WORDS[type(told)]
