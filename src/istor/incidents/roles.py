"""The article's own news, or the past told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from istor.dates.daterange import DateReading
from istor.incidents.drafts import Draft
from istor.incidents.moments import chosen, days_between, is_calendar_day

Role = Literal["main", "background"]
SEASON = 90  # days: without a year, a month and day further back is more likely the later one
ROUND_UP = 4  # so many attacks of other days than the first are no background of it


def roles(drafts: Sequence[Draft]) -> tuple[Role, ...]:
    """The role of each draft of one article, in order. The first told as news is main, whatever its date; another one
    is background where the words say so, or where its day lies before the news.

    >>> roles(())
    ()
    """
    lead = _lead(drafts)
    news = chosen(lead.dates) if lead else None
    found: list[Role] = ["main" if draft is lead or draft.in_headline else _role(draft, news) for draft in drafts]
    past = [draft for draft, role in zip(drafts, found, strict=True) if role == "background" and _told_as_past(draft)]
    days = found.count("background") - len(past)
    if days >= ROUND_UP and days > len(drafts) // 2:  # a round-up of several days: its days are its news
        return tuple("background" if draft in past else "main" for draft in drafts)
    return tuple(found)


def _lead(drafts: Sequence[Draft]) -> Draft | None:
    """The article's first news: what the headline tells, else the first not told as past, else the first."""
    told = [draft for draft in drafts if draft.scope != "aggregate"]
    fresh = [draft for draft in told if not _told_as_past(draft)]
    return next(iter([d for d in told if d.in_headline] or fresh or told), None)


def _role(draft: Draft, news: DateReading | None) -> Role:
    if _told_as_past(draft):
        return "background"
    return "background" if _before(chosen(draft.dates), news) else "main"


def _told_as_past(draft: Draft) -> bool:
    body = [telling for telling in draft.tellings if not telling.claim.headline] or draft.tellings
    return all(telling.claim.factuality == "background" or "earlier" in telling.claim.cues for telling in body)


def _before(date: DateReading | None, news: DateReading | None) -> bool:
    """Whether a day lies before the news: before its day where both are known; a calendar day told beside news
    that only has a weekday or no time at all is one that needed telling."""
    if date is None:
        return False
    if date.range and news and news.range:
        return date.range.latest < news.range.earliest
    if news and is_calendar_day(date) and is_calendar_day(news):
        return 1 < days_between(date, news) <= SEASON
    return is_calendar_day(date) and (news is None or not is_calendar_day(news))
