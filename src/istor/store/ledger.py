"""Ledger: one open ledger, what it can be given and asked. The doors and runs/ hold it; the rooms never see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from sqlalchemy import Connection

from istor.articles.article import Article, Copy, RawPage
from istor.claims.claim import Claim
from istor.decisions import Decision, Value, Verb
from istor.errors import DecisionError
from istor.incidents.incident import Incident, Link, Sighting
from istor.ledger.entry import Entry
from istor.provenance import Refusal
from istor.publication.readings import Reading
from istor.store import connecting, deciding, deriving, keeping, querying, recalling, removing, searching, verifying
from istor.store.frames import Records, incident_row
from istor.store.holding import Card, Derived, Filter, Holding, Incoming, Rules, Run
from istor.store.panorama import Panorama
from istor.store.renewing import renewed
from istor.store.surveying import read_panorama
from istor.store.vicinity import Vicinity

T = TypeVar("T")


def open_ledger(path: str | Path, *, create: bool = False) -> Ledger:
    """Opens the ledger in a file, or at an SQLAlchemy address; `create` makes it where there is none.

    Raises NotALedger, NewerLedger, LedgerBusy or another StoreError, each naming the file and what to do.
    """
    return Ledger(connecting.address_of(path), create=create)


class Ledger:
    """An open ledger. Close it, or use it in a `with` statement.

    Everything it gives is a typed, frozen record; a sequence of them has `to_frame()` where pandas is installed.
    """

    def __init__(self, address: str, *, create: bool = False) -> None:
        self.address = address
        self._engine = connecting.connect(address, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Ledger({self.name!r})"

    @property
    def name(self) -> str:
        """The ledger's file, or its address without a password."""
        return connecting.shown(self.address)

    def close(self) -> None:
        """Lets go of the file. Closing twice does no harm."""
        self._engine.dispose()

    # What it can be asked

    def incidents(self, wanted: Filter | None = None, *, everything: bool = False) -> Records[Incident]:
        """The incidents asked for: which sightings are of one attack. By day, those without one last.

        `everything` adds what is no incident: totals over several attacks or days, and what a person rejected.
        """
        return Records(incident for incident, _ in self._pairs(wanted, everything=everything))

    def entries(self, wanted: Filter | None = None, *, everything: bool = False) -> Records[Entry]:
        """What can be said of each incident asked for, in the order of incidents(): days, place, figures with their accounts."""
        return Records((entry for _, entry in self._pairs(wanted, everything=everything)), row=incident_row)

    def incident(self, name: str) -> tuple[Incident, Entry] | None:
        """The incident of this id, former id or unmistakable beginning of an id. None: there is none."""
        return self._ask(lambda connection: searching.find_incident(connection, name))

    def article(self, name: str) -> Reading | None:
        """The current reading of the article of this id, `source_id`, address or beginning of an id. None: there is none."""

        def ask(connection: Connection) -> Reading | None:
            found = querying.find_article(connection, name)
            return next(querying.readings(connection, [found]), None) if found else None

        return self._ask(ask)

    def edition(self) -> str:
        """Which state the incidents are in: another one after every linking; decisions show when it followed them."""
        return self._ask(querying.edition)

    def panorama(self, seen: Panorama | None = None) -> Panorama:
        """All incidents at a glance, as arrays; some tens of bytes an incident.

        `seen` is what it was earlier: then only the incidents that changed since are read, if they are few.
        """
        if seen is None:
            return self._ask(lambda connection: read_panorama(connection, querying.edition(connection)))
        return self._ask(lambda connection: renewed(connection, seen, querying.edition(connection)))

    def pairs_of(self, names: Sequence[str]) -> Records[tuple[Incident, Entry]]:
        """The incidents of these ids with their entries, in their order; unknown ids are left out."""
        return self._records(lambda connection: searching.incidents_called(connection, names))

    def telling(self, words: str) -> NDArray[np.int64]:
        """The numbers of the readings that hold all the words; quoted words stand together."""
        return self._ask(lambda connection: searching.telling(connection, words))

    def raw(self, checksum: str) -> bytes | None:
        """The stored bytes of this SHA-256, None where the ledger holds none."""
        return self._ask(lambda connection: querying.raw(connection, checksum))

    def home_of(self, sighting_id: str) -> str | None:
        """The id of the incident that holds a sighting, None where it is in none."""
        return self._ask(lambda connection: searching.incident_of(connection, sighting_id))

    def articles(self) -> Records[Article]:
        """The newest version of every page, as currently read."""
        return self._records(querying.articles)

    def page_ids(self) -> frozenset[str]:
        """The ids of all articles held, whatever their version."""
        return self._ask(lambda connection: frozenset(querying.article_ids(connection)))

    def figures(self) -> dict[str, tuple[tuple[int | None, int | None, int | None], ...]]:
        """(low, best, high) of the killed and of the injured of every incident, by its id."""
        return self._ask(lambda connection: dict(searching.figures(connection)))

    def claims(self) -> Records[Claim]:
        """Everything asserted in the current readings, believed or not."""
        return self._records(querying.claims)

    def sightings(self, ids: Sequence[str] | None = None, *, machine: bool = False) -> Records[Sighting]:
        """The sightings as they were read; only those of `ids`, in their order and as people left them, where some are
        given. `machine` gives these, too, as they were read."""
        if ids is None:
            return self._records(querying.sightings)
        return self._records(lambda connection: querying.find_sightings(connection, ids, machine=machine))

    def overruled(self) -> Records[Sighting]:
        """The sightings that people changed or made by moving a claim, as they left them."""
        return self._records(querying.overruled)

    def refusals(self) -> Records[Refusal]:
        """What was not read or not resolved, and why."""
        return self._records(querying.refusals)

    def refused_pages(self) -> Records[Refusal]:
        """The pages that could not be read at all."""
        return self._records(querying.refused_pages)

    def refused_words(self) -> Records[tuple[str, Refusal, str]]:
        """What readings left open: the page's `source_id`, the refusal, and the words it is about ("": the whole page)."""
        return self._records(querying.refused_words)

    def reasons(self) -> tuple[tuple[str, bool, int], ...]:
        """Each reason for which something is refused, whether it is a whole page, and how often; the most frequent first."""
        return self._ask(lambda connection: tuple(querying.reasons(connection)))

    def copies(self) -> Records[Copy]:
        """The pages that repeat another one."""
        return self._records(querying.copies)

    def sightings_of(self, article_id: str) -> Records[Sighting]:
        """The sightings of one article as currently read, whatever its version."""
        return self._records(lambda connection: querying.sightings_of(connection, article_id))

    def links(self, touching: Sequence[str] | None = None) -> Records[Link]:
        """The compared pairs of sightings with their reasons; only those that touch one of these ids, where some are given."""
        return self._records(lambda connection: querying.links(connection, touching=touching))

    def decisions(self) -> Records[Decision]:
        """The log of people's decisions, oldest first."""
        return self._records(lambda connection: (decision for decision, _ in recalling.decisions(connection)))

    def has_decisions(self) -> bool:
        """Whether anybody has decided anything."""
        return self._ask(lambda connection: next(recalling.decisions(connection), None) is not None)

    def runs(self) -> Records[Run]:
        """What was done to the ledger, oldest first."""
        return self._records(querying.runs)

    def rules(self) -> dict[Rules, int]:
        """The rules pages were read by, each with how many current readings rest on them."""
        return self._ask(lambda connection: dict(querying.rules(connection)))

    def history(self, article_id: str) -> tuple[tuple[str, Reading], ...]:
        """All readings of an article, oldest first, each with the id of its rules."""
        return self._ask(lambda connection: tuple(querying.history(connection, article_id)))

    def counts(self) -> dict[str, int]:
        """How many pages, incidents and refusals the ledger holds."""
        return self._ask(querying.counts)

    def incident_count(self) -> int:
        """How many incidents the ledger shows, without going through them."""
        return self._ask(querying.incidents)

    def decision_count(self) -> int:
        """How many decisions people made, those that take others back with them."""
        return self._ask(querying.decided)

    def outdated(self, rules_id: str) -> int:
        """How many current readings rest on other rules than these."""
        return self._ask(lambda connection: querying.outdated(connection, rules_id))

    def verify(self) -> verifying.Verified:
        """Computes every hash anew and looks up every quotation. Raises BrokenLedger naming the first that fails."""
        return self._ask(verifying.verify)

    def head(self) -> tuple[str, int]:
        """The head of the chain of decisions ("": there is none), and how many decisions it vouches for. Raises BrokenLedger
        naming the first entry that breaks the chain."""
        return self._ask(verifying.head)

    def covers(self, head: str) -> tuple[int, int]:
        """How many decisions a head that was kept elsewhere vouches for, and how many came since.

        `head` is the hash, or its first eight digits at least. Raises BrokenLedger where the log does not lead to it.
        """
        return self._ask(lambda connection: verifying.check_head(connection, head))

    # What runs/ gives and takes

    @contextmanager
    def building(self, *, wait_s: float = 0.0) -> Iterator[None]:
        """Holds the ledger for one build. Raises LedgerBusy where another process still builds it after `wait_s` seconds."""
        with connecting.only_builder(self._engine, self.address, wait_s=wait_s):
            yield

    def begin(self, run: Run, rules: Rules) -> int:
        """Opens a run and records its rules; gives the run's number."""
        with self._writing() as connection:
            keeping.put_rules(connection, rules)
            return keeping.begin_run(connection, run)

    def end(self, n: int, run: Run) -> None:
        """Closes a run with what it counted."""
        with self._writing() as connection:
            keeping.end_run(connection, n, run)

    def knows(self, page: RawPage, checksum: str) -> bool:
        """Whether these bytes are held under the page's address, or `source_id` where it has none."""
        return self._ask(lambda connection: querying.known_page(connection, page, checksum))

    def keep(self, holdings: Sequence[Holding], refusals: Sequence[Refusal], *, rules_id: str, run: int) -> None:
        """Keeps a batch of pages with their readings, and pages refused at the door: all of it or nothing."""
        with self._writing() as connection:
            keeping.put_pages(connection, holdings, rules_id=rules_id, run=run)
            keeping.put_refusals(connection, refusals, run=run)

    def unknown(self, refusals: Sequence[Refusal]) -> tuple[Refusal, ...]:
        """Those of the refusals that are not recorded yet."""
        return self._ask(lambda connection: querying.unknown_refusals(connection, refusals)) if refusals else ()

    def pages(self, *, not_read_by: str | None = None) -> Generator[Incoming, None, None]:
        """The stored pages with their bytes; only those not yet read by the rules named, where some are."""
        with connecting.explained(self.address), self._engine.connect() as connection, connection.begin():
            yield from querying.pages(connection, not_read_by=not_read_by)

    def readings(self, article_ids: Sequence[str] | None = None) -> Iterator[Reading]:
        """The current readings of the newest versions, without claims and refusals, one at a time.

        `article_ids` are read whatever their version.
        """
        with connecting.explained(self.address), self._engine.connect() as connection, connection.begin():
            yield from querying.readings(connection, article_ids, parts=False)

    def fingerprints(self) -> Iterator[bytes]:
        """The fingerprints of the newest version of all pages, as they were given, one at a time."""
        with connecting.explained(self.address), self._engine.connect() as connection, connection.begin():
            yield from querying.fingerprints(connection)

    def is_unlinked(self) -> bool:
        """Whether pages or decisions came in since incidents were last put together."""
        return self._ask(lambda connection: querying.fact(connection, "unlinked")) is not None

    def rule(self) -> str | None:
        """The rule that figures were last reconciled by (None: they never were)."""
        return self._ask(lambda connection: querying.fact(connection, "rule"))

    def linked_under(self) -> str | None:
        """The rules by which incidents were last put together (None: they never were)."""
        return self._ask(lambda connection: querying.fact(connection, "linked_under"))

    def derive(self, derived: Derived, card: Card | None = None) -> None:
        """Swaps copies, links, incidents, entries and the index of linking for these, in one transaction."""
        with self._writing() as connection:
            deriving.put_derived(connection, derived, card or Card())

    def waiting(self) -> tuple[tuple[str, str], ...]:
        """What came in since incidents were last put together, as (kind, name): pages, decisions."""
        return self._ask(lambda connection: tuple(querying.waiting(connection)))

    @contextmanager
    def vicinity(self) -> Iterator[Vicinity]:
        """What stands near a page, a sighting or a decision, all of one moment."""
        with connecting.explained(self.address), self._engine.connect() as connection, connection.begin():
            yield Vicinity(connection)

    # What people decide

    def decide(
        self,
        verb: Verb,
        on: str | Sequence[str],
        *,
        by: str,
        why: str = "",
        path: str | None = None,
        value: Value = None,
    ) -> Decision:
        """Appends a decision to the log, and gives it back with full ids and its ground.

        `on` are ids or their beginnings: of incidents, their sightings, claims, articles, or decisions to undo. `path` and
        `value` say what a correction sets (None: not known); `value` is also a status, a sensitivity, or a name to release.
        Incidents follow it when they are put together anew: at the next build, or at once
        by `istor.decide`, which takes the same.
        Raises DecisionError with a sentence where it makes no sense. `remove` has a method of its own.
        """
        names = (on,) if isinstance(on, str) else tuple(on)
        draft = Decision(verb=verb, on=names, by=by, at=_now(), why=why, path=path, value=value)
        if verb == "remove":
            raise DecisionError("a page is taken out of the ledger by `istor remove`, in Python by Ledger.remove")
        with self._writing() as connection:
            decision = deciding.checked(connection, draft)
            keeping.put_decision(connection, decision)
        return decision

    def remove(self, pages: str | Sequence[str], *, by: str, why: str) -> Decision:
        """Takes pages out of the ledger with all their versions, bytes, texts and readings; gives the tombstone.

        `pages` are ids of articles, addresses or `source_id`s. What was derived from them goes when incidents are put together
        anew, and the file still holds the bytes until `forget`: `istor.remove` does all of it. Raises DecisionError.
        """
        names = (pages,) if isinstance(pages, str) else tuple(pages)
        draft = Decision(verb="remove", on=names, by=by, at=_now(), why=why)
        with self._writing() as connection:
            found = deciding.checked(connection, draft)
            every = sorted({each for name in found.on for each in removing.versions(connection, name)})
            hashes = " ".join(removing.checksums(connection, every))
            tombstone = replace(found, on=tuple(every), value=hashes, ground=())
            removing.remove(connection, every)
            keeping.put_decision(connection, tombstone)
        return tombstone

    def forget(self) -> None:
        """Writes the file anew, so that nothing of what was removed is left between its lines."""
        with connecting.explained(self.address):
            removing.forget(self._engine)

    def removed(self) -> frozenset[str]:
        """The SHA-256 of the pages that were removed on request: they are not taken in again."""
        return self._ask(removing.removed_hashes)

    def append(self, decision: Decision) -> None:
        """Appends a decision as it is, unchecked: for a log that is brought from elsewhere. The same one twice is one."""
        with self._writing() as connection:
            keeping.put_decision(connection, decision)

    def _pairs(self, wanted: Filter | None, *, everything: bool) -> list[tuple[Incident, Entry]]:
        asked = wanted or Filter()
        return self._ask(lambda connection: list(searching.find_incidents(connection, asked, everything=everything)))

    def _records(self, ask: Callable[[Connection], Iterable[T]]) -> Records[T]:
        return self._ask(lambda connection: Records(ask(connection)))

    def _ask(self, ask: Callable[[Connection], T]) -> T:
        with connecting.explained(self.address), self._engine.connect() as connection, connection.begin():
            return ask(connection)

    def _writing(self) -> Any:
        return connecting.writing(self._engine, self.address)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
