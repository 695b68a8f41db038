"""The hurt of one page who are the dead of a later one: "is in a critical condition", and the next day "has died"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from istor.ledger.accounts import Told
from istor.provenance import Record

DIED = "told of as dead since"


class Day(Record):
    """What one page counts, of all: its dead and the groups they are of, whether it tells of anyone hurt and the groups of
    those, and the ages of single dead."""

    page: str
    killed: int
    hurt: bool
    ages: frozenset[int]
    groups: frozenset[str]
    hurt_groups: frozenset[str]


def with_the_dead_set_aside(told: Sequence[Told]) -> tuple[Told, ...]:
    """The accounts, in their order (that of their pages), the one hurt person of a page set aside who is dead on a later one.

    He is where a later page, or another of the same day, tells of somebody of his age as dead, or counts one more dead and
    nobody hurt. Two hurt, or more, are left as they are: nobody says which of them died.

    >>> with_the_dead_set_aside(())
    ()
    """
    pages = [_counted(page, told) for page in dict.fromkeys(each.account.article_id for each in told)]
    return tuple(
        msgspec.structs.replace(each, interest=DIED) if _is_one(each) and _died(each, pages) else each for each in told
    )


def _is_one(told: Told) -> bool:
    """Whether it tells of one person hurt, and nothing else speaks against it."""
    one = told.toll.low == told.toll.high == 1 and told.toll.harm == "injured" and told.toll.side is None
    return one and told.toll.is_firm and not told.interest


def _died(hurt: Told, pages: Sequence[Day]) -> bool:
    at = next(i for i, page in enumerate(pages) if page.page == hurt.account.article_id)
    before, later = pages[at], pages[at + 1 :]
    if any(set(hurt.toll.ages) & page.ages for page in pages if page is not before):
        return True
    group = before.hurt_groups
    return any(
        page.killed == before.killed + 1 and not page.hurt and (not group or not page.groups or group & page.groups)
        for page in later
    )


def _counted(page: str, told: Iterable[Told]) -> Day:
    mine = [each for each in told if each.account.article_id == page and each.toll.is_firm]
    hurt = [each.toll for each in mine if each.toll.harm == "injured" and each.toll.low]
    dead = [each.toll for each in mine if each.toll.harm == "killed" and each.toll.side is None]
    return Day(
        page=page,
        killed=max((each.low for each in dead), default=0),
        hurt=bool(hurt),
        hurt_groups=frozenset(each.group for each in hurt) - {"all"},
        groups=frozenset(each.group for each in dead) - {"all"},
        ages=frozenset(each.ages[0] for each in dead if len(each.ages) == each.low == 1),
    )
