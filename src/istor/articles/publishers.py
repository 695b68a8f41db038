"""A page's address → who runs it: outlet or agency, and its country, from publishers.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import msgspec

from istor.articles.article import Publisher
from istor.errors import LexiconError

COLUMNS = ("domain", "name", "kind", "country", "other_names", "where_from")
_ARCHIVES = re.compile(
    r"^https?://(?:web\.archive\.org/web/\w+/|archive\.(?:is|ph|today|org)/(?:\d+/)?|(?:\w+\.)?webcache\.\S+?cache:)(?=https?:|\w+\.)"
)
_SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "gob", "go", "in", "or", "ne", "info", "mil"}
_HOSTED = re.compile(r"\.(?:blogspot|wordpress|substack|medium|tumblr)\.com$|\.github\.io$")


def registered_domain(url: str | None) -> str | None:
    """The domain that somebody registered, without "www" and sub-domains; of an archived page the domain it was taken from.

    >>> registered_domain("https://english.example.co.uk/news/1")
    'example.co.uk'
    >>> registered_domain("https://web.archive.org/web/20220101000000/http://www.example.org/a")
    'example.org'
    """
    host = _host(url)
    if host is None:
        return None
    if _HOSTED.search(host):
        return host
    parts = host.split(".")
    size = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND_LEVEL else 2
    return ".".join(parts[-size:])


def publisher_of(*, url: str | None, site: str | None = None, name: str | None = None) -> Publisher | None:
    """Who runs the page: by its address, else by the name its record (`name`) or its markup (`site`) gives.

    A domain that the table does not know is its own id, with the given name; a page with neither has no publisher.

    >>> publisher_of(url="https://www.reuters.com/world/1").kind
    'agency'
    >>> publisher_of(url=None, name="The Evening Paper").id
    'the evening paper'
    """
    host, domain = _host(url), registered_domain(url)
    for address in (host, domain):
        if address is not None and address in _by_domain():
            return _by_domain()[address]
    given = name or site
    if domain is not None:
        return Publisher(id=domain, name=" ".join((given or domain).split()))
    if not given or not given.strip():
        return None
    return _by_name().get(_key(given)) or Publisher(id=_key(given), name=given.strip())


def _host(url: str | None) -> str | None:
    """The host without "www"; None where the address has none that could be registered."""
    original = _ARCHIVES.sub("", url or "")
    try:
        host = (
            (urlsplit(original if "//" in original else f"//{original}").hostname or "")
            .rstrip(".")
            .removeprefix("www.")
        )
    except ValueError:
        return None
    return host if "." in host and not host.replace(".", "").isdigit() else None


def agency(domain: str) -> Publisher | None:
    """The agency of a credit, by its domain.

    >>> agency("afp.com").name
    'Agence France-Presse'
    """
    return _by_domain().get(domain)


def _key(name: str | None) -> str:
    return " ".join((name or "").lower().split())


@cache
def _by_domain() -> Mapping[str, Publisher]:
    return {publisher.id: publisher for publisher, _ in _rows()}


@cache
def _by_name() -> Mapping[str, Publisher]:
    found: dict[str, Publisher] = {}
    for publisher, others in _rows():
        for name in (publisher.name, *others):
            found.setdefault(_key(name), publisher)
    return found


@cache
def _rows() -> tuple[tuple[Publisher, tuple[str, ...]], ...]:
    lines = (files("istor") / "articles" / "publishers.csv").read_text(encoding="utf8").splitlines()
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise LexiconError(
            f"articles/publishers.csv has the columns {reader.fieldnames}: expected {', '.join(COLUMNS)}"
        )
    return tuple(
        (_publisher(number, row), tuple(filter(None, row["other_names"].split(";"))))
        for number, row in enumerate(reader, 2)
    )


def _publisher(number: int, row: Mapping[str, str]) -> Publisher:
    if not (row["name"] and row["domain"] and row["where_from"]):
        raise LexiconError(f"articles/publishers.csv line {number}: domain, name and where_from must be filled")
    given = {"id": row["domain"], "name": row["name"], "kind": row["kind"], "country": row["country"] or None}
    try:
        return msgspec.convert(given, Publisher)
    except msgspec.ValidationError as error:
        raise LexiconError(f"articles/publishers.csv line {number}: {error}") from error
