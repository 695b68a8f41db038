"""What must not be published is taken out before any format is written. It runs first, whatever the format.

Withheld are the names of the dead and the hurt, wherever they stand: in quotations, speakers, titles and addresses. A person's
family learns of a death from people, not from a data set, and a survivor's name can be used against them. Coordinates are
coarsened to two decimals (about a kilometre), for a precise point can lead an attacker to the same building twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import msgspec

from istor.articles.article import Article
from istor.ledger.entry import Entry
from istor.provenance import Record

WITHHELD = "[name withheld]"
WITHHELD_ADDRESS = "[address withheld: it names a victim]"
DECIMALS = 2
# Fields that hold words of pages or people; ids, enumerations and addresses are no words.
WORDS = frozenset(
    {
        "words",
        "because",
        "speaker",
        "name",
        "title",
        "relay",
        "publisher",
        "as_of",
        "what",
        "note",
        "origin",
        "status_by",
        "role",
        "criterion",
    }
)
SHORTEST = 3  # letters: shorter parts of a name ("al", "de") stand in other words' places too often

R = TypeVar("R", bound=Record)


class Page(Record):
    """A page an incident rests on, as it may be published. None: not known."""

    article_id: str
    publisher: str | None
    title: str | None
    url: str | None
    published: str | None


class Published(Record):
    """An incident's entry and its pages, with nothing in them that must be withheld."""

    entry: Entry
    pages: tuple[Page, ...] = ()
    withheld: int = 0


def redact_entry(
    entry: Entry, articles: Sequence[Article], *, names: Iterable[str] = (), released: Iterable[str] = ()
) -> Published:
    """The entry and the pages it rests on as they may be published. `names` are of all to be withheld of those pages, save
    those that a person `released`.

    `withheld` counts the names that were looked for and taken out.
    """
    free = {_composed(name).casefold() for name in released}
    withheld = [name for name in names if _composed(name).strip().casefold() not in free]
    held = Names(withheld, keep=(*_places(entry), *free))
    pages = tuple(
        Page(
            article_id=article.id,
            publisher=article.publisher.name if article.publisher else None,
            title=held.taken_out(article.title) if article.title else None,
            url=held.address(article.url) if article.url else None,
            published=article.published.isoformat() if article.published else None,
        )
        for article in sorted(articles, key=lambda article: article.id)
    )
    return Published(entry=redacted(_without_reviewers(entry), held), pages=pages, withheld=len(held.whole))


def _without_reviewers(entry: Entry) -> Entry:
    """The entry with nobody who decided named in the sentences of its figures: who did stands in the log, for the team."""
    figures = []
    for figure in entry.figures:
        because = figure.because
        for name in {verdict.by for verdict in entry.verdicts}:
            because = because.replace(f"Decided by {name} on ", "Decided by a reviewer on ")
        figures.append(msgspec.structs.replace(figure, because=because))
    return msgspec.structs.replace(entry, figures=tuple(figures))


def redacted(record: R, names: Names) -> R:
    """The record with every string cleared of names and every coordinate coarsened. Ids and offsets stay as they are."""
    cleared = _cleared(msgspec.to_builtins(record), names)
    return msgspec.convert(cleared, type=type(record))


def coarse(degrees: float) -> float:
    """A coordinate as it may be published.

    >>> coarse(49.98177)
    49.98
    """
    return round(degrees, DECIMALS)


class Names:
    """The names to be withheld, and each of their parts: "Olena Petrenko" is also "Petrenko" further down.

    `keep` are words that stay although a name holds them: a place's name is no secret.

    >>> Names(["Olena Petrenko"]).taken_out("Petrenko's sister said Olena Petrenko was at home")
    "[name withheld]'s sister said [name withheld] was at home"
    """

    def __init__(self, names: Iterable[str], *, keep: Iterable[str] = ()) -> None:
        self.whole = tuple(sorted({name for each in names if (name := _composed(each).strip())}))
        kept = {word.casefold() for phrase in keep for word in re.findall(r"\w+", phrase)}
        parts = {
            part
            for name in self.whole
            for part in re.findall(r"[^\W\d_][\w’'ʼ-]*", name)
            if len(part) >= SHORTEST and not part.islower() and part.casefold() not in kept
        }
        alternatives = sorted({*self.whole, *parts}, key=lambda name: (-len(name), name))
        joined = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in alternatives)
        self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None
        slugs = {_slug(name) for name in {*self.whole, *parts}}
        slugs |= {_slug(name).replace("-", "") for name in self.whole}
        self._slugs = tuple(sorted(slug for slug in slugs if len(slug) >= SHORTEST))

    def taken_out(self, text: str) -> str:
        """The text without the names; a name in two parts leaves one mark."""
        if self._pattern is None:
            return text
        marked = self._pattern.sub(WITHHELD, _composed(text))
        mark = re.escape(WITHHELD)
        return re.sub(rf"{mark}(?:\s+{mark})+", WITHHELD, marked)

    def address(self, url: str) -> str:
        """The address, or where its path spells a name only its host with a word that says so."""
        words = f"-{_slug(unquote(url))}-"
        if any(f"-{slug}-" in words for slug in self._slugs):
            host = _host(url)
            named = any(f"-{slug}-" in f"-{_slug(host)}-" for slug in self._slugs)
            return WITHHELD_ADDRESS if named else f"{host} {WITHHELD_ADDRESS}".strip()
        return self.taken_out(url)


def _composed(text: str) -> str:
    """The text with accents in one character with their letters, so that equal words are equal."""
    return unicodedata.normalize("NFC", text)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # such as a bracket without its other half
        return ""


def _slug(text: str) -> str:
    """Letters without their accents in lower case, everything else a hyphen: as addresses spell titles."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def _cleared(value: Any, names: Names, *, field: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _cleared(each, names, field=key) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleared(each, names, field=field) for each in value]
    if isinstance(value, float) and field in ("lat", "lon"):
        return coarse(value)
    if isinstance(value, str) and field in WORDS:
        return names.taken_out(value)
    return value


def _places(entry: Entry) -> tuple[str, ...]:
    reading = entry.place
    place = reading.place if reading else None
    known = (reading.words if reading else "", place.name if place else "", (place.admin1 or "") if place else "")
    return tuple(name for name in known if name)
