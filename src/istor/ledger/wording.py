"""The sentence printed with every figure: what is best, on whose word, who agrees, what was not used, and the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from istor.ledger.entry import Account, Figure

PEOPLE = {
    "all": "",
    "children": "children ",
    "women": "women ",
    "men": "men ",
    "civilians": "civilians ",
    "military": "soldiers or fighters ",
}


def sentence(figure: Figure, *, chosen: Account | None, rivals: Mapping[str, int]) -> str:
    """The figure in words. `chosen` gave the best (None: nothing was eligible); `rivals` are other rules' bests."""
    parts = [_headline(figure), *([_on_whose_word(figure, chosen)] if chosen else []), *_minimum(figure, chosen)]
    parts += _not_used(figure)
    parts.append(f"Rule {figure.rule}{_rivals(figure, rivals)}.")
    parts.append("Reported, not verified.")
    return " ".join(parts)


def bounds(low: int | None, high: int | None) -> str:
    """A range as a reader writes it.

    >>> bounds(2, 3), bounds(3, 3), bounds(3, None), bounds(None, None)
    ('2–3', '3', '3 or more', 'not known')
    """
    if low is None:
        return "not known"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low}–{high}"


def speaker_words(account: Account) -> str:
    """Who gave the figure, for a sentence: the speaker as written, the relay, or the publisher's own voice."""
    relay = f", through {', '.join(account.relay)}" if account.relay else ""
    if account.speaker:
        return account.speaker[0].upper() + account.speaker[1:] + relay
    if account.relay:
        return f"No speaker named{relay}"
    return f"{account.publisher or 'The page'} in its own voice"


def _headline(figure: Figure) -> str:
    what = f"{PEOPLE.get(figure.group, figure.group + ' ')}{figure.harm}"
    if figure.best is None:
        return f"No firm figure for {what}."
    spread = bounds(figure.low, figure.high)
    return f"Best reported: {figure.best} {what}" + (f" ({spread})." if spread != str(figure.best) else ".")


def _on_whose_word(figure: Figure, chosen: Account) -> str:
    day = f", page of {chosen.said_on.isoformat()}" if chosen.said_on else ""
    as_of = f", {chosen.as_of}" if chosen.as_of else ""
    agreeing = {
        account.origin
        for account in figure.accounts
        if account.used
        and account.origin != chosen.origin
        and account.low <= chosen.low
        and _reaches(account, chosen.low)
    }
    number = len(agreeing)
    agree = f"; {number} further independent {'origin agrees' if number == 1 else 'origins agree'}" if number else ""
    return f"{speaker_words(chosen)}{as_of}{day}{agree}."


def _reaches(account: Account, count: int) -> bool:
    return account.high is None or account.high >= count


def _minimum(figure: Figure, chosen: Account | None) -> list[str]:
    lowest = next((a for a in figure.accounts if a.used and a.low == figure.low), None)
    if chosen is None or lowest is None or figure.low == figure.best or lowest.origin == chosen.origin:
        return []
    return [f"{speaker_words(lowest)}: {bounds(lowest.low, lowest.high)}, the minimum."]


def _not_used(figure: Figure) -> list[str]:
    left = Counter(account.because for account in figure.accounts if not account.used)
    if not left:
        return []
    return ["Not used: " + ", ".join(f"{number} × {because}" for because, number in sorted(left.items())) + "."]


def _rivals(figure: Figure, rivals: Mapping[str, int]) -> str:
    other = [f"`{name}` gives {best}" for name, best in sorted(rivals.items()) if best != figure.best]
    return f"; {', '.join(other)}" if other else ""
