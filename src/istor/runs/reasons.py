"""Every reason for which something is left out, in words for somebody who does not know the rooms (docs/refusals.md)."""

from __future__ import annotations

from collections.abc import Mapping

from istor.articles.refusing import REASONS as PAGES

READING: Mapping[str, str] = {
    "junk": "no article: an error page, a cookie wall, a list of links, spam",
    "language": "in a language istor has no word lists for",
}
CLAIMS: Mapping[str, str] = {
    "planned": "planned, not done",
    "hypothetical": "threatened or supposed, not told as done",
    "negated": "said not to have happened",
    "figurative": "a figure of speech",
    "legal": "a charge or trial, not the attack",
    "repeated": "a habit, such as every night: no single attack",
    "no attack": "harm of which no attack is told",
    "nothing counted": "a total that counts nothing",
    "nothing of its own": "says nothing that is not told elsewhere on the page",
    "told in passing": "an old attack named in passing",
    "past without a place": "a past attack of which no place is told",
}
RUNS: Mapping[str, str] = {
    "failed": "reading it failed: please report this page",
    "removed": "removed from this ledger on request: it is not taken in again",
    "died": "the process that read it ended twice without a word",
}
REASONS: Mapping[str, str] = {**PAGES, **READING, **CLAIMS, **RUNS}


def in_words(because: str) -> str:
    """A reason in plain words; one that is not listed, as it is.

    >>> in_words("planned")
    'planned, not done'
    """
    return REASONS.get(because, because)
