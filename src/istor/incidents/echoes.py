"""Words that two pages quote alike: a long quotation standing in both leads back to one statement."""

from __future__ import annotations

import re

from istor.provenance import sha256

MIN_WORDS = 6  # shorter quotations ("We want peace") recur by chance
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{20,600})[\"“”»]")
_WORD = re.compile(r"\w+")


def quotations(text: str) -> frozenset[str]:
    """The keys of the long quotations of a text: equal keys mean equal words, whatever the marks and the punctuation.

    >>> one = quotations('"People were on their way to work when it hit," he said.')
    >>> other = quotations('He said: “people were on their way to work when it hit”.')
    >>> one == other and len(one) == 1
    True
    """
    found = (_WORD.findall(match.group(1).lower()) for match in _QUOTED.finditer(text))
    return frozenset(sha256(" ".join(words).encode())[:16] for words in found if len(words) >= MIN_WORDS)
