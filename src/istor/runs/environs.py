"""What linking asks of the pages and sightings around a change, looked up as it is asked: as they stood when incidents were
last put together, but for what has changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from istor.articles.article import Article, Copy
from istor.incidents.echoes import is_name, tells
from istor.incidents.grounds import Context
from istor.incidents.incident import Incident, Link, Sighting
from istor.incidents.rareness import Rareness, rarest
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.publication.readings import Reading
from istor.runs.pairing import noted, slim
from istor.runs.recounting import Recounted, recounted
from istor.runs.refolding import Refolded, refolded
from istor.store.holding import Filed
from istor.store.vicinity import Vicinity


class Arrived(Record):
    """Pages that came or changed, as they are to be filed, and those that went; what folds and counts otherwise by them."""

    fresh: Mapping[str, Filed]
    readings: Mapping[str, Reading]
    gone: frozenset[str]
    folds: Refolded
    words: Recounted

    @property
    def pages(self) -> frozenset[str]:
        """The pages whose sightings are compared anew: what they share with others is otherwise now."""
        return (frozenset(self.fresh) | self.folds.moved | self.words.pages) - self.gone


def arrived(near: Vicinity, pages: Collection[str]) -> Arrived:
    """What the pages (article ids) that came in, or are no longer the newest of theirs, change."""
    readings = near.read(sorted(pages))
    gone = frozenset(pages) - readings.keys()
    folds = refolded(near, readings.keys(), gone)
    found = noted(readings.values())
    none: frozenset[str] = frozenset()
    echoes = {page: found.quoted.get(page, none) | found.named.get(page, none) for page in readings}
    rarity = near.tells({word for used in found.used.values() for word in used})
    fresh = {
        page: Filed(
            article=slim(reading.article),
            bands=folds.bands.get(page, ()),
            echoes=tuple(sorted(echoes[page])),
            rare=tuple((word, rarity[word]) for word in rarest(found.used.get(page, ()), rarity)),
        )
        for page, reading in readings.items()
    }
    words = recounted(near, echoes, gone, folds)
    return Arrived(fresh=fresh, readings=readings, gone=gone, folds=folds, words=words)


class Environs:
    """Pages, sightings, links and incidents around a change. `left` are the sightings as people leave them, by page, where
    they were worked out anew; of all other pages they are as the ledger has them."""

    def __init__(self, near: Vicinity, came: Arrived, left: Mapping[str, Mapping[str, Sighting]]) -> None:
        self.near = near
        self.came = came
        self.left = left
        self._sightings = {name: each for found in left.values() for name, each in found.items()}
        self._filed: dict[str, Filed] = dict(came.fresh)
        self._copies: dict[str, Copy] = {copy.article_id: copy for copy in came.folds.copies}
        self._asked = {*came.folds.pages, *came.gone}
        self._crowd = near.measure("crowd")

    def sightings(self, ids: Iterable[str]) -> dict[str, Sighting]:
        """The sightings of these ids; those that are no longer told are left out."""
        wanted = dict.fromkeys(ids)
        unknown = [each for each in wanted if each not in self._sightings]
        for name, each in self.near.sightings(unknown).items():
            if each.article_id not in self.left and each.article_id not in self.came.gone:
                self._sightings[name] = each
        return {name: self._sightings[name] for name in wanted if name in self._sightings}

    def on(self, pages: Collection[str]) -> dict[str, Sighting]:
        """The sightings of the pages, as people leave them."""
        others = [page for page in pages if page not in self.left and page not in self.came.gone]
        found = self.near.as_read(others) | self.near.overruled(others)
        self._sightings |= found
        return found | {name: each for page in pages for name, each in self.left.get(page, {}).items()}

    def copies(self, pages: Iterable[str]) -> dict[str, Copy]:
        """The copies among the pages, by article id."""
        wanted = set(pages)
        self._copies |= self.near.copies(wanted - self._asked)
        self._asked |= wanted
        return {page: self._copies[page] for page in wanted if page in self._copies}

    def printed_again(self, pages: Collection[str]) -> frozenset[str]:
        """Those of the pages that others repeat."""
        folds = self.came.folds
        held = {copy.of for copy in self.near.copies_of(set(pages) - folds.pages)}
        return frozenset((held | {copy.of for copy in folds.copies}) & set(pages))

    def filed(self, pages: Iterable[str]) -> dict[str, Filed]:
        """The pages as they are filed."""
        wanted = set(pages)
        self._filed |= self.near.filed(wanted - self._filed.keys())
        return {page: self._filed[page] for page in wanted if page in self._filed}

    def articles(self, pages: Collection[str]) -> dict[str, Article]:
        """The articles without their text, with those that they repeat."""
        copies = self.copies(pages)
        return {page: each.article for page, each in self.filed({*pages, *(c.of for c in copies.values())}).items()}

    def context(self, pages: Collection[str]) -> Context:
        """What comparisons of sightings of these pages know beside them."""
        filed = self.filed(pages)
        held = {word for each in filed.values() for word in each.echoes}
        changed = self.came.words.voices
        voices = self.near.voices(held - changed.keys()) | {word: changed[word] for word in held & changed.keys()}
        telling = {word for word in held if tells(word, voices.get(word, 1))}
        few = {page: telling.intersection(each.echoes) for page, each in filed.items()}
        return Context(
            origins={page: copy.of for page, copy in self.copies(pages).items()},
            quotations={page: frozenset(word for word in words if not is_name(word)) for page, words in few.items()},
            names={page: frozenset(word for word in words if is_name(word)) for page, words in few.items()},
            rare=Rareness(
                words={page: tuple(word for word, _ in each.rare) for page, each in filed.items()},
                tells={word: told for each in filed.values() for word, told in each.rare},
                crowd=self._crowd,
            ),
        )

    def links(self, touching: Collection[str]) -> dict[tuple[str, str], Link]:
        """The links kept when incidents were last put together that touch one of the sightings."""
        return self.near.links(touching)

    def incidents(self, holding: Collection[str]) -> dict[str, tuple[Incident, Entry]]:
        """The incidents that held one of the sightings when incidents were last put together."""
        return self.near.incidents(self.near.homes(holding))
