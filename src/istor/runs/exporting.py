"""The ledger leaves the building: redaction first, then a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from istor.articles.article import Article
from istor.decisions import NAME
from istor.errors import ConfigError
from istor.incidents.incident import Incident
from istor.ledger.entry import Entry
from istor.publication import acled, checking, ged, geojson, hxl, tables
from istor.publication.dictionary import codebook
from istor.publication.losses import LOST, Losses, losses
from istor.publication.people import people_aged
from istor.publication.readings import Reading
from istor.publication.redaction import Published, redact_entry
from istor.publication.workbook import workbook
from istor.runs.reckoning import standings, under
from istor.store.holding import Filter
from istor.store.ledger import Ledger

Exporter = Callable[[Iterable[Published]], Iterator[str]]
AT_ONCE = 200  # incidents whose pages are held in memory together

EXPORTERS: Mapping[str, Exporter] = {
    "acled": acled.lines,
    "csv": tables.csv_lines,
    "ged": ged.lines,
    "geojson": geojson.lines,
    "hxl": hxl.lines,
    "jsonl": tables.json_lines,
}
WORKBOOK = "xlsx"  # the one format that is no text
NARROW = tuple(LOST)  # formats with less room than the ledger


def export(
    ledger: Ledger,
    *,
    to: str,
    wanted: Filter | None = None,
    names: Sequence[str] | None = None,
    rule: str | None = None,
) -> Iterator[str]:
    """The incidents asked for as lines (without their ends) of the format `to`, a key of EXPORTERS.

    `names` are the ids of those asked for, in the order they are to have, instead of `wanted`; `rule` reconciles their
    figures (None: they are as the ledger has them).

    The same ledger gives the same lines. Raises ConfigError for a format or a rule there is not.
    """
    if to not in EXPORTERS:
        known = ", ".join(sorted((*EXPORTERS, WORKBOOK)))
        raise ConfigError(f"there is no export to {to!r}; choose one of {known}")
    return EXPORTERS[to](published(ledger, wanted=wanted, names=names, rule=rule))


def export_workbook(
    ledger: Ledger, *, wanted: Filter | None = None, names: Sequence[str] | None = None, rule: str | None = None
) -> bytes:
    """The incidents asked for as an XLSX file. The same ledger gives the same bytes."""
    return workbook(published(ledger, wanted=wanted, names=names, rule=rule), credit=geojson.CREDIT)


def lost(ledger: Ledger, *, to: str, wanted: Filter | None = None, names: Sequence[str] | None = None) -> Losses:
    """What the format could not hold of the incidents asked for; nothing where it is one of istor's own."""
    return losses(to, published(ledger, wanted=wanted, names=names) if to in NARROW else ())


def meanings() -> Iterator[str]:
    """The lines of the codebook of exports, as Markdown: what each column and key means, generated from the types."""
    return codebook()


def checker() -> bytes:
    """The one file by which whoever has an export checks it, without istor."""
    return Path(checking.__file__).read_bytes()


def published(
    ledger: Ledger, *, wanted: Filter | None = None, names: Sequence[str] | None = None, rule: str | None = None
) -> Iterator[Published]:
    """The incidents asked for as they may be published, in the ledger's order; or those of the ids `names`, in theirs.

    What a person marked as restricted is left out, and names that a person released for an incident stay in it.
    """
    ids = [incident.id for incident in ledger.incidents(wanted)] if names is None else names
    for start in range(0, len(ids), AT_ONCE):
        yield from _published(ledger, under(ledger, ledger.pairs_of(ids[start : start + AT_ONCE]), rule))


def _published(ledger: Ledger, pairs: Sequence[tuple[Incident, Entry]]) -> Iterator[Published]:
    home = {
        each.id: each.article_id for each in ledger.sightings([s for incident, _ in pairs for s in incident.sightings])
    }
    articles: dict[str, Article] = {}
    names: dict[str, frozenset[str]] = {}  # everyone to be withheld of a page, whichever incident they belong to
    for reading in ledger.readings(sorted(set(home.values()))):
        article = reading.article
        articles[article.id] = replace(article, text="", blocks=(), pieces=())
        names[article.id] = _withheld(reading)
    free = _released(ledger) if ledger.has_decisions() else {}
    for incident, entry in pairs:
        if entry.sensitivity == "restricted":
            continue
        pages = sorted({home[each] for each in incident.sightings})
        withheld = frozenset[str]().union(*(names[page] for page in pages))
        released = frozenset[str]().union(*(free.get(each, frozenset()) for each in incident.sightings))
        yield redact_entry(entry, [articles[page] for page in pages], names=withheld, released=released)


def _released(ledger: Ledger) -> dict[str, frozenset[str]]:
    """The names that people released, by the sightings of the incident they released them for."""
    found: dict[str, frozenset[str]] = {}
    for standing in standings(ledger):
        if standing.decision.verb != "release" or not standing.counts:
            continue
        spans = [span for ground in standing.decision.ground if ground.of == NAME for span in ground.spans]
        pages = {span.article_id: ledger.article(span.article_id) for span in spans}
        names = {span.quote(page.article.text) for span in spans if (page := pages[span.article_id]) is not None}
        for each in standing.sightings:
            found[each] = found.get(each, frozenset()) | names
    return found


def _withheld(reading: Reading) -> frozenset[str]:
    if not reading.sightings:
        return frozenset()
    victims = {person.words for each in reading.sightings for person in each.persons}
    return frozenset({*victims, *people_aged(reading.article.text), *people_aged(reading.article.title or "")})
