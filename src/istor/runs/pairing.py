"""The ledger's sightings with what linking needs to know of their pages, and the pairs of them that are worth comparing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from istor.articles.article import Article, Copy
from istor.incidents.batches import of_two_pages, together
from istor.incidents.blocking import blocks_of, printed_again
from istor.incidents.echoes import names, quotations, rare, telling
from istor.incidents.grounds import Context
from istor.incidents.incident import Sighting
from istor.incidents.meeting import Meetings, keyed, meetings
from istor.incidents.rareness import rareness, words
from istor.ledger.independence import folded
from istor.provenance import Record
from istor.publication.readings import Reading
from istor.store.ledger import Ledger

NONE: frozenset[str] = frozenset()
FEW_ATTACKS = 3  # of a page's news
Echoes = dict[str, frozenset[str]]


class Gathered(Record):
    """All current sightings and their articles by id (the articles without the text, which is large), the context
    that two of them are compared in, and the quotations and names of the pages, whoever else holds them."""

    sightings: Mapping[str, Sighting]
    articles: Mapping[str, Article]
    context: Context
    echoes: Mapping[str, frozenset[str]] = {}


class Noted(Record):
    """What pages may share with few others, by article id: their long quotations, the names and the different words they
    use (tuples of shared texts: sets of their own would take ten times the memory)."""

    quoted: Echoes
    named: Echoes
    used: dict[str, tuple[str, ...]]


def gathered(ledger: Ledger, copies: Iterable[Copy]) -> Gathered:
    """What is linked: the sightings of all current readings. `copies` are all pages that repeat another one."""
    sightings: dict[str, Sighting] = {}
    articles: dict[str, Article] = {}

    def passed() -> Iterator[Reading]:
        for reading in ledger.readings():
            articles[reading.article.id] = slim(reading.article)
            sightings.update((sighting.id, sighting) for sighting in reading.sightings)
            yield reading

    found = noted(passed())
    echoes = {page: found.quoted[page] | found.named[page] for page in found.quoted}
    context = _context(found, folded(copies))
    return Gathered(sightings=sightings, articles=articles, context=context, echoes=echoes)


def slim(article: Article) -> Article:
    """The article without its text."""
    return msgspec.structs.replace(article, text="", blocks=(), pieces=())


def contextual(readings: Iterable[Reading], origins: Mapping[str, str]) -> Context:
    """What the pages of `readings` share with few others. `origins`: under which id copies of a page are folded."""
    return _context(noted(readings), origins)


def noted(readings: Iterable[Reading]) -> Noted:
    """What those of the pages that tell of an attack may share with others."""
    found = Noted(quoted={}, named={}, used={})
    for reading in readings:
        if reading.sightings:
            page = reading.article.id
            found.quoted[page], found.named[page] = quotations(reading.article.text), named_in(reading)
            told = words(_told(reading.article)) if _tells_few(reading) else NONE
            found.used[page] = tuple(map(sys.intern, told))
    return found


def _tells_few(reading: Reading) -> bool:
    """Whether a page's words are those of an attack or two: those of a round-up of ten say nothing of any one of them."""
    return sum(sighting.role == "main" for sighting in reading.sightings) <= FEW_ATTACKS


def _context(found: Noted, origins: Mapping[str, str]) -> Context:
    return Context(
        origins=origins,
        quotations=telling(found.quoted, origins=origins),
        names=rare(found.named, origins=origins),
        rare=rareness(found.used, origins=origins),
    )


def _told(article: Article) -> str:
    """What the page itself tells: its title and its body."""
    body = (article.text[block.start : block.end] for block in article.blocks if block.kind in ("body", "headline"))
    return "\n".join((article.title or "", *body))


def candidates(sightings: Mapping[str, Sighting], context: Context) -> Iterator[tuple[Sighting, Sighting]]:
    """The pairs of sightings (by id) worth comparing, of two pages each, in a fixed order: what may be of one attack
    comes together."""
    yield from of_two_pages(met(sightings, context), sightings)


def met(sightings: Mapping[str, Sighting], context: Context) -> Meetings:
    """Which of the sightings (by id) meet in a block, in the order of `candidates`."""
    again = printed_again(context.origins)
    return together(meetings(keyed((each.id, blocks_of(each, context, again)) for each in sightings.values())))


def named_in(reading: Reading) -> frozenset[str]:
    """The names in the page's body, without those who speak in it and the places that every page on them names."""
    article = reading.article
    body = "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind == "body")
    voices = [voice for sighting in reading.sightings for voice in sighting.voices]
    without = [voice.speaker.words for voice in voices if voice.speaker]
    without += [place.words for place in reading.places if place.place]
    return names(body, language=article.language or "", without=without)
