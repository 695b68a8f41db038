"""The sentence printed with every figure: what is best, on whose word, who agrees, what was not used, and the rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from istor.claims.claim import ATTACKER
from istor.ledger.entry import Account, Figure

PEOPLE: Mapping[str, tuple[str, str]] = {
    "children": ("child", "children"),
    "women": ("woman", "women"),
    "men": ("man", "men"),
    "civilians": ("civilian", "civilians"),
    "military": ("soldier or fighter", "soldiers or fighters"),
}
# Why an account is not used → how one and how several of them are put. Every reason there is stands here.
NOT_USED: Mapping[str, tuple[str, str]] = {
    "a copy": ("a copy", "copies"),
    "another account's figure, told again": ("a retelling", "retellings"),
    "a vague word, kept as words": ("a vague word", "vague words"),
    "'none reported' is no count": ("a 'none reported'", "times 'none reported'"),
    "replaced on the same page": ("a figure replaced on its page", "figures replaced on their pages"),
    "hedged by its speaker": ("a hedged figure", "hedged figures"),
    "part of a larger figure on the same page": ("a part of a larger figure", "parts of larger figures"),
    "a party's count of its enemy's dead": ("a party's count of its enemy's dead", "counts of an enemy's dead"),
    "a party's count of people it denies harming": (
        "a party's count of people it denies harming",
        "counts of people whom the counting party denies harming",
    ),
    "a later account of the same origin stands": (
        "an earlier figure of the same origin",
        "earlier figures of their origins",
    ),
    "some of the people whom others count": (
        "a count of some of the people whom others count",
        "counts of some of the people whom others count",
    ),
    "told of as dead since": ("one who is told of as dead since", "who are told of as dead since"),
    "set aside by a person": ("a figure set aside by a person", "figures set aside by a person"),
}
UNDIVIDED = "killed or injured"  # "six people were shot"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentence(
    figure: Figure, *, chosen: Account | None, rivals: Mapping[str, int], named: int = 0, denied: bool = False
) -> str:
    """The figure in words. `chosen` gave the best (None: nothing was eligible); `rivals` are other rules' bests; `named`
    how many of the dead have a name, `denied` whether the accused denies the attack."""
    parts = [headline(figure)]
    if chosen is not None:
        parts += [_on_whose_word(figure, chosen), *_ends(figure, chosen)]
    parts += [*_names(figure, named), *_not_used(figure, denied=denied)]
    parts.append(f"Rule {figure.rule}{_rivals(figure, rivals)}.")
    parts.append("Reported, not verified.")
    return " ".join(parts)


def people(figure: Figure, count: int | None) -> str:
    """Whom a figure counts and what befell them, as a reader writes it beside the number.

    >>> people(Figure(harm="killed", group="children", rule="", because=""), 1)
    'child killed'
    """
    one, several = PEOPLE.get(figure.group, ("", "") if figure.group == "all" else (figure.group, figure.group))
    who = one if count == 1 else several
    return f"{who} {UNDIVIDED if figure.harm == 'casualties' else figure.harm}".strip()


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


def in_words(number: int) -> str:
    """A small number in letters, as it is read in a sentence.

    >>> in_words(1), in_words(12)
    ('one', '12')
    """
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def headline(figure: Figure) -> str:
    """The figure with its range, and whose dead or hurt they are where sides are told apart.

    >>> headline(Figure(harm="killed", group="all", rule="", because="", low=2, best=3, high=3, side="TR"))
    'Best reported: 3 killed on the side of TR (2–3).'
    """
    side = f" on the side of {'the ' if figure.side == ATTACKER else ''}{figure.side}" if figure.side else ""
    if figure.best is None:
        return f"No firm figure for {'people ' if figure.group == 'all' else ''}{people(figure, None)}{side}."
    spread = bounds(figure.low, figure.high)
    told = f"Best reported: {figure.best} {people(figure, figure.best)}{side}"
    return f"{told} ({spread})." if spread != str(figure.best) else f"{told}."


def _on_whose_word(figure: Figure, chosen: Account) -> str:
    """Who gave the best; where the dead that are named make it another, what he gave."""
    given = figure.best if _allows(chosen, figure.best) else chosen.low
    agreeing = {
        account.origin
        for account in figure.accounts
        if account.used and account.origin != chosen.origin and _allows(account, given)
    }
    number = len(agreeing)
    agree = f"; {in_words(number)} further independent {'origin agrees' if number == 1 else 'origins agree'}"
    said = "" if given == figure.best else f" says {bounds(chosen.low, chosen.high)}"
    return f"{speaker_words(chosen)}{said}{_said(chosen)}{agree if number else ''}."


def _allows(account: Account, number: int | None) -> bool:
    return number is not None and account.low <= number and (account.high is None or number <= account.high)


def _said(account: Account) -> str:
    """When the count stood, as the words tell it, and the day of the page that tells it, with its hour where it has one."""
    page = f"page of {_day(account.said_on)}" if account.said_on else "page without a day"
    page += f", {account.said_at}" if account.said_at else ""
    return f", {account.as_of} ({page})" if account.as_of else f", {page}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _ends(figure: Figure, chosen: Account) -> list[str]:
    """Whose figures the minimum and the maximum are, where they are not those of the best."""
    others = [account for account in figure.accounts if account.used and account.origin != chosen.origin]
    lowest = next((each for each in others if each.low == figure.low), None) if figure.low != figure.best else None
    highest = _highest(figure, chosen, others)
    told = []
    both = lowest is not None and lowest is highest
    if lowest is not None:
        top = (", and leaves it open upwards" if figure.high is None else " and the maximum") if both else ""
        told.append(f"{_possessive(lowest)} {bounds(lowest.low, lowest.high)} is the minimum{top}.")
    if highest is not None and figure.high is not None and not both:
        told.append(f"{_possessive(highest)} {bounds(highest.low, highest.high)} is the maximum.")
    elif highest is not None and not both:
        told.append(f"{_possessive(highest)} “{highest.words}” leaves it open upwards.")
    return told


def _highest(figure: Figure, chosen: Account, others: Sequence[Account]) -> Account | None:
    """Whose figure the maximum is or, of an open one, who leaves it open: "or more", or a part that is more than the whole.
    None: whoever gave the best."""
    if figure.high is not None:
        return next((each for each in others if each.high == figure.high), None) if figure.high != figure.best else None
    if chosen.high is None:
        return None
    most = max(others, key=lambda each: each.low, default=None)
    return next((each for each in others if each.high is None), most)


def _possessive(account: Account) -> str:
    who = account.speaker or ", ".join(account.relay) or account.publisher or "the page"
    return who[0].upper() + who[1:] + ("’" if who.endswith("s") else "’s")


def _names(figure: Figure, named: int) -> list[str]:
    if not named or figure.low is None:
        return []
    if figure.high is not None and named > figure.high:
        return [f"{in_words(named).capitalize()} names are given, more than anybody counts."]
    return (
        [f"{in_words(named).capitalize()} of the dead {'is' if named == 1 else 'are'} named, which is the minimum."]
        if named == figure.low
        else []
    )


def _not_used(figure: Figure, *, denied: bool) -> list[str]:
    left: dict[str, list[Account]] = {}
    for account in figure.accounts:
        if not account.used:
            left.setdefault(account.because, []).append(account)
    told = [_counted(because, left[because]) for because in sorted(left)]
    told += ["the attacker’s denial"] if denied else []
    return [f"Not used: {', '.join(told)}."] if told else []


def _counted(because: str, accounts: Sequence[Account]) -> str:
    one, several = NOT_USED.get(because, (because, because))
    if len(accounts) > 1:
        return f"{len(accounts)} {several}"
    if because == "a vague word, kept as words":
        return f"{'a vague' if accounts[0].said_on else 'an undated'} “{accounts[0].words}”"
    return one


def _rivals(figure: Figure, rivals: Mapping[str, int]) -> str:
    other = [f"`{name}` gives {best}" for name, best in sorted(rivals.items()) if best != figure.best]
    return f"; {', '.join(other)}" if other else ""
