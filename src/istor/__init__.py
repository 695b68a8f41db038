"""istor: news reports about attacks in armed conflict, read into a ledger where every figure leads back to its words.

>>> import istor
>>> reading = istor.read("A drone killed three people in Sumy on Tuesday, police said.", published="2025-03-05")
>>> reading.sightings[0].final.killed
(3, 3)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from istor.articles.article import Article
    from istor.claims.claim import Claim, Toll
    from istor.dates.daterange import DateRange
    from istor.decisions import Decision, Verb
    from istor.errors import IstorError
    from istor.geography.place import Place
    from istor.incidents.incident import Incident, Sighting
    from istor.ledger.entry import Entry, Figure
    from istor.provenance import Refusal, Span
    from istor.publication.readings import Reading
    from istor.runs.journal import Summary
    from istor.store.holding import Filter
    from istor.store.ledger import Ledger

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Claim",
    "DateRange",
    "Decision",
    "Entry",
    "Figure",
    "Filter",
    "Incident",
    "IstorError",
    "Ledger",
    "Place",
    "Reading",
    "Refusal",
    "Sighting",
    "Span",
    "Summary",
    "Toll",
    "__version__",
    "build",
    "decide",
    "export",
    "open",
    "read",
    "remove",
    "reread",
]

# Where the public types live. They are imported when first asked for, so that `import istor` costs next to nothing.
_HOMES = {
    "Article": "istor.articles.article",
    "Claim": "istor.claims.claim",
    "DateRange": "istor.dates.daterange",
    "Decision": "istor.decisions",
    "Entry": "istor.ledger.entry",
    "Figure": "istor.ledger.entry",
    "Filter": "istor.store.holding",
    "Incident": "istor.incidents.incident",
    "IstorError": "istor.errors",
    "Ledger": "istor.store.ledger",
    "Place": "istor.geography.place",
    "Reading": "istor.publication.readings",
    "Refusal": "istor.provenance",
    "Sighting": "istor.incidents.incident",
    "Span": "istor.provenance",
    "Summary": "istor.runs.journal",
    "Toll": "istor.claims.claim",
}
_ROOMS = ("articles", "claims", "dates", "geography", "incidents", "ledger", "publication")


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _ROOMS:
        return import_module(f"istor.{name}")
    raise AttributeError(f"module 'istor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *_ROOMS})


def read(  # noqa: PLR0913 (the facts a page can come with, each optional)
    text: str,
    *,
    source_id: str = "text",
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | dt.date | None = None,
    language: str | None = None,
) -> Reading:
    """What the text of one article says happened, nothing stored. `Reading.to_json()` gives the published form.

    `published` is the page's day in any common form; without it days like "on Tuesday" stay unplaced, never guessed.
    `language` is ISO 639-1 (None: it is detected); a language without word lists is refused, not guessed at.
    """
    from istor.articles.article import RawPage
    from istor.runs.plan import read_page

    day = published.isoformat() if isinstance(published, dt.date) else published
    page = RawPage(
        source_id=source_id,
        raw=text.encode("utf-8", "surrogatepass"),
        kind="text",
        charset="utf-8",
        url=url,
        title=title,
        publisher=publisher,
        published=day,
        language=language,
    )
    return read_page(page)


def build(
    inputs: str | Path | Iterable[str | Path],
    *,
    ledger: str | Path | Ledger = "istor.db",
    published: dt.date | None = None,
    jobs: int = 1,
    rule: str = "best-placed",
) -> Summary:
    """Reads files or folders of pages into a ledger, made where there is none. New pages only; the same twice changes nothing.

    `published` is the day of pages that give none, `jobs` the number of processes, `rule` how figures are reconciled.
    Raises InputError, or StoreError with what is wrong with the ledger and what to do.
    """
    from istor.runs import filling

    wanted = filling.Filling(published=published, jobs=jobs, rule=rule)
    with _opened(ledger, create=True) as opened:
        return filling.build(_several(inputs), opened, options=wanted)


def reread(*, ledger: str | Path | Ledger = "istor.db", jobs: int = 1, rule: str = "best-placed") -> Summary:
    """Reads the stored pages again under this istor's rules; old readings are kept. `Summary.changes` says what differs."""
    from istor.runs import filling

    with _opened(ledger, create=False) as opened:
        return filling.reread(opened, options=filling.Filling(jobs=jobs, rule=rule))


def open(ledger: str | Path = "istor.db") -> Ledger:
    """Opens a ledger by its file or SQLAlchemy address. Raises NotALedger, NewerLedger or another StoreError."""
    from istor.store.ledger import open_ledger

    return open_ledger(ledger)


def decide(  # noqa: PLR0913 (what, on what, who, why, and what a correction sets)
    verb: Verb,
    on: str | Sequence[str],
    *,
    by: str,
    why: str = "",
    path: str | None = None,
    value: str | int | float | bool | None = None,
    ledger: str | Path | Ledger = "istor.db",
) -> Decision:
    """Takes a person's decision, and lets the ledger follow it at once. Raises DecisionError with a sentence.

    `verb` is one of istor.decisions.VERBS; `on` are ids or their beginnings; `path` and `value` say what a correction sets.
    For many decisions in a row, `Ledger.decide` takes the same; the ledger follows all of them at the next build. So it does
    where another process builds it for longer than half a minute: the decision is taken all the same.
    """
    from istor.runs.following import follow_soon

    with _opened(ledger, create=False) as opened:
        decision = opened.decide(verb, on, by=by, why=why, path=path, value=value)
        follow_soon(opened)
        return decision


def remove(pages: str | Sequence[str], *, by: str, why: str, ledger: str | Path | Ledger = "istor.db") -> Decision:
    """Takes pages out of the ledger for good, with all that was read in them; gives the decision that says so."""
    from istor.runs import following

    with _opened(ledger, create=False) as opened:
        return following.remove(opened, pages, by=by, why=why)


def export(
    ledger: str | Path | Ledger = "istor.db", *, to: str = "csv", wanted: Filter | None = None, rule: str | None = None
) -> str:
    """The ledger's incidents as "csv", "geojson" or "jsonl": names withheld, coordinates on a grid, as where istor.toml says nothing.

    `rule` reconciles figures for this export alone (None: as the ledger has them).
    """
    from istor.runs.exporting import Wanted
    from istor.runs.exporting import export as lines

    with _opened(ledger, create=False) as opened:
        return "".join(f"{line}\n" for line in lines(opened, to=to, wanted=Wanted(wanted, rule=rule)))


def _several(inputs: str | Path | Iterable[str | Path]) -> Sequence[str | Path]:
    return [inputs] if isinstance(inputs, str | Path) else list(inputs)


@contextmanager
def _opened(ledger: str | Path | Ledger, *, create: bool) -> Iterator[Ledger]:
    """A ledger that was opened by the caller stays open; one that is opened here is closed here."""
    from istor.store.ledger import Ledger, open_ledger

    if isinstance(ledger, Ledger):
        yield ledger
        return
    with open_ledger(ledger, create=create) as opened:
        yield opened
