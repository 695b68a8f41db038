"""What one sighting of an article takes from the others: who attacks, where the article knows only one attacker."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from istor.claims.claim import Actor
from istor.incidents.incident import Sighting

NAMED_TWICE = 2  # named for one attack alone, he is not said to be behind the others


def with_attacker(sightings: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Sightings that name no attacker take the article's one, with its words where they stand. An article that tells of
    two sides attacking leaves them open.

    >>> with_attacker(())
    ()
    """
    named = [actor for sighting in sightings for actor in sighting.actors if actor.stance != "denied"]
    parties = {actor.key or actor.words for actor in named}
    if len(parties) != 1 or sum(bool(sighting.actors) for sighting in sightings) < NAMED_TWICE:
        return tuple(sightings)
    only = named[0]
    return tuple(sighting if sighting.actors else _taking(sighting, only) for sighting in sightings)


def _taking(sighting: Sighting, actor: Actor) -> Sighting:
    return msgspec.structs.replace(sighting, actors=(actor,))
