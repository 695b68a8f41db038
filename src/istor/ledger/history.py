"""How the toll was told over time, and what the figures do not follow."""

from __future__ import annotations

from collections.abc import Sequence

from istor.incidents.incident import Sighting
from istor.ledger.accounts import Told
from istor.ledger.entry import Dissent, TollStep
from istor.ledger.reconciliation import A_COPY, TOLD_AGAIN, ineligible

REPLACED = "replaced on the same page"  # such a figure is history, and nobody's dissent
NO_DISSENT = (REPLACED, A_COPY, TOLD_AGAIN)


def history(told: Sequence[Told]) -> tuple[TollStep, ...]:
    """Firm figures for all, in the order of `told`; a step supersedes the last one of the same origin and harm, and one
    that repeats it is no step."""
    steps: list[TollStep] = []
    last: dict[tuple[str, str], int] = {}
    for each in told:
        one = each.account
        if one.group != "all" or one.harm not in ("killed", "injured") or one.side:
            continue
        if ineligible(each) not in (None, REPLACED):
            continue
        key = (one.origin, one.harm)
        previous = last.get(key)
        if previous is not None and (steps[previous].low, steps[previous].high) == (one.low, one.high):
            continue
        last[key] = len(steps)
        steps.append(
            TollStep(
                harm=one.harm,
                low=one.low,
                high=one.high,
                speaker=one.speaker,
                article_id=one.article_id,
                span=one.span,
                as_of=one.as_of,
                said_on=one.said_on,
                supersedes=previous,
            )
        )
    return tuple(steps)


def dissents(sightings: Sequence[Sighting], told: Sequence[Told]) -> tuple[Dissent, ...]:
    """What the figures do not follow: denials, a party's count of its enemy, vague and hedged words."""
    left = [(each.account, because) for each in told if (because := ineligible(each)) and because not in NO_DISSENT]
    figures = [
        Dissent(
            sighting_id=account.sighting_id,
            words=account.words,
            span=account.span,
            because=because,
            speaker=account.speaker,
        )
        for account, because in left
    ]
    denials = [
        Dissent(sighting_id=sighting.id, words=actor.words, span=actor.span, because="denies having done it")
        for sighting in sightings
        for actor in sighting.actors
        if actor.stance == "denied"
    ]
    return (*figures, *denials)
