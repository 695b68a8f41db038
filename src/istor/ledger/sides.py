"""Whose dead they are: the sides that an incident's figures are told apart by, and all of them together.

Where the pages name one side alone, "three soldiers" and "three Turkish soldiers" are the same people. Where they count the
dead of several, each side has figures of its own that are no rivals of one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from istor.claims.claim import ATTACKER, Harm, Toll
from istor.claims.toll import total
from istor.incidents.incident import Sighting
from istor.ledger.entry import Figure
from istor.ledger.wording import headline

Bounds = tuple[int, int | None]
Apart = frozenset[str]  # the sides whose figures are kept apart


def told_apart(sightings: Iterable[Sighting]) -> Apart:
    """The sides that the incident's figures are told apart by: those named, where they are two or more."""
    named = {toll.side for sighting in sightings for toll in sighting.tolls if toll.side} - {ATTACKER}
    return frozenset(named if len(named) > 1 else ()) | {ATTACKER}


def as_told(toll: Toll, apart: Apart) -> Toll:
    """The toll without its side, where no other side is told of."""
    return toll if toll.side is None or toll.side in apart else msgspec.structs.replace(toll, side=None)


def standing_of(sighting: Sighting) -> Mapping[Harm, Bounds | None]:
    """What the sighting's page leaves standing for `all`, harm by harm; None: nothing firm.

    >>> from istor.incidents.incident import Final
    >>> standing_of(Sighting(id="s1", article_id="a1", type="Attack", final=Final(killed=(2, 2))))["killed"]
    (2, 2)
    """
    final = sighting.final
    return {"killed": final.killed, "injured": final.injured, "casualties": final.casualties}


def with_lone_groups(tolls: Sequence[Toll], sighting: Sighting, *, apart: Apart) -> list[Toll]:
    """Add an `all` for a harm that is told of groups alone, where one of them is what the page leaves standing
    ("two civilians were killed": two killed; "six civilians, two of them women": six), and one for each side."""
    found = _with_combatants_added(tolls, apart)
    for harm, standing in standing_of(sighting).items():
        of_harm = [toll for toll in tolls if toll.harm == harm]
        mine = [toll for toll in of_harm if as_told(toll, apart).side is None]
        if standing is not None and not any(_counts_all(toll, standing) for toll in mine):
            found += [
                msgspec.structs.replace(toll, group="all", part=True)
                for toll in _firm(mine)
                if _floor(toll) == standing and toll.group != "all"
            ]
        for side in sorted({toll.side for toll in of_harm if toll.side in apart and toll.side}):
            theirs = [toll for toll in of_harm if toll.side == side]
            if not any(toll.group == "all" for toll in theirs):
                found += [msgspec.structs.replace(toll, group="all", part=True) for toll in _greatest(_firm(theirs))]
    return found


def _with_combatants_added(tolls: Sequence[Toll], apart: Apart) -> list[Toll]:
    """ "Ten troops and 14 rebels were killed": 24 combatants where nobody says whose they are, and neither 10 nor 14; where
    their sides are told apart, each stays its side's."""
    found = list(tolls)
    for whole in [toll for toll in tolls if toll.derived and toll.group == "all"]:
        members = [
            toll
            for toll in found
            if (toll.harm, toll.group, as_told(toll, apart).side) == (whole.harm, "military", None)
            and toll.span in whole.parts
        ]
        if len(members) > 1:
            low, high = total([(toll.low, toll.high) for toll in members])
            found = [toll for toll in found if toll not in members]
            found.append(msgspec.structs.replace(whole, group="military", low=low, high=high))
    return found


def of_all_sides(figures: Sequence[Figure]) -> Figure | None:
    """All sides' dead together, from the figures of each (one harm and group), where nobody counts them together; None:
    somebody does, or fewer than two sides have a figure. It is a sum, and says so; it rests on the accounts of its parts."""
    parts = [figure for figure in figures if figure.side not in (None, ATTACKER) and figure.best is not None]
    if len(parts) < 2 or any(figure.side is None and figure.best is not None for figure in figures):
        return None
    low, high = total([(figure.low or 0, figure.high) for figure in parts])
    first, each = parts[0], ", ".join(f"{figure.best} (“{_words_of(figure)}”)" for figure in parts)
    whole = Figure(
        harm=first.harm,
        group=first.group,
        rule=first.rule,
        because="",
        low=low,
        best=sum(figure.best or 0 for figure in parts),
        high=high,
        accounts=tuple(account for figure in parts for account in figure.accounts if account.used),
    )
    told = f"{headline(whole)} All sides together, added up: {each}. Rule {first.rule}. Reported, not verified."
    return msgspec.structs.replace(whole, because=told)


def _words_of(figure: Figure) -> str:
    """The words that gave a figure's best."""
    used = [account for account in figure.accounts if account.used]
    return next((account.words for account in used if account.because == "best"), used[0].words)


def _counts_all(toll: Toll, standing: Bounds) -> bool:
    return toll.group == "all" and not toll.part and toll.low >= standing[0]


def _firm(tolls: Sequence[Toll]) -> list[Toll]:
    return [toll for toll in tolls if not (toll.vague or toll.hedged or toll.superseded)]


def _greatest(tolls: Sequence[Toll]) -> list[Toll]:
    """The groups of one side that are the side's whole: those of the highest figure."""
    most = max((toll.low for toll in tolls), default=0)
    return [toll for toll in tolls if toll.low == most]


def _floor(toll: Toll) -> Bounds:
    """A figure as it is left standing: what one hospital or witness saw is open upwards."""
    return toll.low, None if toll.partial else toll.high
