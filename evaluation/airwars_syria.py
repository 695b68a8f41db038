"""Airwars, Syria: raw pages against coded incidents. First the reading: does the page's account of an incident have its
region, settlement, day and point? Scored over page–incident links; the account is the sighting that agrees best, so
the shares are kind to a page with many accounts: taking its first main one instead costs 8 to 10 points.
Then the linking: same-incident pairs of English pages, with and without the incident that most pages are of, and the
reconciled figures of the incident whose accounts agree best with the coded day and place (never by the figures).

A page is unread where istor calls it junk or has no word lists for its language (counted, not scored).
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import istor
from evaluation.linking import Groups, Linked, link, pairs_and_b3
from istor.dates import read as read_dates

Row = Mapping[str, Any]
NEAR_KM = 25
A_WEEK = 7  # days: a range that says less than "that week" gives no day
EARTH_KM = 6371.0
_NO_NAME = frozenset(
    ["al", "el", "an", "as", "ash", "ar", "az", "ad", "at", "the", "of", "in", "on", "and", "near", "road", "area", "town",
     "city", "village", "camp", "subdistrict", "district", "countryside", "neighborhood", "neighbourhood", "governorate",
     "north", "south", "east", "west", "northern", "southern", "eastern", "western"]
)  # fmt: skip


class Page(NamedTuple):
    """One page as read: its sightings in the published form, whether it could be read, whether its words give a day
    (it says when it was published and names a day, or an account in it has one)."""

    source_id: str
    incidents: tuple[str, ...]
    sightings: tuple[Row, ...]
    readable: bool
    dated: bool


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """Shares (fractions) of links with a readable page; `date_accuracy` only of pages whose own words give a day."""
    coded = {row["internal_id"]: row for row in _rows(folder / "incidents.jsonl")}
    rows = [row for name in ("sources_en.jsonl", "sources_ar.jsonl") for row in _rows(folder / name)]
    pages = [read_page(row) for row in rows if language in (None, row["lang"])][:sample]
    tally: Counter[str] = Counter()
    for page in pages:
        for incident in (coded[key] for key in page.incidents if key in coded):
            tally["links"] += 1
            if page.readable:
                wrong = _score(page, incident, tally)
                if wrong and errors > 0:
                    errors -= 1
                    print(page.source_id, wrong)
    by_name = {row["source_id"]: row for row in rows if row["lang"] == "en"}
    linking = _linked([by_name[page.source_id] for page in pages if page.source_id in by_name], coded)
    return {
        "pages": len(pages),
        "pages_unread": sum(not page.readable for page in pages),
        "links": tally["links"],
        "links_read": tally["read"],
        "links_with_a_day": tally["date"],
        **{
            name: round(tally[f"{part}_right"] / max(1, tally[part]), 4)
            for part, name in (
                ("region", "region_accuracy"),
                ("settlement", "settlement_accuracy"),
                ("date", "date_accuracy"),
                ("point", "within_25km"),
            )
        },
        **linking,
    }


def _linked(rows: Sequence[Row], coded: Mapping[str, Row]) -> dict[str, float]:
    """Pairs, B³ and the figures of incidents, over the pages that are read."""
    read = link(rows)
    gold = {row["source_id"]: frozenset(row["incident_ids"]) for row in rows if row["source_id"] not in read.unread}
    most = Counter(incident for incidents in gold.values() for incident in incidents).most_common(1)
    others = {page: found for page, found in gold.items() if not most or most[0][0] not in found}
    rest = pairs_and_b3(others, read.main)
    return {
        **pairs_and_b3(gold, read.main),
        **{f"{key}_without_largest": value for key, value in rest.items() if key in ("pairs_f1", "b3_f1")},
        **_figures(gold, read, coded),
    }


def _figures(gold: Groups, read: Linked, coded: Mapping[str, Row]) -> dict[str, float]:
    """Of coded incidents with a page that is read: is istor's best figure in the coded range, is its range the same?

    Both by the ledger's default rule: the lowest and highest of all who count, as Airwars codes, are the range of every
    rule. A figure that nobody gives is no nought: it lies in no range, not even where the coded one begins at none.
    """
    tally: Counter[str] = Counter()
    for incident in sorted({key for keys in gold.values() for key in keys if key in coded}):
        pages = [page for page, keys in gold.items() if incident in keys]
        entry = _entry_of(coded[incident], [key for page in pages for key in sorted(read.told[page])], read)
        for harm in ("killed", "injured"):
            bounds = coded[incident].get(f"civilians_{harm}")
            if not bounds:
                continue
            figure = _of_civilians(entry, harm) if entry else None
            tally[harm] += 1
            tally[f"{harm}_in"] += bool(figure and figure.best is not None and bounds[0] <= figure.best <= bounds[1])
            tally[f"{harm}_equal"] += bool(figure and [figure.low, figure.high] == list(bounds))
    return {
        f"{harm}_{name}": round(tally[f"{harm}_{part}"] / max(1, tally[harm]), 4)
        for harm in ("killed", "injured")
        for part, name in (("in", "in_range"), ("equal", "range_equal"))
    }


def _of_civilians(entry: istor.Entry, harm: Any) -> istor.Figure | None:
    """What is coded are civilians: their figure where the pages tell of fighters, too, else that of all (whose status
    nobody tells are coded as civilians)."""
    apart = entry.figure(harm, group="civilians")
    fighters = entry.figure(harm, group="military")
    return apart if fighters and apart and apart.best is not None else entry.figure(harm)


def _entry_of(incident: Row, told: Sequence[str], read: Linked) -> istor.Entry | None:
    """The entry of a coded incident among those its pages tell of: day and place first, then how many of its pages."""
    entries = {key: read.entries[key] for key in told if key in read.entries}
    if not entries:
        return None
    held = Counter(told)
    return entries[max(entries, key=lambda key: (_fit(entries[key], incident), held[key], key))]


def _fit(entry: istor.Entry, incident: Row) -> tuple[int, bool]:
    place, days = entry.place, entry.date.range if entry.date else None
    known = place.place if place else None
    like = {
        "date": [days.earliest.isoformat(), days.latest.isoformat()] if days else None,
        "place": {
            "settlement": known.name if known else None,
            "words": place.words if place else None,
            "admin1": known.admin1 if known else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
        },
    }
    return sum(bool(ok) for ok in fields(like, incident).values()), entry.scope == "incident"


def read_page(row: Row) -> Page:
    """One record of sources_*.jsonl, read with what it says of itself and nothing more."""
    if row["lang"] != "en":
        return Page(row["source_id"], tuple(row["incident_ids"]), (), readable=False, dated=False)
    reading = istor.read(
        row["text"],
        source_id=row["source_id"],
        url=row.get("url"),
        title=row.get("title"),
        publisher=row.get("publisher"),
        published=row.get("publication_date"),
        language=row["lang"],
    )
    sightings = tuple(reading.to_json()["sightings"])
    return Page(
        source_id=row["source_id"],
        incidents=tuple(row["incident_ids"]),
        sightings=sightings,
        readable=reading.article.junk is None,
        dated=_tells_its_day(reading) or any(one["date"] and one["role"] == "main" for one in sightings),
    )


def _tells_its_day(reading: istor.Reading) -> bool:
    """Whether the page has a publication day of its own, and words that name a day against it."""
    article = reading.article
    dates = reading.dates or read_dates(article.text, published=article.published)
    days = (date for date in dates if date.range and date.range.days <= A_WEEK and not date.open)
    return article.published is not None and any(days)


def _score(page: Page, incident: Row, tally: Counter[str]) -> dict[str, Any]:
    """Counts the link; what is wrong with it, with the coded value and the one read."""
    tally["read"] += 1
    told = [(agreement(sighting, incident), -at) for at, sighting in enumerate(page.sightings)]
    sighting = page.sightings[-max(told)[1]] if told else {}
    right = fields(sighting, incident)
    scored = {part: ok for part, ok in right.items() if ok is not None and (part != "date" or page.dated)}
    for part, ok in scored.items():
        tally[part] += 1
        tally[f"{part}_right"] += ok
    values = {
        "region": (incident["region"], (sighting.get("place") or {}).get("admin1")),
        "settlement": (incident["location"], sighting.get("place")),
        "date": (incident["incident_date"], sighting.get("date"), sighting.get("date_words")),
        "point": ((incident["latitude"], incident["longitude"]), None),
    }
    return {part: values[part] for part, ok in scored.items() if not ok}


def agreement(sighting: Row, incident: Row) -> tuple[int, bool, bool]:
    """How well a sighting fits a coded incident: fields that agree, then whether it is the page's news, then the toll."""
    right = fields(sighting, incident)
    killed = sighting["final"]["killed"]
    toll = bool(killed and incident.get("civilians_killed") and killed[0] in incident["civilians_killed"])
    return sum(bool(ok) for ok in right.values()), sighting["role"] == "main", toll


