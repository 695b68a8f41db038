"""The page's headline: cleaned of the site's name and of its own repetition, and found again in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from istor.articles.lines import Line, plain_words

_SEPARATOR = re.compile(r"\s+[|•·»–—-]\s+|\s[|]|[|]\s|\s*\n+\s*")
MAX_TITLE_CHARS = 2000  # what is longer was scraped with the page
HEADLINE_LINES = 60  # a headline that is not worded as the title stands above this line
TITLE_WORDS = 40
_SITE_WORDS = 7  # a site's name has no more words than this
_ICONS = re.compile(r"(?:\b[\w+]+ icon\b ?){2,}.*$|\b(?:lock|menu|search icon)$", re.IGNORECASE)
_SITE = re.compile(
    r"news|agency|times|post|observatory|press|journal|herald|tribune|daily|online|\.(?:com|net|org|tv|uk)|press|world|english|tv\b"
    r"|radio|independent|guardian|reuters|online|\bAP\b|\bBBC\b|\bCNN\b|[A-Z]{3,}|^[A-Z]\w+$",
    re.IGNORECASE,
)


def clean_title(title: str | None, *, site: str | None = None) -> str | None:
    """The headline in a scraped title: said once, without the site's name. None where nothing is left.

    Scrapers join the title, the og:title and the heading; each may end with the site's name. `site` is the
    publisher's name where it is known. Cleaning twice changes nothing.

    >>> clean_title("Mine kills two near Izium - The Evening Paper Mine kills two near Izium", site="The Evening Paper")
    'Mine kills two near Izium'
    """
    if title is None:
        return None
    words = _ICONS.sub("", " ".join(title[:MAX_TITLE_CHARS].split()))
    before = None
    while before != words:
        before = words
        words = _without_site(_said_once(words), site).strip()
    return words or None


def same_headline(title: str, line: str) -> bool:
    """Whether a line of the text is the headline: the same words, or one cut short or extended by a name.

    >>> same_headline("Shells hit the port of Odesa overnight", "Shells hit the port of Odesa overnight, mayor says")
    True
    """
    a, b = plain_words(title), plain_words(line)
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and len(short) >= 0.6 * len(long) and len(short.split()) >= 3:
        return True
    x, y = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    return min(len(x), len(y)) >= 4 and len(x & y) >= 0.85 * max(len(x), len(y))


def find_headline(lines: Sequence[Line], title: str | None) -> int | None:
    """Which line is the headline: the one that says the title, or without a title the first that looks like one.

    Of several above the first paragraph the one that is printed twice. None where the page has no such line.
    """
    if title:
        wanted = plain_words(title)
        exact = next((i for i, line in enumerate(lines) if line.plain == wanted), None)
        top = lines[:HEADLINE_LINES]
        return exact if exact is not None else next((i for i, line in enumerate(top) if _titled(title, line)), None)
    opening = list(takewhile(lambda line: line.shape != "prose" or line.group is not None, lines))
    fits = [i for i, line in enumerate(opening) if line.shape == "headline" and line.group is None and not line.cut]
    printed = Counter(line.plain for line in opening)
    twice = [i for i in fits if printed[opening[i].plain] > 1]
    return twice[0] if twice else fits[0] if fits and len(opening) < len(lines) else None


def _titled(title: str, line: Line) -> bool:
    return line.words < TITLE_WORDS and same_headline(title, line.text)


def _said_once(words: str) -> str:
    """The first printing where a title is printed again, with or without a site's name before or after it."""
    whole = words.replace("’", "'").split()
    for skipped in range(min(3, max(0, len(whole) - 6)) + 1):
        opening = whole[skipped : skipped + 4]
        for at in range(skipped + 3, len(whole) - 3):
            if whole[at : at + 4] == opening:
                return " ".join(words.split()[:at])
    half = len(whole) // 2
    return " ".join(words.split()[:half]) if half >= 3 and whole[:half] == whole[half:] else words


def _without_site(words: str, site: str | None) -> str:
    cuts = list(_SEPARATOR.finditer(words))
    named = re.search(rf"\s[|•·»–—-]\s+(?:The )?{re.escape(site)}\b", words, re.IGNORECASE) if site else None
    if (
        named and len(words[: named.start()].split()) >= 3
    ):  # the site's name closes the headline: the page's own words follow
        return words[: named.start()]
    for cut in reversed(cuts):
        tail, head = words[cut.end() :], words[: cut.start()]
        if len(head.split()) >= 3 and _is_site(tail, site):
            return head
    if cuts and _is_site(words[: cuts[0].start()], site, strict=True) and len(words[cuts[0].end() :].split()) >= 3:
        return words[cuts[0].end() :]
    return words


def _is_site(tail: str, site: str | None, *, strict: bool = False) -> bool:
    if not tail:
        return True
    if site and plain_words(tail) in (
        plain_words(site),
        plain_words("the " + site),
        plain_words(site.removeprefix("The ")),
    ):
        return True
    if strict:
        return tail.isupper() and len(tail) <= 8 and " " not in tail
    named = len(tail.split()) <= _SITE_WORDS and tail[0].isupper()
    return (
        named
        and all(w[0].isupper() or w in ("of", "for", "the", "and", "&") or not w[0].isalpha() for w in tail.split())
        and bool(_SITE.search(tail))
    )
