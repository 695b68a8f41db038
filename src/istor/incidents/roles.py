"""The article's own news, or the past told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from istor.dates.daterange import DateReading
from istor.incidents.drafts import OPENING, Draft
from istor.incidents.moments import chosen, days_between, is_calendar_day, is_day_of_week_or_month, weekdays_between

Role = Literal["main", "background"]
SEASON = 90  # days: without a year, a month and day further back is more likely the later one
ROUND_UP = 4  # so many attacks of other days than the first are no background of it
ROUND_UP_DAYS = 14  # a list of days over months is a history beside the news, not a round-up
SAME_DAY = frozenset(
    {"that day", "the same day", "same day", "that night", "the same night", "that evening", "that time"}
)
OF_THE_SAME_DAY = frozenset({"time of day", "that day"})  # rules of dates
A_FEW_DAYS = 3  # of two weekdays without a date, the one so many days earlier in the week's round is the earlier day


def roles(drafts: Sequence[Draft]) -> tuple[Role, ...]:
    """The role of each draft of one article, in order. The first told as news is main, whatever its date; another one
    is background where the words say so, or where its day lies before the news.

    >>> roles(())
    ()
    """
    lead = _lead(drafts)
    news = chosen(lead.dates) if lead else None
    found: list[Role] = ["main" if draft is lead or draft.in_headline else _role(draft, news) for draft in drafts]
    old = [draft for draft, role in zip(drafts, found, strict=True) if role == "background"]
    past = [draft for draft in old if _told_as_past(draft)]
    days = len(old) - len(past)
    if days >= ROUND_UP and days > len(drafts) // 2 and not _is_history(old):  # a round-up: its days are its news
        return tuple("background" if draft in past else "main" for draft in drafts)
    return tuple(
        "background" if role == "main" and draft is not lead and _goes_on(draft, old) else role
        for draft, role in zip(drafts, found, strict=True)
    )


def _is_history(drafts: Sequence[Draft]) -> bool:
    """Whether the days told lie further apart than those of a round-up; one day that strays makes no history."""
    days = sorted(date.range.earliest for draft in drafts if (date := chosen(draft.dates)) and date.range)
    near = [sum(0 <= (day - first).days <= ROUND_UP_DAYS for day in days) for first in days]
    return len(days) > 1 and max(near) < len(days) - 1


def _goes_on(draft: Draft, old: Sequence[Draft]) -> bool:
    """Whether a draft without a time of its own is told in one breath with a past one: in its sentence or the next of
    the paragraph, or as of "that day"."""
    if draft.in_headline:
        return False
    first = draft.tellings[0].claim.sentence
    if any(_is_own_time(date) for date in draft.dates):
        return False
    before = [telling.claim.sentence for one in old if one is not draft for telling in one.tellings]
    near = [span for span in before if span.start <= first.start]
    if draft.dates and near:
        return True
    return any(first.start - span.end <= 1 for span in near)


def _is_own_time(date: DateReading) -> bool:
    """Whether a time tells a day of its own: "at 12:45 a.m." is of the day told before, as "that day" is."""
    return not (date.reporting or date.rule in OF_THE_SAME_DAY or date.words.lower() in SAME_DAY)


def _lead(drafts: Sequence[Draft]) -> Draft | None:
    """The article's first news: what the headline tells, else the first not told as past, else the first."""
    told = [draft for draft in drafts if draft.scope != "aggregate"]
    fresh = [draft for draft in told if not _told_as_past(draft)]
    return next(iter([d for d in told if d.in_headline] or fresh), None)


def _role(draft: Draft, news: DateReading | None) -> Role:
    if _told_as_past(draft) or _begins_as_past(draft):
        return "background"
    return "background" if _before(chosen(draft.dates), news) or (news is None and _opens_with_a_day(draft)) else "main"


def _told_as_past(draft: Draft) -> bool:
    body = [telling for telling in draft.tellings if not telling.claim.headline] or draft.tellings
    return all(telling.claim.factuality == "background" or "earlier" in telling.claim.cues for telling in body)


def _opens_with_a_day(draft: Draft) -> bool:
    """ "On Saturday, shells …" under news of no day: a day that needed telling is not the news's."""
    first = draft.tellings[0].claim
    opening = [d for d in draft.tellings[0].dates if d.start - first.sentence.start <= OPENING and not d.reporting]
    return any(map(is_day_of_week_or_month, opening))


def _begins_as_past(draft: Draft) -> bool:
    """ "Yesterday a shell …", told on at length: what opens as a step back stays one."""
    first = draft.tellings[0]
    if first.claim.headline or all(date.reporting for date in first.dates):
        return False
    return first.claim.factuality == "background" or "earlier" in first.claim.cues


def _before(date: DateReading | None, news: DateReading | None) -> bool:
    """Whether a day lies before the news: before its day where both are known; a calendar day told beside news
    that only has a weekday or no time at all is one that needed telling."""
    if date is None:
        return False
    if date.range and news and news.range:
        return date.range.latest < news.range.earliest
    if news and is_calendar_day(date) and is_calendar_day(news):
        return 1 < days_between(date, news) <= SEASON
    if news and weekdays_between(date, news) in range(1, A_FEW_DAYS + 1):
        return True
    return is_calendar_day(date) and (news is None or not is_calendar_day(news))
