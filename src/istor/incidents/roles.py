"""The article's own news, or the past told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from istor.dates.daterange import DateReading
from istor.incidents.drafts import Draft
from istor.incidents.moments import chosen

Role = Literal["main", "background"]


def roles(drafts: Sequence[Draft]) -> tuple[Role, ...]:
    """The role of each draft of one article, in order. The first told as news is main, whatever its date; another one
    is background where the words say so, or where its day lies before the news.

    >>> roles(())
    ()
    """
    lead = next((i for i, draft in enumerate(drafts) if draft.scope != "aggregate" and not _told_as_past(draft)), None)
    if lead is None:
        lead = next((i for i, draft in enumerate(drafts) if draft.scope != "aggregate"), None)
    news = chosen(drafts[lead].dates) if lead is not None else None
    return tuple("main" if i == lead else _role(draft, news) for i, draft in enumerate(drafts))


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
    return _calendar(date) and (news is None or not _calendar(news))


def _calendar(date: DateReading) -> bool:
    return any(character.isdigit() for character in date.words) and ("XXXX" in date.edtf or date.range is None)
