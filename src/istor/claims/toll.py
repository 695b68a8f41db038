"""The arithmetic of tolls: what "at least", "nearly" or a sum says about how many people, as pure (low, high) pairs.

A `Bounds` is a pair (low, high) counting people, both inclusive; `high=None` means that the speaker set no upper limit.
Rules as in docs/codebook.md, "Tolls". Imports nothing from its room, so that the ledger may use it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Bounds = tuple[int, int | None]


def exactly(number: int) -> Bounds:
    """A plain number.

    >>> exactly(12)
    (12, 12)
    """
    return number, number


def at_least(number: int) -> Bounds:
    """ "at least 12", "12 or more".

    >>> at_least(12)
    (12, None)
    """
    return number, None


def more_than(number: int) -> Bounds:
    """ "more than 80", "over 80": one more, at the least.

    >>> more_than(80)
    (81, None)
    """
    return number + 1, None


def up_to(number: int) -> Bounds:
    """ "up to 5", "as many as 5": nothing is promised below.

    >>> up_to(5)
    (0, 5)
    """
    return 0, number


def fewer_than(number: int) -> Bounds:
    """ "fewer than 5", "under 5".

    >>> fewer_than(5)
    (0, 4)
    """
    return 0, max(0, number - 1)


def about(number: int) -> Bounds:
    """ "about 100", "some 100", "around 100": a tenth either way, inwards to whole people.

    >>> about(100), about(935), about(4)
    ((90, 110), (842, 1028), (4, 4))
    """
    return -(-number * 9 // 10), number * 11 // 10


def nearly(number: int) -> Bounds:
    """ "nearly 60", "almost 60": up to one less, from the next rounder number below.

    >>> nearly(60), nearly(15), nearly(32), nearly(3500), nearly(100)
    ((50, 59), (10, 14), (30, 31), (3000, 3499), (90, 99))
    """
    return max(0, _rounder_below(number)), max(0, number - 1)


def between(low: int, high: int) -> Bounds:
    """ "between 10 and 15", "10 to 15", in whichever order they stand.

    >>> between(15, 10)
    (10, 15)
    """
    return min(low, high), max(low, high)


RULES: Mapping[str, Callable[[int], Bounds]] = {
    "exactly": exactly,
    "at_least": at_least,
    "more_than": more_than,
    "up_to": up_to,
    "fewer_than": fewer_than,
    "about": about,
    "nearly": nearly,
}
"""The modifiers of a number by name, as the lexicon's [casualties.modifiers] names them."""


def total(parts: Iterable[Bounds]) -> Bounds:
    """The sum of disjoint parts; open where any part is open.

    >>> total([(1, 1), (2, 2)]), total([(1, 1), (3, None)])
    ((3, 3), (4, None))
    """
    low, high = 0, 0
    is_open = False
    for part_low, part_high in parts:
        low += part_low
        is_open = is_open or part_high is None
        high += part_high or 0
    return low, None if is_open else high


def less(whole: Bounds, part: Bounds) -> Bounds:
    """What is left when `part` is taken out of `whole` ("one of the injured has died"); never below nought.

    >>> less((7, 7), (1, 1)), less((8, 8), (2, None)), less((5, None), (1, 1))
    ((6, 6), (0, 6), (4, None))
    """
    high = None if whole[1] is None else max(0, whole[1] - part[0])
    low = 0 if part[1] is None else max(0, whole[0] - part[1])
    return low, high


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether some number satisfies both.

    >>> meet((12, None), (14, 14)), meet((3, 3), (5, 5))
    (True, False)
    """
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def may_rise_to(earlier: Bounds, later: Bounds) -> bool:
    """Whether `later` can be the same count further on: tolls rise, and rarely fall.

    >>> may_rise_to((3, 3), (5, 5)), may_rise_to((5, 5), (3, 3)), may_rise_to((5, None), (4, 6))
    (True, False, True)
    """
    return later[1] is None or later[1] >= earlier[0]


def envelope(figures: Iterable[Bounds]) -> Bounds | None:
    """From the lowest low to the highest high of rival figures; "or more" stays open. None for no figures.

    >>> envelope([(3, 3), (5, 5)]), envelope([(3, 3), (5, None)]), envelope([])
    ((3, 5), (3, None), None)
    """
    known = list(figures)
    if not known:
        return None
    highs = [high for _, high in known]
    open_end = any(high is None for high in highs)
    return min(low for low, _ in known), None if open_end else max(high for high in highs if high is not None)


def floor_of(figure: Bounds) -> Bounds:
    """A figure that only a part of the truth stands behind (one hospital, one witness): open above.

    >>> floor_of((17, 17))
    (17, None)
    """
    return figure[0], None


def as_decided(value: object) -> tuple[int, int | None, int | None] | None:
    """(least, best, most) of a figure as a person writes it. `best=None`: any number within; `most=None`: open upwards.
    None: it is no figure.

    >>> as_decided("3"), as_decided("2-4"), as_decided("2-3-4"), as_decided("12+"), as_decided("many")
    ((3, 3, 3), (2, None, 4), (2, 3, 4), (12, 12, None), None)
    """
    text = str(value).strip()
    if text.endswith("+") and _is_count(text[:-1]):
        return int(text[:-1]), int(text[:-1]), None
    parts = text.replace("–", "-").split("-")
    if isinstance(value, bool) or len(parts) > 3 or not all(_is_count(part) for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if numbers != sorted(numbers):
        return None
    return numbers[0], None if len(numbers) == 2 else numbers[len(numbers) // 2], numbers[-1]


def _is_count(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal() and len(digits) < 10


def _rounder_below(number: int) -> int:
    """The next rounder number below, as people count down: 60 → 50, 15 → 10, 32 → 30, 3500 → 3000, 100 → 90."""
    if number <= 10:
        return number - 1
    step = 1
    while number % (step * 10) == 0:
        step *= 10
    significant = number // step
    if significant == 1:
        return number - step // 10
    if significant >= 10 and (step == 1 or significant % 10 == 5):
        return (number - 1) // (step * 10) * step * 10
    return number - step
