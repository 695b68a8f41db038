"""One monitor under all its names: its letters, its name in full, its activists and sources, its director."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from istor.claims.claim import Speaker
from istor.ledger.houses import FILLER

MONITOR = "monitor "
CAPITALISED = re.compile(r"[A-Z][\w’'-]*")


def monitor_key(speaker: Speaker) -> str | None:
    """The key of the monitor that somebody speaks for, by the capitalised words of its name; None: it is not named.

    >>> from istor.provenance import Span
    >>> here = Span(article_id="a", start=0, end=1)
    >>> monitor_key(Speaker(words="reliable SOHR sources", span=here, kind="monitor"))
    'monitor sohr'
    >>> monitor_key(Speaker(words="the monitor", span=here, kind="monitor")) is None
    True
    """
    named = CAPITALISED.findall(speaker.title if speaker.title and speaker.name else speaker.name or speaker.words)
    plain = (re.sub(r"[’']s?$", "", word) for word in named)
    body = [word.lower() for word in plain if word.lower() not in FILLER and "-" not in word]
    return MONITOR + " ".join(body) if body else None


def one_body(keys: Iterable[str]) -> dict[str, str]:
    """Keys of monitors within one incident → the key of the same monitor told in full: "sohr" and "observatory" are
    "syrian observatory human rights". What could be two of them stays as it is, and so does every other key.

    >>> one_body(["monitor sohr", "monitor syrian observatory human rights", "police"])
    {'monitor sohr': 'monitor syrian observatory human rights'}
    """
    names = {key: key.removeprefix(MONITOR).split() for key in sorted(set(keys)) if key.startswith(MONITOR)}
    found = {}
    for key, words in names.items():
        fuller = [other for other, whole in names.items() if other != key and _is_short_for(words, whole)]
        fullest = max(fuller, key=lambda other: len(names[other]), default=key)
        if fuller and all(other == fullest or _is_short_for(names[other], names[fullest]) for other in fuller):
            found[key] = fullest
    return found


def _is_short_for(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a monitor's name is a fuller one cut short: some of its words, or their first letters."""
    if len(words) >= len(whole):
        return False
    return set(words) < set(whole) or (len(words) == 1 and words[0] == "".join(word[0] for word in whole))
