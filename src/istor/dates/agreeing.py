"""Two times told side by side: where "three days ago" and the date beside it cannot both be right, the count is doubted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from istor.dates.expressions import Expression
from istor.dates.meaning import Meaning

BESIDE: Final = 8  # characters between the two: ", on ", " ("
SLACK_DAYS: Final = 1  # a report of the small hours counts from the evening before


class Read(NamedTuple):
    """An expression with its meaning."""

    expression: Expression
    meaning: Meaning


def agreed(found: Sequence[Read]) -> list[Read]:
    """The same expressions; a count of days that does not lead to the date beside it has less confidence and a note."""
    checked = [tensed(item) for item in found]
    for at in range(len(checked) - 1):
        first, last = checked[at], checked[at + 1]
        if last.expression.start - first.expression.end > BESIDE:
            continue
        for here, counted, dated in ((at, first, last), (at + 1, last, first)):
            stated = dated.meaning.period
            if counted.expression.rule == "ago" and stated and _contradicts(counted.meaning, dated):
                note = f"counted from the anchor, but {stated.first.isoformat()} stands beside it"
                checked[here] = counted._replace(meaning=counted.meaning._replace(confidence=0.3, note=note))
    return checked


def tensed(item: Read) -> Read:
    """The reading with less confidence and a note where its sentence's tense contradicts the anchor: "will … yesterday",
    "was hit tomorrow"."""
    expression, meaning = item
    if meaning.period is None or meaning.anchor_day is None or meaning.note or expression.future == expression.happened:
        return item
    if meaning.anchor == "earlier in the text":
        return item  # what the anchor says of before and after is said of the day in focus alone
    if expression.future and meaning.period.last < meaning.anchor_day and expression.rule in ("day", "ago"):
        note = "the sentence looks ahead, and the day lies before the anchor"
    elif expression.happened and meaning.period.first > meaning.anchor_day and expression.rule == "day":
        note = "the sentence tells what happened, and the day lies after the anchor"
    else:
        return item
    return Read(expression, meaning._replace(confidence=min(meaning.confidence, 0.5), note=note))


def _contradicts(counted: Meaning, dated: Read) -> bool:
    told, stated = counted.period, dated.meaning.period
    if told is None or stated is None or dated.expression.rule != "day" or not dated.expression.has("Mig"):
        return False
    return (told.first - stated.last).days > SLACK_DAYS or (stated.first - told.last).days > SLACK_DAYS
