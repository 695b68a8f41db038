"""How the toll was told over time, and what the figures do not follow."""

from __future__ import annotations

from collections.abc import Sequence

from istor.incidents.incident import Sighting
from istor.ledger.accounts import Told
from istor.ledger.entry import Account, Dissent, TollStep
from istor.ledger.reconciliation import A_COPY, TOLD_AGAIN, ineligible

REPLACED = "replaced on the same page"  # such a figure is history, and nobody's dissent
NO_DISSENT = (REPLACED, A_COPY, TOLD_AGAIN)


def history(told: Sequence[Told]) -> tuple[TollStep, ...]:
    """Firm figures for all, in the order of `told`; a step supersedes the last one of the same origin and harm, or the one
    that its own page says it overtakes, and one that repeats it is no step."""
    steps: list[TollStep] = []
    last: dict[tuple[str, str], int] = {}
    for each in _overtaken_first(told):
        one = each.account
        by_page, by_origin = (f"page {one.article_id}", one.harm), (one.origin, one.harm)
        previous = last.get(by_origin, last.get(by_page))
        if previous is not None and _figure(steps[previous]) == _figure(one):
            continue
        if each.toll.superseded:
            known = [at for at, step in enumerate(steps) if _figure(step) == _figure(one)]
            last[by_page] = known[-1] if known else len(steps)
            if known:  # "earlier reports said nine": told above, by whoever reported it
                continue
        last[by_origin] = len(steps)
        steps.append(_step(one, previous))
    return tuple(steps)


def _overtaken_first(told: Sequence[Told]) -> list[Told]:
    """What makes a step, page by page; of a page what it says was so before."""
    firm = [
        each
        for each in told
        if each.account.group == "all" and each.account.harm in ("killed", "injured") and not each.account.side
        if ineligible(each) in (None, REPLACED)
    ]
    pages = {page: at for at, page in enumerate(dict.fromkeys(each.account.article_id for each in firm))}
    return sorted(firm, key=lambda each: (pages[each.account.article_id], not each.toll.superseded))


def _figure(one: Account | TollStep) -> tuple[str, int, int | None]:
    return one.harm, one.low, one.high


def _step(account: Account, previous: int | None) -> TollStep:
    return TollStep(
        harm=account.harm,
        low=account.low,
        high=account.high,
        speaker=account.speaker,
        article_id=account.article_id,
        span=account.span,
        as_of=account.as_of,
        said_on=account.said_on,
        said_at=account.said_at,
        supersedes=previous,
    )


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
