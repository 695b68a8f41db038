"""What the ledger is given to keep and what it can be asked: Holding, Rules, Run, Filter. Types only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from istor.articles.article import Article, Copy, RawPage
from istor.incidents.incident import Incident, Link, Sighting
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.publication.readings import Reading


class Rules(Record):
    """By what a page was read: readings under different rules stand side by side in the ledger.

    `id` is derived from the other fields; `code` is the SHA-256 of the reading rooms' modules and word lists, `gazetteer`
    that of the gazetteer, `model` the name and version of the language model.
    """

    id: str
    istor: str
    model: str
    code: str
    gazetteer: str


class Run(Record):
    """One execution of a verb over the ledger. `inputs` as the user gave them; `finished=None`: it was cut short."""

    verb: str
    started: dt.datetime
    inputs: tuple[str, ...] = ()
    finished: dt.datetime | None = None
    counts: tuple[tuple[str, int], ...] = ()


class Incoming(Record):
    """A page as it comes to be read. `assumed` is the user's day for a page that gives none (None: no such day)."""

    page: RawPage
    assumed: dt.date | None = None


class Holding(Record):
    """A page with its reading, as one thing to be kept.

    `assumed` is the user's day for a page that gives none: a later reading under new rules assumes it again.
    `fingerprint` is the article's fingerprint for finding copies; the ledger does not look inside.
    """

    page: RawPage
    reading: Reading
    assumed: dt.date | None = None
    fingerprint: bytes | None = None


class Former(Record):
    """What a derived part takes the place of: incidents by id, links by their sightings, copies and overruled sightings by
    their pages. `others` are incidents beside it of which only what they say of it has changed."""

    incidents: frozenset[str] = frozenset()
    links: frozenset[tuple[str, str]] = frozenset()
    copies: frozenset[str] = frozenset()
    overruled: frozenset[str] = frozenset()
    others: tuple[tuple[Incident, Entry], ...] = ()


class Derived(Record):
    """What follows from sightings together: swapped for the former as one, or for a part of it (`former`).

    `under` names the rules of linking and reconciling that it was made by, `rule` the one that reconciled; `overruled` are
    the sightings that a person changed, `founders` each incident's founding sighting by the incident's id. `answers` are the
    pages and decisions that it takes account of, as (kind, name); None: all that came in.
    """

    incidents: tuple[Incident, ...] = ()
    entries: tuple[Entry, ...] = ()
    founders: Mapping[str, Sighting] = {}
    links: tuple[Link, ...] = ()
    overruled: tuple[Sighting, ...] = ()
    copies: tuple[Copy, ...] = ()
    under: str = ""
    rule: str = ""
    former: Former | None = None
    answers: tuple[tuple[str, str], ...] | None = None


class Filed(Record):
    """What linking asks of a page when another one comes: the article (without its text), the keys under which copies
    meet, the words that it may share with few others: long quotations and names, and its rarest words with what each told
    when all pages were last linked."""

    article: Article
    bands: tuple[int, ...] = ()
    echoes: tuple[str, ...] = ()
    rare: tuple[tuple[str, float], ...] = ()


class Seat(Record):
    """A sighting as it is found by others: its page, and its keys, packed and sorted (incidents.meeting.packed)."""

    id: str
    article_id: str
    keys: bytes = b""


class Card(Record):
    """What the index of linking is given: pages and sightings that are new or otherwise, those that are gone, and the
    number of voices that hold each word (0: none does).

    `whole`: it holds all there is, and whatever else stands there is gone; then `tells` is what each rare word tells, and
    `crowd` what a word tells that brings too many pages together.
    """

    pages: Sequence[Filed] = ()
    seats: Sequence[Seat] = ()
    voices: Mapping[str, int] = {}
    gone_pages: tuple[str, ...] = ()
    gone_seats: tuple[str, ...] = ()
    tells: Mapping[str, float] = {}
    crowd: float = 0.0
    whole: bool = False


class Filter(Record):
    """Which incidents are asked for. None: any.

    `date_from` and `date_to` are days, inclusive: an incident is taken if its days overlap them; one without a date is
    left out as soon as either is given. `places` are names of which one must stand in the incident's place, region or
    country, in any letter case; `type` is a part of an event type's name; `min_killed` is met by the best reported figure
    or, where there is none, by the lowest; `text` are words that must stand in one of its pages.
    """

    date_from: dt.date | None = None
    date_to: dt.date | None = None
    places: tuple[str, ...] = ()
    type: str | None = None
    min_killed: int | None = None
    text: str | None = None
