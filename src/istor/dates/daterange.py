"""DateRange and DateReading: when, with honest doubt. Types only."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from istor.provenance import Record, Span

Anchor = Literal["published", "stated", "dateline", "earlier in the text", "none"]


class DateRange(Record):
    """Local days from `earliest` to `latest`, both inclusive. Local clock times where the words give them."""

    earliest: dt.date
    latest: dt.date
    earliest_time: dt.time | None = None
    latest_time: dt.time | None = None

    @property
    def days(self) -> int:
        """How many days the range holds: 1 for a single day."""
        return (self.latest - self.earliest).days + 1


class DateReading(Record):
    """Words read as a time. `range=None`: they cannot be placed (no year and nothing to anchor to); `edtf` still says
    what is known ("XXXX-07-07"). `anchor` is what a relative expression was counted from, `rule` the name of the rule.

    `start`/`end` are offsets in the text that was read (code points, end exclusive). `open` marks "since …" ranges, which
    give no incident's day; `kind` tells a day of the event from a duration or a repeated time ("every night").
    `reporting` marks the day somebody reported or said it ("the army said on Saturday"), which need not be the event's.
    `zone` is the zone where the words name one ("Moscow time": "Europe/Moscow"), `note` says what is doubtful.
    ACLED `time_precision`: 1 day, 2 week, 3 month. UCDP `date_prec`: 1 day, 2 two to six days, 3 week, 4 month, 5 year.
    """

    words: str
    start: int
    end: int
    edtf: str
    rule: str
    anchor: Anchor
    range: DateRange | None = None
    anchor_day: dt.date | None = None
    kind: Literal["time", "duration", "repeated"] = "time"
    open: bool = False
    confidence: float = 1.0
    reporting: bool = False
    zone: str | None = None
    note: str | None = None
    time_precision: int | None = None
    date_prec: int | None = None

    def span(self, article_id: str) -> Span:
        """Where the words stand, given the article they were read from."""
        return Span(article_id=article_id, start=self.start, end=self.end)