def fields(sighting: Row, incident: Row) -> dict[str, bool | None]:
    """Which fields are right; None where nothing is coded."""
    place = sighting.get("place") or {}
    names = [place[key] for key in ("settlement", "words") if place.get(key)]
    coded = (incident["latitude"], incident["longitude"])
    return {
        "region": same_name(incident["region"], place.get("admin1")) if incident["region"] else None,
        "settlement": any(same_name(incident["location"], name) for name in names) if incident["location"] else None,
        "date": _holds(sighting.get("date"), incident["incident_date"]) if incident["incident_date"] else None,
        "point": _near(coded, (place.get("lat"), place.get("lon"))) if coded[0] is not None else None,
    }


def same_name(coded: str, read: str | None) -> bool:
    """Whether the shorter name's words all stand in the longer's, however romanised (consonants decide) and whether or not
    they are written as one.

    >>> same_name("Al Hassakah", "Al-Hasakah Governorate"), same_name("Tel Rifaat", "Tall Rifat"), same_name("Homs", "Hama")
    (True, True, False)
    >>> same_name("Kafr Nabl", "Kafranbel")
    True
    """
    first, second = tuple(_skeletons(coded)), tuple(_skeletons(read or ""))
    shorter, longer = sorted((set(first), set(second)), key=len)
    return bool(shorter) and (shorter <= longer or "".join(first) == "".join(second))


def _skeletons(name: str) -> Iterator[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(sign))
    for word in re.findall(r"\w+", re.sub(r"[’'`ʿʾ]", "", plain)):
        if word not in _NO_NAME and not word.isdecimal():
            bare = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyw]|h$", "", word))
            yield bare or word


def _holds(days: list[str] | None, coded: str) -> bool:
    """Whether the coded day lies in the range read, and the range is no wider than a week."""
    if not days:
        return False
    first, last = (dt.date.fromisoformat(day) for day in days)
    return first <= dt.date.fromisoformat(coded) <= last and (last - first).days <= A_WEEK


def _near(coded: tuple[float, float], read: tuple[float | None, float | None]) -> bool:
    if read[0] is None or read[1] is None:
        return False
    north, south = math.radians(coded[0]), math.radians(read[0])
    chord = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(math.radians(read[1] - coded[1]) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord))) <= NEAR_KM


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
