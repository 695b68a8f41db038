"""What must not be published is taken out before any format is written. It runs first, whatever the format.

Withheld are the names that the policy says (policy.py), wherever they stand: in quotations, speakers, titles and addresses. A
person's family learns of a death from people, not from a data set, and a survivor's name can be used against them. Points are
put on a grid, the coarser the more a point would help whoever wants to strike again, and coordinates that pages write out are
taken from their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from istor.articles.article import Article
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.publication.bearers import is_part, withheld
from istor.publication.coarsening import coarse, doubted, grid_of, holds_points, without_points
from istor.publication.policy import SAFE, Named, PublicationOptions
from istor.publication.withholding import WITHHELD_ADDRESS, Elsewhere, Names, same

A_REVIEWER = "a reviewer"
# Fields whose strings are no words: ids, keys of tables and values of the codebook. Whatever else is written in an entry is cleared.
NO_WORDS = frozenset(
    {
        "incident_id", "sighting_id", "article_id", "date_from", "place_from", "decision", "overlaps", "harm", "group", "type",
        "scope", "kind", "stance", "key", "party", "side", "rule", "speaker_kind", "anchor", "relation", "country",
        "admin1_code", "katottg", "zone", "placed", "airwars_accuracy", "review", "verb", "path", "at", "said_on", "said_at", "earliest",
        "latest", "earliest_time", "latest_time", "grade", "sensitivity", "status", "role",
    }
)  # fmt: skip


class Page(Record):
    """A page an incident rests on, as it may be published. None: not known."""

    article_id: str
    publisher: str | None
    title: str | None
    url: str | None
    published: str | None


class Published(Record):
    """An incident's entry and its pages, with nothing in them that must be withheld.

    `withheld` counts the names that were looked for and taken out, `because` for what reasons; `grid_m` is the grid its point
    was put on, in metres.
    """

    entry: Entry
    pages: tuple[Page, ...] = ()
    withheld: int = 0
    because: tuple[tuple[str, int], ...] = ()
    grid_m: int = 1000


class Bounds(Record):
    """What holds for one incident beside the policy: names that a person `released`, and those of its `officials`."""

    released: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()


def redact_entry(
    entry: Entry, articles: Sequence[Article], *, people: Iterable[Named] = (), options: PublicationOptions = SAFE
) -> Published:
    """The entry and the pages it rests on as they may be published under a policy. `people` are all that those pages name."""
    held, because = names_of(entry, people, bounds=Bounds(), options=options)
    return redacted(entry, articles, held=held, because=because, options=options)


def names_of(
    entry: Entry,
    people: Iterable[Named],
    *,
    bounds: Bounds,
    options: PublicationOptions,
    others: Elsewhere | None = None,
) -> tuple[Names, tuple[tuple[str, int], ...]]:
    """The names to be withheld of an incident, and how many for each reason. `others` are those of other incidents."""
    free = {same(name) for name in bounds.released}
    told = withheld([each for each in people if not _is_free(same(each.words), free)], options)
    known = {*bounds.officials, *bounds.released}
    return Names(told.names, keep=(*_places(entry), *bounds.released), others=others, known=known), told.because


def _is_free(name: str, free: set[str]) -> bool:
    return name in free or any(is_part(name, other) for other in free)


def redacted(
    entry: Entry,
    articles: Sequence[Article],
    *,
    held: Names,
    because: tuple[tuple[str, int], ...] = (),
    options: PublicationOptions = SAFE,
    reviewers: frozenset[str] = frozenset(),
) -> Published:
    """The entry and its pages with these names taken out, and its point on the grid of its kind of place."""
    grid_m = grid_of(entry.targets, entry.place, least_m=options.grid_m)
    if options.reviewers == "withheld":
        entry = _without_reviewers(entry, reviewers)
    cleared = _cleared(msgspec.to_builtins(entry), held, grid_m=grid_m)
    return Published(
        entry=msgspec.convert(cleared, type=Entry),
        pages=tuple(_page(article, held) for article in sorted(articles, key=lambda article: article.id)),
        withheld=sum(count for _, count in because),
        because=because,
        grid_m=grid_m,
    )


def page_as_it_is(article: Article) -> Page:
    """A page with nothing withheld: for the team, never for a file that leaves."""
    return Page(
        article_id=article.id,
        publisher=article.publisher.name if article.publisher else None,
        title=article.title,
        url=article.url,
        published=article.published.isoformat() if article.published else None,
    )


def _page(article: Article, held: Names) -> Page:
    page = page_as_it_is(article)
    return msgspec.structs.replace(
        page,
        publisher=held.taken_out(page.publisher) if page.publisher else None,
        title=_words(page.title, held) if page.title else None,
        url=_address(page.url, held) if page.url else None,
    )


def _words(text: str, held: Names) -> str:
    return without_points(held.taken_out(text))


def _address(url: str, held: Names) -> str:
    """The address; only its host where it spells a name or a point, as links to maps do."""
    cleared = held.address(url)
    if cleared == url and holds_points(url):
        host = url.split("/")[2] if url.count("/") > 1 else ""
        return f"{host} {WITHHELD_ADDRESS}".strip()
    return cleared


def _without_reviewers(entry: Entry, reviewers: frozenset[str]) -> Entry:
    """The entry with nobody who decided named in it: who did stands in the log, for the team."""
    named = Names({*(verdict.by for verdict in entry.verdicts), *reviewers})

    def unnamed(words: str) -> str:
        head, mark, rest = words.partition("As read: ")
        return named.taken_out(head).replace("[name withheld]", A_REVIEWER) + mark + rest

    replace = msgspec.structs.replace
    figures = [
        replace(each, because=unnamed(each.because)) if each.because.startswith("Decided by ") else each
        for each in entry.figures
    ]
    grade = entry.grade and replace(
        entry.grade, by=A_REVIEWER if entry.grade.by else None, criterion=unnamed(entry.grade.criterion)
    )
    return replace(entry, figures=tuple(figures), grade=grade, verdicts=())


def _cleared(value: Any, names: Names, *, grid_m: int, field: str = "") -> Any:
    if isinstance(value, dict):
        made = {key: _cleared(each, names, grid_m=grid_m, field=key) for key, each in value.items()}
        return _on_grid(made, grid_m)
    if isinstance(value, list | tuple):
        return [_cleared(each, names, grid_m=grid_m, field=field) for each in value]
    if isinstance(value, str) and field not in NO_WORDS:
        return _words(value, names)
    return value


def _on_grid(made: dict[str, Any], grid_m: int) -> dict[str, Any]:
    lat, lon = made.get("lat"), made.get("lon")
    if not isinstance(lat, float | int) or not isinstance(lon, float | int):
        return made
    row, column = coarse(lat, lon, grid_m=grid_m)
    wider = {"radius_m": doubted(made["radius_m"], grid_m=grid_m)} if made.get("radius_m") is not None else {}
    return {**made, "lat": row, "lon": column, **wider}


def _places(entry: Entry) -> tuple[str, ...]:
    reading = entry.place
    place = reading.place if reading else None
    known = (reading.words if reading else "", place.name if place else "", (place.admin1 or "") if place else "")
    return tuple(name for name in known if name)
