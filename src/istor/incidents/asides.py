"""Times and places told in sentences without a claim of their own: "The raid happened on Friday, in the village of …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from istor.articles.article import Article
from istor.claims.claim import Claim
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.incidents.references import Site, fineness, is_wide, nearness
from istor.incidents.scenes import sites
from istor.incidents.tellings import Telling
from istor.lexicon import open_lexicon

LINE = 400  # characters: a longer paragraph tells more than when and where


class Aside(NamedTuple):
    """What is told beside a claim: its times, and where it was (None: no place named)."""

    dates: tuple[DateReading, ...] = ()
    site: Site | None = None


def told_aside(
    article: Article, claims: Sequence[Claim], *, dates: Sequence[DateReading], places: Sequence[PlaceReading]
) -> dict[str, Aside]:
    """Times told in sentences without a claim, by the id of the claim before them in their paragraph, or else of the
    one after. A paragraph of its own counts where it says that the attack happened then; it may say where, too.
    """
    ordered = sorted(claims, key=lambda claim: claim.sentence.start)
    starts = [claim.sentence.start for claim in ordered]
    found: dict[str, Aside] = {}
    for date in dates:
        at = bisect_right(starts, date.start)
        before = ordered[at - 1] if at else None
        if date.kind != "time" or date.open or (before and date.start < before.sentence.end):
            continue
        after = ordered[at] if at < len(ordered) else None
        home, site = _beside(article.text, before, after, date=date), None
        if home is None and before is not None and (line := _line(article.text, date)):
            home = before
            named = sites(article.text, places, start=line[0], end=line[1])
            site = min(named, key=lambda one: fineness(one.reading), default=None)
        if home is not None:
            earlier = found.get(home.id, Aside())
            found[home.id] = Aside((*earlier.dates, date), site or earlier.site)
    return found


def _beside(text: str, before: Claim | None, after: Claim | None, *, date: DateReading) -> Claim | None:
    """The claim that shares the date's paragraph."""
    if before is not None and text.find("\n", before.sentence.end, date.start) < 0:
        return before
    return after if after is not None and text.find("\n", date.end, after.sentence.start) < 0 else None


def _line(text: str, date: DateReading) -> tuple[int, int] | None:
    """The date's paragraph, where it says that an attack told elsewhere happened then."""
    start = text.rfind("\n", 0, date.start) + 1
    end = text.find("\n", date.end)
    end = len(text) if end < 0 else end
    if end - start > LINE:
        return None
    low = " ".join(re.findall(r"\w+", text[start:end].lower()))
    words = _words()
    happened = any(f"{noun} {verb}" in low for noun in words["events"] for verb in words["happened"])
    return (start, end) if happened else None


def beside(telling: Telling, aside: Aside) -> Telling:
    """The telling with what is told beside it: all its times, and the place where it has none or only a wider one.

    >>> beside.__name__
    'beside'
    """
    site = telling.site
    if aside.site is not None:
        finer = site is not None and is_wide(site.reading) and nearness(site, aside.site) == "within"
        site = aside.site if site is None or finer else site
    return replace(telling, site=site, dates=(*telling.dates, *aside.dates))


@cache
def _words() -> Mapping[str, list[str]]:
    section: Mapping[str, list[str]] = open_lexicon("incidents", "en")["asides"]
    return section
