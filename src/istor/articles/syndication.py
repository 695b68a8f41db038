"""The same text printed many times → one origin. A fact about texts; whether copies count once is the ledger's judgement.

True reprints are retitled, trimmed, set in other furniture and given a sentence or two; on average they share less than
a third of their word triples. What tells them from two stories on one press release is how much of the *shorter*
text, quotations left out, stands word for word in the other, and that its opening does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple
from zlib import crc32

from istor.articles.article import Article, Copy
from istor.articles.sentences import split_sentences
from istor.provenance import Record, sha256

RUN_WORDS = 5  # words in a row that are compared; three are too often everybody's, eight break at every edit
SHARED = 0.35  # share of the shorter text found in the other; fitted on hand-labelled pairs, the same from .31 to .35
SHARED_TINY = 0.8  # the same for texts of fewer than TINY_WORDS, where one common sentence is a third
TINY_WORDS = 40
LEAD_WORDS = 80  # the opening, or LEAD_PART of a shorter text: background repeated under every story stands below it
LEAD_PART = 0.4
LEAD_LEAST = 30
LEAD_SHARED = 0.15
WHOLE = 0.8  # with this share in the other a text is a trimmed printing of it
CONTAINED = 0.5  # of two copies, one that has less than this share of the other's text is a part of it
BAND_SHARE = 8  # one run in so many is a band under which candidates are found
MAX_BANDS = 64
LAST_HOUR = "9999"  # a printing that states no hour comes after those of its day that do
CROWD = 60  # a band that more texts share is a common phrase and makes no candidates
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„]{12,600}[\"”»“]")


class Fingerprint(Record):
    """What of an article is needed to find its copies; only body text counts.

    `exact` is the hash of all its words, None where it has too few to be compared. `bands` are the keys under which
    candidates are looked up: two articles without a common band are no copies (in 97 of 100 cases). `runs` and `lead`
    are the hashes of all runs of five words, and of those in the opening, quotations left out: sorted 4-byte
    integers, little endian. `sentences` are the hashes of its sentences of eight words and more. `words` counts words.
    `published_at` is the page's own time stamp, None where it states none.
    """

    article_id: str
    exact: str | None
    words: int
    bands: tuple[int, ...] = ()
    runs: bytes = b""
    lead: bytes = b""
    sentences: tuple[int, ...] = ()
    publisher: str | None = None
    credits: tuple[str, ...] = ()
    published: dt.date | None = None
    published_at: str | None = None


def fingerprint(article: Article) -> Fingerprint:
    """The article's fingerprint. Junk and pages without text have one that matches nothing."""
    body = (
        "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind == "body") if not article.junk else ""
    )
    words = _WORD.findall(body.lower())
    own = _WORD.findall(_QUOTED.sub(" ", body).lower())
    own = own if len(own) >= len(words) / 3 else words  # a text that is all quotation is compared by it
    runs = _runs(own)
    return Fingerprint(
        article_id=article.id,
        exact=sha256(" ".join(words).encode()) if len(words) >= RUN_WORDS + 3 else None,
        words=len(words),
        bands=tuple(sorted(run for run in runs if run % BAND_SHARE == 0)[:MAX_BANDS]),
        runs=_packed(runs),
        lead=_packed(_runs(own[: max(LEAD_LEAST, min(LEAD_WORDS, int(LEAD_PART * len(own))))])),
        sentences=_sentences(body),
        publisher=article.publisher.id if article.publisher else None,
        credits=article.credits,
        published=article.published,
        published_at=article.published_at,
    )


def compare(a: Fingerprint, b: Fingerprint) -> Copy | None:
    """Whether one of two articles is a copy of the other, and which: the later, shorter or crediting one of the earlier.

    `likeness` is the share of the shorter text's runs of words that stand in the other.
    """
    if a.article_id == b.article_id or a.exact is None or b.exact is None:
        return None
    copy, origin = (b, a) if _precedence(a, b) <= _precedence(b, a) else (a, b)
    if a.exact == b.exact:
        return Copy(
            article_id=copy.article_id,
            of=origin.article_id,
            kind="exact",
            likeness=1.0,
            because="word for word the same text",
        )
    shared = _shared(a, b)
    least = SHARED_TINY if min(a.words, b.words) < TINY_WORDS else SHARED
    if shared.shorter < least or max(shared.leads) < LEAD_SHARED or _update(a, b, shared):
        return None
    parted = shared.longer < CONTAINED * shared.shorter
    why = f"{shared.shorter:.0%} of the shorter text stands in the other" + (", which says more" if parted else "")
    return Copy(
        article_id=copy.article_id,
        of=origin.article_id,
        kind="contained" if parted else "near",
        likeness=round(shared.shorter, 4),
        because=why + _credit(copy, origin),
    )


def fold(fingerprints: Iterable[Fingerprint], *, crowded: Collection[int] = ()) -> tuple[Copy, ...]:
    """Every copy among the articles under one origin each, in the order of their ids. Input order does not matter.

    `crowded` are bands that many more texts share than are given here, and that make no candidates therefore. A text that is like a copy but not like the origin (trimmed twice) is folded under the origin, too, with a word.
    """
    known = {each.article_id: each for each in fingerprints}
    found = {
        (copy.article_id, copy.of): copy
        for a, b in _candidates(known, crowded)
        if (copy := compare(known[a], known[b]))
    }
    groups = _groups(found)
    copies: list[Copy] = []
    for members in groups:
        origin = min((known[member] for member in members), key=lambda each: _rank(each, [known[m] for m in members]))
        copies += [_under(known[member], origin, found) for member in members if member != origin.article_id]
    return tuple(sorted(copies, key=lambda copy: (copy.article_id, copy.of)))


