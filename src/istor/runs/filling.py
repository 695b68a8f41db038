"""Fills a ledger: new pages by `build`, stored pages under new rules by `reread`; incidents follow from all of them."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from istor.articles.article import RawPage
from istor.articles.reading import read_inputs
from istor.articles.unpacking import ReadingOptions
from istor.provenance import Record, Refusal, sha256
from istor.publication.readings import Reading
from istor.runs.copying import fingerprinted
from istor.runs.executors import in_order
from istor.runs.journal import Journal, Progress, Shift, Summary, Watch, unwatched
from istor.runs.plan import read_page
from istor.runs.relinking import bring_up, check_rule
from istor.runs.ruling import linking_now, rules_now
from istor.runs.shelving import Shelf
from istor.store.holding import Holding, Incoming
from istor.store.ledger import Ledger
from istor.store.querying import given


class Filling(Record):
    """How a ledger is filled.

    `published` is the user's day for pages that give none of their own; `jobs` the number of processes; `rule` names the
    rule that reconciles figures (a key of ledger.reconciliation.RULES); `count` asks to count the pages first, so that
    progress can be told with the time left; `reading` bounds what an input may hold.
    """

    published: dt.date | None = None
    jobs: int = 1
    rule: str = "best-placed"
    count: bool = False
    reading: ReadingOptions = ReadingOptions()


DEFAULT = Filling()
RECORDS_A_COLLECTION = 100_000  # with some 200 bytes each: 20 MB at most that only a collection would free
Read = Callable[..., Reading]  # called with a page and, as `published`, the user's day for it or None
Arriving = Iterable[Incoming | Refusal]


def build(
    inputs: Sequence[str | Path],
    ledger: Ledger,
    *,
    options: Filling = DEFAULT,
    stdin: BinaryIO | None = None,
    watch: Watch = unwatched,
) -> Summary:
    """Reads the pages of `inputs` that the ledger does not hold yet, and puts its incidents together anew.

    The same inputs twice change nothing, in any order. A KeyboardInterrupt is passed on after what is finished was kept.
    Raises InputError for an input that cannot be read at all and StoreError where the ledger cannot be written.
    """
    check_rule(options.rule)
    total = sum(1 for _ in read_inputs(inputs, options=options.reading)) if options.count else None
    pages = read_inputs(inputs, stdin=stdin, options=options.reading)
    return take_in(pages, ledger, options=options, journal=Journal(total=total), watch=watch)


def take_in(
    pages: Iterable[RawPage | Refusal],
    ledger: Ledger,
    *,
    options: Filling,
    journal: Journal,
    read: Read | None = None,
    watch: Watch = unwatched,
) -> Summary:
    """Takes pages into the ledger, whatever they come from, and puts incidents together.

    `read` reads a page (None: the rooms do).
    """
    work = read or read_page
    with ledger.building():
        with Shelf(ledger, journal, verb="build", rules=rules_now()) as shelf:
            fresh = _new(pages, ledger, journal, assumed=options.published, watch=watch)
            _take(fresh, shelf, work=work, jobs=options.jobs, watch=watch)
        return _finished(ledger, journal, options=options, watch=watch)


def reread(
    ledger: Ledger, *, options: Filling = DEFAULT, read: Read | None = None, watch: Watch = unwatched
) -> Summary:
    """Reads the stored pages again that were last read under other rules; old readings are kept beside the new.

    Cut short, it goes on where it stopped. Raises StoreError where the ledger cannot be written.
    """
    check_rule(options.rule)
    rules = rules_now()
    journal = Journal(total=ledger.counts()["pages"])
    work = read or read_page
    with ledger.building():
        stored = ledger.pages(not_read_by=rules.id)
        with Shelf(ledger, journal, verb="reread", rules=rules) as shelf, closing(stored):  # before the ledger is
            _take(stored, shelf, work=work, jobs=options.jobs, watch=watch)
        return _finished(ledger, journal, options=options, watch=watch)


def _take(pages: Arriving, shelf: Shelf, *, work: Read, jobs: int, watch: Watch) -> None:
    outcomes = in_order(partial(_outcome, read=work), pages, lost=_lost, jobs=jobs)
    for done, (_, outcome) in enumerate(outcomes, start=1):
        shelf.lay(outcome)
        watch(shelf.journal.progress(done + shelf.journal.known))


def _new(
    pages: Iterable[RawPage | Refusal], ledger: Ledger, journal: Journal, *, assumed: dt.date | None, watch: Watch
) -> Iterator[Incoming | Refusal]:
    """Leaves out the pages that the ledger holds, or that came already in this run."""
    met: set[tuple[str, str]] = set()
    removed = ledger.removed()
    for page in pages:
        if isinstance(page, Refusal):
            yield page
            continue
        checksum = sha256(page.raw)
        if checksum in removed:
            yield Refusal(of=f"sha256 {checksum}", room="runs", because="removed")
            continue
        if (given(page), checksum) in met or ledger.knows(page, checksum):
            journal.known += 1
            watch(journal.progress(journal.known + journal.read))
            continue
        met.add((given(page), checksum))
        yield Incoming(page=page, assumed=assumed)


def _outcome(incoming: Incoming | Refusal, *, read: Read) -> Holding | Refusal:
    """The page read, or why it could not be: one page's failure is told, and does not end the run."""
    if isinstance(incoming, Refusal):
        return incoming
    page = incoming.page
    try:
        with _seldom_collected():
            reading = read(page, published=incoming.assumed)
            fingerprint = fingerprinted(reading.article)
    except Exception as error:
        return Refusal(of=page.source_id, room="runs", because="failed", detail=f"{type(error).__name__}: {error}")
    return Holding(page=page, reading=reading, assumed=incoming.assumed, fingerprint=fingerprint)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """A page makes many thousand small records and no rings of them: to look for rings as often as Python does takes a
    twentieth of all time."""
    before = gc.get_threshold()
    gc.set_threshold(RECORDS_A_COLLECTION, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _lost(incoming: Incoming | Refusal) -> Holding | Refusal:
    of = incoming.of if isinstance(incoming, Refusal) else incoming.page.source_id
    return Refusal(
        of=of, room="runs", because="died", detail="the process that read this page ended twice without a word"
    )


def _finished(ledger: Ledger, journal: Journal, *, options: Filling, watch: Watch) -> Summary:
    before = ledger.incident_count()
    shifts: tuple[Shift, ...] = ()
    if ledger.is_unlinked() or ledger.linked_under() != linking_now(options.rule):
        watch(Progress(stage="linking", done=0))
        shifts = bring_up(ledger, rule=options.rule, jobs=options.jobs, watch=watch)
    told = journal.summary(
        incidents_before=before,
        incidents=ledger.incident_count(),
        outdated=ledger.outdated(rules_now().id),
        shifts=shifts,
    )
    return msgspec.structs.replace(told, decisions=ledger.decision_count())
