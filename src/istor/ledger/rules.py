"""The named rules: what stands of many accounts → min, best and max. Each is a small pure function; RULES lists them.

All get the same figures, the latest of each origin, and differ in what they call best. `best-placed` (ours), `range` (as
Airwars publishes), `conservative` (as ACLED codes), `majority`, and `hierarchy` with a user's own ladder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from istor.claims.claim import Harm
from istor.claims.toll import about
from istor.errors import ConfigError
from istor.ledger.accounts import Told
from istor.ledger.entry import Account
from istor.ledger.ladders import Ladder, ladder_of, own_ladder, rung
from istor.provenance import Record


class Choice(Record):
    """What a rule made of the eligible accounts. `high=None`: open upwards. `chosen` gave the best."""

    low: int
    best: int
    high: int | None
    chosen: Account


Rule = Callable[[Sequence[Told], Ladder], Choice]


def best_placed(told: Sequence[Told], ladder: Ladder) -> Choice:
    """Best from the origin closest to the count; a count of the whole before one of a part, then the figure that more
    origins give, then the lower one."""
    support = _support(told)
    chosen = min(
        told,
        key=lambda each: (
            each.toll.partial,
            rung(ladder, each.account.speaker_kind),
            -support[_bounds(each)],
            _single(each.account),
            each.account.origin,
        ),
    )
    return _spread(told, chosen.account, best=_single(chosen.account))


def as_range(told: Sequence[Told], ladder: Ladder) -> Choice:
    """The range is the figure (Airwars): best is its minimum."""
    return _lowest(_whole(told), told, ladder)


def conservative(told: Sequence[Told], ladder: Ladder) -> Choice:
    """The most conservative figure (ACLED): the lowest that somebody gives of the whole incident, a floor only where
    nobody gives a count."""
    whole = _whole(told)
    return _lowest([each for each in whole if each.account.high is not None] or whole, told, ladder)


def majority(told: Sequence[Told], ladder: Ladder) -> Choice:
    """The number that the figures of most origins allow; of several, the one closest to the count names, then the lower."""
    whole = _whole(told)

    def allowing(number: int) -> int:
        return sum(_allows(each.account, number) for each in whole)

    chosen = min(
        whole,
        key=lambda each: (
            -allowing(_single(each.account)),
            rung(ladder, each.account.speaker_kind),
            _single(each.account),
            each.account.origin,
        ),
    )
    return _spread(told, chosen.account, best=_single(chosen.account))


RULES: Mapping[str, Rule] = {
    "best-placed": best_placed,
    "range": as_range,
    "conservative": conservative,
    "majority": majority,
    "hierarchy": best_placed,  # the same question, asked of the user's ladder
}
VERSIONS: Mapping[str, str] = dict.fromkeys(RULES, "v1")


class Chosen(Record):
    """A rule as a user names it: its `name` in RULES, and the `ladder` in words where it is the user's own."""

    name: str
    ladder: str = ""

    @property
    def label(self) -> str:
        """The rule with its version, as it is printed.

        >>> chosen("best-placed").label, chosen("hierarchy: hospital > monitor").label
        ('best-placed v1', 'hierarchy v1 (hospital > monitor)')
        """
        return f"{self.name} {VERSIONS[self.name]}" + (f" ({self.ladder})" if self.ladder else "")

    def choice(self, told: Sequence[Told], harm: Harm) -> Choice:
        """What the rule makes of the accounts that stand; there must be one."""
        return RULES[self.name](told, own_ladder(self.ladder) if self.ladder else ladder_of(harm))


def chosen(words: str) -> Chosen:
    """The rule a user names: a key of RULES; `hierarchy` with a ladder behind a colon.

    Raises ConfigError for a rule there is not, and for a ladder that is none.

    >>> chosen("hierarchy: hospital > morgue, prosecutor").ladder
    'hospital > morgue, prosecutor'
    """
    name, colon, ladder = (part.strip() for part in words.partition(":"))
    if name not in RULES:
        raise ConfigError(f"no rule reconciles figures by the name {name!r}; choose one of {', '.join(RULES)}")
    if (name == "hierarchy") is not bool(colon):
        need = "needs your ladder, such as" if name == "hierarchy" else "takes no ladder; say"
        raise ConfigError(f"the rule {name!r} {need} 'hierarchy: hospital > morgue, prosecutor > official'")
    if name == "hierarchy":
        own_ladder(ladder)
    return Chosen(name=name, ladder=ladder)


def _lowest(among: Sequence[Told], told: Sequence[Told], ladder: Ladder) -> Choice:
    chosen = min(
        among, key=lambda each: (each.account.low, rung(ladder, each.account.speaker_kind), each.account.origin)
    )
    return _spread(told, chosen.account, best=chosen.account.low)


def _whole(told: Sequence[Told]) -> Sequence[Told]:
    """The counts of the whole incident; those of a part only where there is nothing else."""
    return [each for each in told if not each.toll.partial] or told


def _spread(told: Sequence[Told], chosen: Account, *, best: int) -> Choice:
    """The lowest low and the highest high; "or more" stays open. What one hospital saw is a floor, however exactly it
    counts its own: it widens nothing unless it lies above all that is said of the whole."""
    whole = _whole(told)
    low = min(each.account.low for each in whole)
    highs = [None if each.toll.partial else each.account.high for each in whole]
    closed = [high for high in highs if high is not None]
    floor = max(each.account.low for each in told)
    high = max(closed) if len(closed) == len(highs) and max(closed) >= floor else None
    return Choice(low=min(low, best), best=best, high=high, chosen=chosen)


def _support(told: Sequence[Told]) -> dict[tuple[int, int | None], int]:
    """How many origins give each figure; one whose "or more" or range allows it agrees."""
    return {
        bounds: sum(_allows(other.account, _single(each.account)) for other in told)
        for each in told
        for bounds in [_bounds(each)]
    }


def _allows(account: Account, number: int) -> bool:
    return account.low <= number and (account.high is None or number <= account.high)


def _single(account: Account) -> int:
    """One number for a figure, never one that nobody said: 12 of "at least 12", 100 of "about 100", 10 of "10 to 15", 5 of
    "up to 5"."""
    low, high = account.low, account.high
    if high is None or low == high:
        return low
    middle = (low + high) // 2
    if about(middle) == (low, high):
        return middle
    return high if low == 0 else low


def _bounds(told: Told) -> tuple[int, int | None]:
    return told.account.low, told.account.high
