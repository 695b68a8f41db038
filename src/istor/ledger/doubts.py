"""What about an entry most needs a person's eye, and how much: the order of the review queue.

Nothing here changes a figure. A doubt is a reason to look, said in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from istor.ledger.entry import Doubt, Entry, Figure

# The more a wrong reading would mislead, the more it weighs; a person's time goes to the largest sum first.
WEIGHTS: Mapping[str, float] = {
    "tolls in conflict": 3.0,
    "weak link": 2.5,
    "one side only": 2.0,
    "no firm toll": 1.5,
    "place in doubt": 1.5,
    "date in doubt": 1.0,
    "no place": 1.0,
    "no date": 1.0,
    "one origin": 0.5,
}
FAR_M = 20_000  # a place known no better is a part of a region, ACLED's geo_precision 2
CLOSE_RIVAL = 0.25  # a runner-up with this share of the score is a place the words may well mean
FIRM_LINK_BITS = 4.0  # below sixteen to one


def doubts(entry: Entry, *, margin: float | None = None) -> tuple[Doubt, ...]:
    """The reasons to look at an entry, the weightiest first. A reviewed one has none.

    `margin` is the weakest link, in bits, that holds the incident's sightings together (None: there is only one).
    """
    if entry.review in ("reviewed", "rejected") or entry.scope == "aggregate":
        return ()
    found = [
        Doubt(kind=kind, weight=WEIGHTS[kind], because=because)
        for kind, ask in _QUESTIONS.items()
        if (because := ask(entry)) is not None
    ]
    if margin is not None and margin < FIRM_LINK_BITS:
        because = f"The weakest link between its pages is {margin:.1f} bits strong."
        found.append(Doubt(kind="weak link", weight=WEIGHTS["weak link"], because=because))
    return tuple(sorted(found, key=lambda doubt: (-doubt.weight, doubt.kind)))


def _conflict(entry: Entry) -> str | None:
    for harm in ("killed", "injured"):
        figure = entry.figure(harm)
        told = {(each.low, each.high) for each in figure.accounts if each.used} if figure else set()
        if figure is not None and len(told) > 1 and figure.low != figure.high:
            highest = "open" if figure.high is None else figure.high
            return f"Accounts differ on the {harm}: {figure.low} to {highest}."
    return None


def _no_firm_toll(entry: Entry) -> str | None:
    vague = [figure for figure in entry.figures if figure.group == "all" and figure.best is None and figure.accounts]
    return f"No firm figure of the {vague[0].harm}." if vague else None


def _one_side(entry: Entry) -> str | None:
    kinds = {each.speaker_kind for figure in entry.figures for each in figure.accounts if each.used}
    return "Only the military speaks of it." if kinds and kinds <= {"military"} else None


def _place_in_doubt(entry: Entry) -> str | None:
    place = entry.place
    if place is None or place.place is None:
        return None
    rivals = [each for each in place.candidates if each.place != place.place and each.score >= CLOSE_RIVAL]
    if rivals:
        other = ", ".join(
            part for part in (rivals[0].place.name, rivals[0].place.admin1, rivals[0].place.country) if part
        )
        return f"“{place.words}” may also be {other}."
    wide = place.radius_m is not None and place.radius_m > FAR_M
    return f"The place is known to within {(place.radius_m or 0) // 1000} km." if wide else None


def _date_in_doubt(entry: Entry) -> str | None:
    days = entry.date.range if entry.date else None
    if days is None or days.earliest == days.latest:
        return None
    return f"It is told of {(days.latest - days.earliest).days + 1} days."


def _no_date(entry: Entry) -> str | None:
    return "No page gives its day." if entry.date is None or entry.date.range is None else None


def _no_place(entry: Entry) -> str | None:
    return "No page gives a place on the map." if entry.place is None or entry.place.lat is None else None


def _one_origin(entry: Entry) -> str | None:
    return "One origin alone tells of it." if entry.origins == 1 and _deadly(entry.figure("killed")) else None


def _deadly(figure: Figure | None) -> bool:
    return figure is not None and bool(figure.best)


_QUESTIONS: Mapping[str, Callable[[Entry], str | None]] = {
    "tolls in conflict": _conflict,
    "one side only": _one_side,
    "no firm toll": _no_firm_toll,
    "place in doubt": _place_in_doubt,
    "date in doubt": _date_in_doubt,
    "no place": _no_place,
    "no date": _no_date,
    "one origin": _one_origin,
}
