"""Pages that are no article: a firewall, an error, a cookie wall, a list of links, spam. Each with its reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from istor.articles.article import Block

THIN_CHARS = (
    400  # a page with less text of its own may be a wall or an error; a real short report has none of their words
)
SAMPLE_CHARS = 20_000  # what a long text says of itself, it has said by then
TOP_CHARS = 6000  # a wall or an error stands in the first lines
WALL_CHARS = 1500  # cookie walls and error pages explain themselves, but never at greater length


def junk_reason(text: str, blocks: Sequence[Block], *, title: str | None = None, given: bool = False) -> str | None:
    """Why the page is no article, or None. `given`: the text came by itself, without an address or a title.

    A page without text whose headline tells of an attack is no junk: the headline is read. Nor is a sentence that came
    by itself, however short.

    >>> junk_reason("Error 404: page not found", ())
    'error page'
    >>> junk_reason("Shell hits bus in Nikopol, two dead", ())
    >>> junk_reason("Rain fell.", ()), junk_reason("Rain fell.", (), given=True)
    ('no text', None)
    """
    if not text.strip():
        return "empty page"
    body = " ".join(text[block.start : block.end] for block in blocks if block.kind == "body")
    heads = " ".join([title or "", *(text[block.start : block.end] for block in blocks if block.kind == "headline")])
    if len(body) < WALL_CHARS and (reason := _walled(text, body, heads)):
        return reason
    if _words()["index"].match(text[:200].lower().lstrip("# *|»")):
        return "list of links"
    if _spam(body or text):
        return "spam"
    if (
        len(body) < 60
        and not (given and _is_sentence(text))
        and not _tells_attack(f"{heads} {body}" if blocks else text)
    ):
        return _bodyless(text, blocks)
    return None


def _is_sentence(text: str) -> bool:
    """Whether a text is a line of several words that ends as a sentence does."""
    plain = text.strip()
    return "\n" not in plain and " " in plain and plain.rstrip("”’\"'»)")[-1:] in (".", "!", "?", "…", "؟", "。")


def _walled(text: str, body: str, heads: str) -> str | None:
    low = text[:TOP_CHARS].lower().replace("’", "'")
    top = f"{heads} {low[:200]}".lower().replace("’", "'")
    for name, reason in (("wall", "firewall or access check"), ("error", "error page"), ("cookies", "cookie wall")):
        found = _found(name, low)
        if name == "cookies":
            fits = len(set(found)) >= 3 and len(found) * 120 > len(body)
        else:
            fits = bool(found) and bool(_found(name, top)) and len(body) < THIN_CHARS * min(3, len(set(found)))
        if fits and not _tells_attack(body if name == "wall" else f"{heads} {body}"):
            return reason
    return None


def _spam(text: str) -> bool:
    low = text[:SAMPLE_CHARS].lower()
    found = _found("spam", low)
    return len(set(found)) >= 2 and len(found) * 600 > len(low)


def _found(name: str, low: str) -> list[str]:
    """The words of a section in a lower-case text, each as often as it stands there."""
    if not any(
        word in low for word in _content()[name]["words"]
    ):  # most pages: the pattern costs a hundred times as much
        return []
    return _words()[name].findall(low)


def _bodyless(text: str, blocks: Sequence[Block]) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    teasers = sum(block.kind == "teaser" for block in blocks)
    return "list of links" if len(lines) >= 8 or teasers >= 3 else "no text"


def _tells_attack(heads: str) -> bool:
    return _words()["attack"].search(heads.lower().replace("*", "")) is not None


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads((files("istor") / "articles" / "junk.toml").read_text(encoding="utf8"))


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(
            "|".join(rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if word.isascii() else "") for word in section["words"])
        )
        for name, section in _content().items()
        if isinstance(section, dict)
    }
