"""Places against news pages with coordinates: LGL, GeoVirus and files of GeoWebNews' form.

Gold toponyms are resolved where they stand: a reading that overlaps the gold span and has a point is scored by its
distance; none counts as a miss of half the Earth. `end_to_end_*` are over the spans that were found exactly.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from istor.geography.geocoding import geoparse
from istor.geography.place import PlaceReading
from istor.language import Parse, parse

FURTHEST_KM = 20_039.0  # half the Earth's girth: the usual worst case of the AUC
TOPONYMS = ("location", "dateline", "government")  # a people or a newspaper is no toponym
# LGL's annotators marked every use of a place's name: a people's ("Russian") and that in an organisation's ("Ohio Senate").
EVERY_USE = (*TOPONYMS, "demonym", "organisation")
NEAR_KM = 161.0  # 100 miles, the field's usual bound


class Gold(NamedTuple):
    """A toponym as annotated: offsets in the text, the point, the GeoNames id where the corpus has one."""

    start: int
    end: int
    lat: float
    lon: float
    geonames_id: int | None


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, dict[str, float]]:
    """Figures (percent, kilometres) for each .xml file of `folder`, by file name."""
    del language
    files = [folder] if folder.is_file() else sorted(folder.glob("*.xml"))
    return {path.name: _score(list(_articles(path))[:sample], counted=_counted(path), errors=errors) for path in files}


def _counted(path: Path) -> tuple[str, ...]:
    """The roles that a corpus counts as toponyms: LGL's form, alone, has a gaztag for each."""
    return EVERY_USE if ElementTree.parse(path).getroot().find(".//toponym/gaztag") is not None else TOPONYMS


def _score(articles: Sequence[tuple[str, list[Gold]]], *, counted: Sequence[str], errors: int) -> dict[str, float]:
    misses: list[float] = []
    found_misses: list[float] = []
    exact = exact_id = read = with_id = 0
    seconds = bare_seconds = 0.0
    bare_hits = 0
    for text, golds in articles:
        parses = _parsed(text)
        clock = time.process_time()
        readings = geoparse(text, parses=parses)
        seconds += time.process_time() - clock
        clock = time.process_time()
        bare = geoparse(text)
        bare_seconds += time.process_time() - clock
        places = [reading for reading in readings if reading.place]
        toponyms = [reading for reading in places if reading.role in counted]
        read += len(toponyms)
        for gold in golds:
            best = _overlapping(gold, places)
            miss = _distance(gold, best)
            misses.append(miss)
            bare_hits += _distance(gold, _overlapping(gold, bare)) <= NEAR_KM
            same = any((one.start, one.end) == (gold.start, gold.end) for one in toponyms)
            exact += same
            found_misses += [miss] if same else []
            if gold.geonames_id is not None:
                with_id += 1
                exact_id += bool(best and best.place and best.place.geonames_id == gold.geonames_id)
            if miss > NEAR_KM and errors > 0:
                errors -= 1
                _explain(text, gold, best, miss)
    golds_count = max(1, len(misses))
    precision, recall = exact / max(1, read), exact / golds_count
    return {
        "articles": len(articles), "toponyms": len(misses),
        **_distances(misses, ""),
        "acc161_without_parse": _percent(bare_hits / golds_count),
        "exact_id": _percent(exact_id / max(1, with_id)),
        "span_p": _percent(precision), "span_r": _percent(recall),
        "span_f1": _percent(2 * precision * recall / max(1e-9, precision + recall)),
        **_distances(found_misses, "end_to_end_"),
        "articles_a_second": round(len(articles) / max(1e-9, seconds)),
        "articles_a_second_without_parse": round(len(articles) / max(1e-9, bare_seconds)),
    }  # fmt: skip


def _distances(misses: Sequence[float], prefix: str) -> dict[str, float]:
    count = max(1, len(misses))
    area = sum(math.log1p(miss) / math.log1p(FURTHEST_KM) for miss in misses) / count
    return {
        f"{prefix}acc161": _percent(sum(miss <= NEAR_KM for miss in misses) / count),
        f"{prefix}mean_km": round(sum(misses) / count, 1),
        f"{prefix}median_km": round(statistics.median(misses), 1) if misses else 0.0,
        f"{prefix}auc": round(area, 3),
    }


def _percent(share: float) -> float:
    return round(100 * share, 1)


def _parsed(text: str) -> tuple[Parse, ...]:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((start, line))
        start += len(line) + 1
    return tuple(parse(paragraphs, entities=False))


def _overlapping(gold: Gold, readings: Sequence[PlaceReading]) -> PlaceReading | None:
    """The reading that shares most with the gold span, if any."""
    best, most = None, 0
    for reading in readings:
        shared = min(gold.end, reading.end) - max(gold.start, reading.start)
        if reading.lat is not None and shared > most:
            best, most = reading, shared
    return best


def _distance(gold: Gold, reading: PlaceReading | None) -> float:
    """Kilometres from the gold point to the named place's own point (not to where "south of" moves it)."""
    if reading is None or reading.place is None:
        return FURTHEST_KM
    place = reading.place
    a, b = math.radians(gold.lat), math.radians(place.lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(place.lon - gold.lon) / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(half)))


def _explain(text: str, gold: Gold, best: PlaceReading | None, miss: float) -> None:
    place = best.place if best else None
    read = f"{best.words!r} {place.name}, {place.admin1}, {place.country} {place.kind}" if best and place else "nothing"
    around = text[max(0, gold.start - 30) : gold.end + 30].replace("\n", " ")
    print(f"{text[gold.start : gold.end]!r} at {gold.lat},{gold.lon}: read {read}, {miss:.0f} km off … {around}")


def _articles(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """The texts and gold of one file, in any of the three forms."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        golds = [
            gold
            for toponym in (*article.iter("toponym"), *article.iter("location"))
            if (gold := _gold(toponym, text)) is not None
        ]
        yield text, sorted(golds)


def _gold(toponym: ElementTree.Element, text: str) -> Gold | None:
    tag = toponym.find("gaztag")
    point = tag if tag is not None else toponym
    lat = point.findtext("lat") or point.findtext("latitude")
    lon = point.findtext("lon") or point.findtext("longitude")
    kind = toponym.findtext("type")
    if not lat or not lon or (kind and "literal" not in kind.lower()):
        return None
    number = tag.get("geonameid") if tag is not None else toponym.findtext("geonamesID")
    start, end = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
    name = toponym.findtext("phrase") or toponym.findtext("extractedName") or toponym.findtext("name")
    if name and text[start:end] != name:  # some corpora count the first character as 1
        moved = text.find(name, max(0, start - 5), end + 5)
        if moved >= 0:
            start, end = moved, moved + len(name)
    return Gold(start, end, float(lat), float(lon), int(number) if number and number.isdigit() else None)
