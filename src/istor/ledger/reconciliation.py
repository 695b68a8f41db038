"""Many accounts → one figure with min, best and max, by a named rule that says why.

The claims are never touched: a rule marks which accounts it used and what it left out. Figures of different sides are
never mixed. Rules: `best-placed` (ours), `range` (as Airwars publishes), `conservative` (as ACLED codes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from istor.claims.claim import Group, Harm
from istor.ledger.accounts import Told
from istor.ledger.entry import Account, Figure
from istor.ledger.wording import sentence
from istor.provenance import Record

# Who is closest to the count of the dead, nearest first. The injured are best known to those who treat them.
LADDER: tuple[str, ...] = (
    "named_list",
    "morgue",
    "prosecutor",
    "rescuer",
    "hospital",
    "police",
    "official",
    "monitor",
    "military",
    "witness",
    "media",
    "unnamed",
)
FIGURED: tuple[tuple[Harm, Group], ...] = (
    ("killed", "all"),
    ("injured", "all"),
    ("killed", "children"),
    ("killed", "women"),
    ("killed", "men"),
    ("killed", "civilians"),
    ("killed", "military"),
    ("injured", "children"),
    ("missing", "all"),
)


class Choice(Record):
    """What a rule made of the eligible accounts. `high=None` with a `best`: open upwards. `chosen` gave the best."""

    low: int
    best: int
    high: int | None
    chosen: Account


Rule = Callable[[Sequence[Told]], Choice]


def reconcile(told: Sequence[Told], *, rule: str = "best-placed") -> tuple[Figure, ...]:
    """A figure for each harm, group and side that anybody gave a count of. Raises KeyError for an unknown rule."""
    figures = []
    for harm, group in FIGURED:
        of_harm = [each for each in told if (each.account.harm, each.account.group) == (harm, group)]
        for side in sorted({each.account.side or "" for each in of_harm}):
            mine = [each for each in of_harm if (each.account.side or "") == side]
            figures.append(_figure(mine, rule=rule))
    return tuple(figures)


def ineligible(told: Told) -> str | None:
    """Why an account may not set a figure, in words; None: it may."""
    toll = told.toll
    reasons = (
        (toll.vague, "a vague word, kept as words"),
        (toll.none_reported, "'none reported' is no count"),
        (toll.superseded, "replaced on the same page"),
        (toll.hedged, "hedged by its speaker"),
        (told.within, "part of a larger figure on the same page"),
        (toll.claimed_status is not None, "a party's count of its enemy's dead"),
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


def best_placed(told: Sequence[Told]) -> Choice:
    """Best from the origin closest to the count, whole before partial, then more origins, then the lower figure."""
    counts: dict[tuple[int, int | None], int] = {}
    for each in told:
        key = (each.account.low, each.account.high)
        counts[key] = counts.get(key, 0) + 1
    chosen = min(told, key=lambda each: (each.toll.partial, _rung(each), -counts[_bounds(each)], each.account.low))
    return _spread(told, chosen.account, best=_single(chosen.account))


def as_range(told: Sequence[Told]) -> Choice:
    """The range is the figure (Airwars): best is its minimum."""
    chosen = min(told, key=lambda each: each.account.low)
    return _spread(told, chosen.account, best=chosen.account.low)


def conservative(told: Sequence[Told]) -> Choice:
    """The most conservative figure of a whole-incident account (ACLED); of partial ones only where nothing else is."""
    whole = [each for each in told if not each.toll.partial] or list(told)
    chosen = min(whole, key=lambda each: (each.account.low, _rung(each)))
    return _spread(told, chosen.account, best=chosen.account.low)


RULES: Mapping[str, Rule] = {"best-placed": best_placed, "range": as_range, "conservative": conservative}
VERSIONS: Mapping[str, str] = {"best-placed": "v1", "range": "v1", "conservative": "v1"}


def _figure(told: Sequence[Told], *, rule: str) -> Figure:
    eligible = [each for each in told if ineligible(each) is None]
    standing = latest_of_each_origin(eligible)
    choice = RULES[rule](standing) if standing else None
    rivals = {name: other(standing).best for name, other in RULES.items() if name != rule} if standing else {}
    accounts = tuple(_judged(each, standing, choice) for each in told)
    first = told[0].account
    figure = Figure(
        harm=first.harm,
        group=first.group,
        side=first.side,
        rule=f"{rule} {VERSIONS[rule]}",
        because="",
        low=choice.low if choice else None,
        best=choice.best if choice else None,
        high=choice.high if choice else None,
        accounts=accounts,
    )
    words = sentence(figure, chosen=choice.chosen if choice else None, rivals=rivals)
    return msgspec.structs.replace(figure, because=words)


def _judged(told: Told, standing: Sequence[Told], choice: Choice | None) -> Account:
    because = ineligible(told)
    if because is None and not any(told is each for each in standing):
        because = "a copy" if told.copy else "a later account of the same origin stands"
    if because is not None:
        return msgspec.structs.replace(told.account, used=False, because=because)
    chosen = choice is not None and told.account == choice.chosen
    return msgspec.structs.replace(told.account, used=True, because="best" if chosen else "in the range")


def _spread(told: Sequence[Told], chosen: Account, *, best: int) -> Choice:
    low = min(each.account.low for each in told if not each.toll.partial or each.account == chosen)
    # What one hospital saw is a floor, however exactly it counts its own.
    highs = [None if each.toll.partial else each.account.high for each in told]
    closed = [high for high in highs if high is not None]
    floor = max(each.account.low for each in told)
    # A floor ("at least 16") below a firm count leaves the range closed; above it, or alone, it keeps it open.
    high = max(closed) if closed and max(closed) >= floor else None
    return Choice(low=min(low, best), best=best, high=high, chosen=chosen)


def _single(account: Account) -> int:
    """One number for a figure: the middle of a closed range, the floor of an open one."""
    return account.low if account.high is None else (account.low + account.high) // 2


def _rung(told: Told) -> int:
    return LADDER.index(told.account.speaker_kind) if told.account.speaker_kind in LADDER else len(LADDER)


def _bounds(told: Told) -> tuple[int, int | None]:
    return told.account.low, told.account.high


def _weaker_restatement(later: Told, earlier: Told) -> bool:
    """A floor or a part that restates no more than its origin's firm count ("at least three" after "three")."""
    same_page = later.account.article_id == earlier.account.article_id
    floor = later.account.high is None and earlier.account.high is not None and later.account.low <= earlier.account.low
    return (same_page and floor) or (later.toll.partial and not earlier.toll.partial)
