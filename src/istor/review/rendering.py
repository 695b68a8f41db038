"""Pages from templates. Everything is escaped; scraped text has its control and direction-changing characters shown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from istor import __version__, plainly

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "ckb")
HERE = Path(__file__).parent


@cache
def templates() -> Environment:
    """The desk's templates with their filters. A name that a page forgot to give is an error, never a blank."""
    made = Environment(
        loader=PackageLoader("istor.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        when=plainly.when,
        where=plainly.where,
        day=plainly.day,
        figure=plainly.figure_words,
        metres=plainly.metres,
        party=plainly.party,
        stances=plainly.stances,
        safe_text=plainly.safe,
        scraped=scraped,
        direction=direction,
        base=lambda name: re.split(r"[/\\]", name)[-1],
        reasoned=reasoned,
        range=lambda told: plainly.spread(told.low, told.high),
        voice=plainly.voice,
        short=plainly.short,
    )
    made.globals.update(counted=plainly.counted, version=__version__)
    return made


def render(template: str, **values: Any) -> str:
    """A page, or a part of one, as HTML."""
    return templates().get_template(template).render(**values)


def direction(language: str | None) -> str:
    """Where a page's lines run: "rtl" or "ltr"; "auto", as its first letter says, where the language is not known.

    >>> direction("ar"), direction("en"), direction(None)
    ('rtl', 'ltr', 'auto')
    """
    if language is None:
        return "auto"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def reasoned(text: str) -> Markup:
    """A sentence of istor's own that quotes pages: escaped as scraped text is, and the names of rules set as code.

    >>> reasoned("`range` gives 1")
    Markup('<bdi><code>range</code> gives 1</bdi>')
    """
    return Markup(re.sub(r"`([a-z-]+)`", r"<code>\1</code>", scraped(text)))


def scraped(text: str | None, language: str | None = None) -> Markup:
    """Words of a page: escaped, harmless, and running in their own direction whatever stands around them.

    >>> scraped("<b>")
    Markup('<bdi>&lt;b&gt;</bdi>')
    """
    direction = Markup(' dir="rtl"') if language in RIGHT_TO_LEFT else ""
    return Markup("<bdi{}>{}</bdi>").format(direction, escape(plainly.safe(text or "")))