class _Shares(NamedTuple):
    """Shares of the shorter and the longer text found in the other, and of each opening found in the other's text."""

    shorter: float
    longer: float
    leads: tuple[float, float]


def _shared(a: Fingerprint, b: Fingerprint) -> _Shares:
    x, y = _unpacked(a.runs), _unpacked(b.runs)
    both = _common(x, y)
    leads = (_share(_unpacked(a.lead), y), _share(_unpacked(b.lead), x))
    return _Shares(both / max(1, min(len(x), len(y))), both / max(1, len(x), len(y)), leads)


def _share(lead: Any, runs: Any) -> float:
    return _common(lead, runs) / max(1, len(lead))


def _common(x: Any, y: Any) -> int:
    """How many runs stand in both of two sorted arrays."""
    import numpy

    return int(numpy.intersect1d(x, y, assume_unique=True).size)


def _update(a: Fingerprint, b: Fingerprint, shared: _Shares) -> bool:
    """A publisher's next report that repeats most of the one before below its own news is no copy: it says other figures."""
    same = a.publisher is not None and a.publisher == b.publisher
    return same and min(shared.leads) < LEAD_SHARED and shared.shorter < WHOLE


def _precedence(origin: Fingerprint, copy: Fingerprint) -> tuple[Any, ...]:
    """Lower: better fit to be the origin. The agency that the other credits, the earlier, the fuller, the first by id."""
    dated = origin.published is not None and copy.published is not None
    return (
        origin.publisher is None or origin.publisher not in copy.credits,
        (origin.published, _hour(origin) if _hour(copy) else "") if dated else (dt.date.min, ""),
        -origin.words,
        origin.article_id,
    )


def _rank(one: Fingerprint, members: Iterable[Fingerprint]) -> tuple[Any, ...]:
    """The same order over a whole group: credited by most of it, then earliest (undated last), fullest, first by id."""
    credited = sum(one.publisher in member.credits for member in members if one.publisher and member is not one)
    return -credited, one.published or dt.date.max, _hour(one) or LAST_HOUR, -one.words, one.article_id


def _hour(one: Fingerprint) -> str:
    """When on its day the page says it came out, in UTC where it names its zone; "" where it states no hour. It only tells
    apart printings of one day: the first of them is the origin."""
    try:
        moment = dt.datetime.fromisoformat(one.published_at or "")
    except ValueError:
        return ""
    return (moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).isoformat()


def _credit(copy: Fingerprint, origin: Fingerprint) -> str:
    if origin.publisher and origin.publisher in copy.credits:
        return f"; it credits {origin.publisher}"
    both = [agency for agency in copy.credits if agency in origin.credits]
    return f"; both credit {both[0]}" if both else ""


def _candidates(known: Mapping[str, Fingerprint], crowded: Collection[int]) -> Iterator[tuple[str, str]]:
    """Pairs that share a band or are word for word the same, each once."""
    shelves: dict[object, list[str]] = defaultdict(list)
    for article_id in sorted(known):
        each = known[article_id]
        if each.exact is not None:
            shelves[each.exact].append(article_id)
            for band in each.bands:
                shelves[band].append(article_id)
    seen: set[tuple[str, str]] = set()
    for key, shelf in shelves.items():
        if isinstance(key, str):  # the same text a thousand times: each with the first is enough
            seen.update((shelf[0], other) for other in shelf[1:])
        elif 1 < len(shelf) <= CROWD and key not in crowded:
            seen.update(combinations(shelf, 2))
    yield from sorted(seen)


def _groups(found: Mapping[tuple[str, str], Copy]) -> list[list[str]]:
    """Articles that hang together by copies, each group and the groups sorted."""
    leader: dict[str, str] = {}

    def top(member: str) -> str:
        while leader.setdefault(member, member) != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for a, b in found:
        first, second = sorted((top(a), top(b)))
        leader[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for member in sorted(leader):
        groups[top(member)].append(member)
    return [groups[key] for key in sorted(groups)]


def _under(member: Fingerprint, origin: Fingerprint, found: Mapping[tuple[str, str], Copy]) -> Copy:
    direct = found.get((member.article_id, origin.article_id)) or found.get((origin.article_id, member.article_id))
    if direct is None:
        nearest = max(
            (copy for pair, copy in found.items() if member.article_id in pair),
            key=lambda copy: (copy.likeness, copy.of),
        )
        other = nearest.of if nearest.article_id == member.article_id else nearest.article_id
        return Copy(
            article_id=member.article_id,
            of=origin.article_id,
            kind="near",
            likeness=nearest.likeness,
            because=f"{nearest.because} ({other}, a copy of the same origin)",
        )
    return Copy(
        article_id=member.article_id,
        of=origin.article_id,
        kind=direct.kind,
        likeness=direct.likeness,
        because=direct.because,
    )


def _runs(words: list[str]) -> set[int]:
    """The hashes of all runs of five words, 32 bits each; the same on every machine."""
    hashes = [crc32(word.encode()) for word in words]
    found = set()
    for i in range(len(hashes) - RUN_WORDS + 1):
        value = 0
        for each in hashes[i : i + RUN_WORDS]:
            value = (value * 1_000_003 + each) & 0xFFFFFFFFFFFFFFFF
        value = (value ^ (value >> 31)) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
        found.add(value >> 32)
    return found


def _packed(runs: Iterable[int]) -> bytes:
    return b"".join(run.to_bytes(4, "little") for run in sorted(runs))


def _unpacked(packed: bytes) -> Any:
    import numpy

    return numpy.frombuffer(packed, dtype="<u4")


def _sentences(body: str) -> tuple[int, ...]:
    words = [_WORD.findall(body[start:end].lower()) for start, end in split_sentences(body)]
    return tuple(sorted({crc32(" ".join(each).encode()) for each in words if len(each) >= 8}))
