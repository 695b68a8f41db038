"""Who is closest to the count: the published ladders of ladder.toml, and a user's own.

A ladder is a tuple of rungs, nearest to the count first; a rung holds the kinds of speakers that are equally close.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import get_args

from istor.claims.claim import Harm, SpeakerKind
from istor.errors import ConfigError

Ladder = tuple[frozenset[str], ...]
KINDS: tuple[str, ...] = get_args(SpeakerKind)


def ladder_of(harm: Harm) -> Ladder:
    """The published ladder for a harm: those who treat are closest to the injured, those who recover to everyone else.

    >>> [sorted(rung) for rung in ladder_of("killed")[:3]]
    [['named_list'], ['morgue', 'prosecutor', 'rescuer'], ['hospital']]
    >>> sorted(ladder_of("injured")[0])
    ['hospital']
    """
    return _published()["injured" if harm == "injured" else "killed"]


def rung(ladder: Ladder, kind: str) -> int:
    """On which rung a kind of speaker stands, from 0; below the last where the ladder does not name it.

    >>> rung((frozenset({"hospital"}), frozenset({"monitor"})), "monitor"), rung((), "monitor")
    (1, 0)
    """
    return next((at for at, kinds in enumerate(ladder) if kind in kinds), len(ladder))


def own_ladder(words: str) -> Ladder:
    """A user's ladder, nearest first: rungs parted by `>`, equals by commas.

    Raises ConfigError for an empty ladder, a kind there is not or one that stands twice.

    >>> [sorted(rung) for rung in own_ladder("hospital > morgue, prosecutor")]
    [['hospital'], ['morgue', 'prosecutor']]
    """
    rungs = tuple(frozenset(kind.strip() for kind in part.split(",") if kind.strip()) for part in words.split(">"))
    named = [kind for rung in rungs for kind in sorted(rung)]
    for kind in named:
        if kind not in KINDS:
            raise ConfigError(f"no kind of speaker is called {kind!r}; a ladder is made of {', '.join(KINDS)}")
        if named.count(kind) > 1:
            raise ConfigError(f"{kind!r} stands on two rungs of the ladder; leave one out")
    if not all(rungs):
        raise ConfigError("a ladder has a kind of speaker on each rung, such as `hospital > morgue, prosecutor`")
    return rungs


@cache
def _published() -> Mapping[str, Ladder]:
    told = tomllib.loads((files("istor.ledger") / "ladder.toml").read_text(encoding="utf8"))
    return {harm: tuple(frozenset(rung["who"]) for rung in rungs) for harm, rungs in told.items()}
