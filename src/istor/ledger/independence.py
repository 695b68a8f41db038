"""Who could know: forty printings of one wire story are one voice, and so are ten outlets quoting one office.

An account's origin is the one its figure leads back to: the speaker where one is named; else the outlet or agency that a
relay names last; else the agency a page credits; else the publisher of the text that its copies fold under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from istor.articles.article import Article, Copy
from istor.claims.claim import Attribution, Speaker
from istor.ledger.houses import plain, publisher_key
from istor.ledger.monitors import monitor_key

# An office that counts is one institution in one incident, however it is put ("prosecutors", "the regional prosecutor's
# office"); officials, monitors and witnesses are told apart by name.
INSTITUTIONS = frozenset({"named_list", "morgue", "prosecutor", "rescuer", "police"})
TITLES = ("mayor", "governor", "regional head", "head of the", "minister", "spokesperson", "spokesman", "spokeswoman")


def folded(copies: Iterable[Copy]) -> dict[str, str]:
    """Article id → the id its copies fold under, for every article that is a copy. Chains lead to their end.

    >>> folded([Copy(article_id="b", of="a", kind="exact", likeness=1.0, because=""),
    ...         Copy(article_id="c", of="b", kind="near", likeness=0.9, because="")])
    {'b': 'a', 'c': 'a'}
    """
    step = {copy.article_id: copy.of for copy in copies}
    return {article_id: _end(article_id, step) for article_id in sorted(step)}


def origin_of(
    attribution: Attribution, article: Article, *, origins: Mapping[str, str], articles: Mapping[str, Article]
) -> str:
    """The origin an account leads back to, as a key that is equal where the voices are one.

    `origins` is what `folded` gave; `articles` holds the articles copies fold under, by id.
    """
    if attribution.speaker:
        return speaker_key(attribution.speaker)
    if attribution.relay:
        return publisher_key(attribution.relay[-1].words)
    first = articles.get(origins.get(article.id, article.id), article)
    if first.credits:
        return publisher_key(first.credits[0])
    if first.publisher:
        return publisher_key(first.publisher.name)
    return f"page {first.id}"


def speaker_key(speaker: Speaker) -> str:
    """One key for one voice within an incident.

    >>> from istor.provenance import Span
    >>> here = Span(article_id="a", start=0, end=1)
    >>> speaker_key(Speaker(words="Regional prosecutors", span=here, kind="prosecutor"))
    'prosecutor'
    >>> speaker_key(Speaker(words="Mayor Ostap Rudyk", span=here, kind="official", name="Rudyk"))
    'official rudyk'
    >>> speaker_key(Speaker(words="the mayor", span=here, kind="official"))
    'official mayor'
    >>> speaker_key(Speaker(words="AFP", span=here, kind="media")) == publisher_key("Agence France-Presse")
    True
    """
    if speaker.kind == "media":
        return publisher_key(speaker.name or speaker.words)
    if speaker.kind in INSTITUTIONS:
        return speaker.kind
    if speaker.kind in ("hospital", "military"):
        return f"{speaker.kind} {speaker.party or ''}".strip()
    body = monitor_key(speaker) if speaker.kind == "monitor" else None
    if body:
        return body
    return f"{speaker.kind} {plain(speaker.name or _office(speaker) or speaker.words)}"


def is_nameless(speaker: Speaker) -> bool:
    """Whether somebody is told of as one of many who could have said it: "a security source", "an official".

    >>> from istor.provenance import Span
    >>> here = Span(article_id="a", start=0, end=1)
    >>> is_nameless(Speaker(words="a local official", span=here, kind="official"))
    True
    >>> is_nameless(Speaker(words="the mayor", span=here, kind="official"))
    False
    """
    one = speaker.words.lower().startswith(("a ", "an ", "one "))
    return one and speaker.name is None and speaker.kind in ("unnamed", "official")


def _office(speaker: Speaker) -> str | None:
    words = (speaker.title or speaker.words).lower()
    return next((title for title in TITLES if title in words), None)


def _end(article_id: str, step: Mapping[str, str]) -> str:
    seen = {article_id}
    while article_id in step and step[article_id] not in seen:
        article_id = step[article_id]
        seen.add(article_id)
    return article_id
