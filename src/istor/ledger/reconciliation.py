"""Many accounts → one figure with min, best and max, by a named rule that says why.

The claims are never touched: every account is marked as used or not, and why. Figures of different sides are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from istor.claims.claim import Group, Harm
from istor.ledger.accounts import Told
from istor.ledger.entry import Account, Figure
from istor.ledger.rules import RULES, Choice, Chosen, chosen
from istor.ledger.sides import of_all_sides
from istor.ledger.wording import sentence
from istor.provenance import Record

GROUPS: tuple[Group, ...] = ("all", "children", "women", "men", "civilians", "military")
HARMS: tuple[Harm, ...] = ("killed", "injured")
FIGURED: tuple[tuple[Harm, Group], ...] = (
    *((harm, group) for group in GROUPS for harm in HARMS),
    ("casualties", "all"),  # "six people were shot": the dead and the hurt undivided
    ("missing", "all"),
)

A_COPY = "a copy"
TOLD_AGAIN = "another account's figure, told again"


class Beside(Record):
    """What is known of an incident beside its figures: how many of its dead have a name, and whether somebody denies it."""

    named: int = 0
    denied: bool = False


ALONE = Beside()


def reconcile(told: Sequence[Told], *, rule: str = "best-placed", beside: Beside = ALONE) -> tuple[Figure, ...]:
    """A figure for each harm, group and side that anybody gave a count of. Raises ConfigError for a rule there is not."""
    by = chosen(rule)
    figures = []
    for harm, group in FIGURED:
        of_harm = [each for each in told if (each.account.harm, each.account.group) == (harm, group)]
        told_of = []
        for side in sorted({each.account.side or "" for each in of_harm}):
            mine = [each for each in of_harm if (each.account.side or "") == side]
            total = (harm, group, side) == ("killed", "all", "")
            told_of.append(_figure(mine, by, beside if total else ALONE))
        together = of_all_sides(told_of)
        figures += [*([together] if together else []), *told_of]
    return tuple(figures)


def ineligible(told: Told) -> str | None:
    """Why an account may not set a figure, in words; None: it may."""
    toll = told.toll
    reasons = (
        (told.again and told.copy, A_COPY),
        (toll.vague, "a vague word, kept as words"),
        (toll.none_reported, "'none reported' is no count"),
        (toll.superseded, "replaced on the same page"),
        (toll.hedged, "hedged by its speaker"),
        (told.within, "part of a larger figure on the same page"),
        (bool(told.interest), told.interest),
        (told.again, TOLD_AGAIN),
    )
    return next((words for holds, words in reasons if holds), None)


def latest_of_each_origin(told: Iterable[Told]) -> list[Told]:
    """The last account of each origin, up or down; `told` is in order of page day and text."""
    last: dict[str, Told] = {}
    for each in told:
        origin = each.account.origin
        if origin in last and _weaker_restatement(each, last[origin]):
            continue
        last[origin] = each
    return sorted(last.values(), key=lambda each: each.account.origin)


def _figure(told: Sequence[Told], by: Chosen, beside: Beside) -> Figure:
    first = told[0].account
    standing = latest_of_each_origin(each for each in told if ineligible(each) is None)
    choice = _with_names(by.choice(standing, first.harm), beside.named) if standing else None
    figure = Figure(
        harm=first.harm,
        group=first.group,
        side=first.side,
        rule=by.label,
        because="",
        low=choice.low if choice else None,
        best=choice.best if choice else None,
        high=choice.high if choice else None,
        accounts=tuple(_judged(each, standing, choice) for each in told),
    )
    words = sentence(
        figure,
        chosen=choice.chosen if choice else None,
        rivals=_rivals(standing, by, first.harm, named=beside.named),
        named=beside.named,
        denied=beside.denied,
    )
    return msgspec.structs.replace(figure, because=words)


def _rivals(standing: Sequence[Told], by: Chosen, harm: Harm, *, named: int) -> dict[str, int]:
    """What the other published rules give; a ladder of one's own is nobody else's."""
    others = [name for name in RULES if name not in (by.name, "hierarchy")] if standing else []
    return {name: _with_names(Chosen(name=name).choice(standing, harm), named).best for name in others}


def _with_names(choice: Choice, named: int) -> Choice:
    """Named dead raise the minimum, and the best where more are named than it counts; more names than anybody counts are
    only told of: some may be of another attack."""
    if named <= choice.low or (choice.high is not None and named > choice.high):
        return choice
    return msgspec.structs.replace(choice, low=named, best=max(named, choice.best))


def _judged(told: Told, standing: Sequence[Told], choice: Choice | None) -> Account:
    because = ineligible(told)
    if because is None and not any(told is each for each in standing):
        again = any(told.account.origin == each.account.origin and _same(told, each) for each in standing)
        because = A_COPY if told.copy else TOLD_AGAIN if again else "a later account of the same origin stands"
    if because is not None:
        return msgspec.structs.replace(told.account, used=False, because=because)
    best = choice is not None and told.account == choice.chosen
    return msgspec.structs.replace(told.account, used=True, because="best" if best else "in the range")


def _weaker_restatement(later: Told, earlier: Told) -> bool:
    """A floor or a part that restates no more than its origin's firm count ("at least three" after "three"), or the same
    figure, passed on by others."""
    same_page = later.account.article_id == earlier.account.article_id
    floor = later.account.high is None and earlier.account.high is not None and later.account.low <= earlier.account.low
    passed_on = bool(later.account.relay) and not earlier.account.relay and _same(later, earlier)
    return (same_page and floor) or passed_on or (later.toll.partial and not earlier.toll.partial)


def _same(one: Told, other: Told) -> bool:
    return (one.account.low, one.account.high) == (other.account.low, other.account.high)
