"""How well supported an incident is on Airwars' scale: proposed to the reviewer, with the criterion that fired.

A proposal is never stored or exported: a grade is shown only once a named person has decided it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from istor.ledger.entry import Account, Entry, Grade, GradeName

Criterion = Callable[[Entry], str | None]
ACCUSED = ("stated", "attributed", "suspected")
LEAST_CREDIBLE = ("unnamed",)


def propose(entry: Entry) -> Grade:
    """The grade that the entry's accounts speak for: the first of CRITERIA that fires; weak where none does.

    Pure. `by` is None: it is a proposal.
    """
    for grade, criterion in CRITERIA.items():
        because = criterion(entry)
        if because is not None:
            return Grade(grade=grade, criterion=because)
    return Grade(grade="weak", criterion="nobody independent supports it")


def cautions(entry: Entry) -> tuple[str, ...]:
    """What a reviewer must know before deciding, a sentence each.

    Only the party that gains from it says so; a denial; figures that only a part of the truth stands behind.
    """
    found = []
    parties = {account.party for account in _counting(entry)}
    accused = _parties(entry, *ACCUSED, "admitted")
    if len(parties) == 1 and None not in parties and parties.isdisjoint(accused):
        found.append(f"Only one party says so, and gains from it: {next(iter(parties))}.")
    if parties and None not in parties and parties <= accused:
        found.append(
            f"Only the party that is said to have done it counts the harm: {', '.join(sorted(map(str, parties)))}."
        )
    if _parties(entry, "denied"):
        found.append(f"{', '.join(sorted(_parties(entry, 'denied')))} denies it.")
    return tuple(found)


def confirmed(entry: Entry) -> str | None:
    """A belligerent accepted responsibility."""
    admitted = _parties(entry, "admitted")
    return f"responsibility was accepted: {', '.join(sorted(admitted))}" if admitted else None


def discounted(entry: Entry) -> str | None:
    """All of the dead were combatants, on the word of somebody other than the attacker."""
    killed, soldiers = entry.figure("killed"), entry.figure("killed", "military")
    if killed is None or soldiers is None or not soldiers.best:
        return None
    civilians = entry.figure("killed", "civilians")
    others = killed.best is not None and killed.best > soldiers.best
    if others or (civilians is not None and civilians.best):
        return None
    return f"all {soldiers.best} killed are said to be combatants"


def contested(entry: Entry) -> str | None:
    """Competing claims of responsibility: several are accused, or whom one side accuses denies it."""
    accused, denied = _parties(entry, *ACCUSED), _parties(entry, "denied")
    if len(accused) > 1:
        return f"several are said to have done it: {', '.join(sorted(accused))}"
    if accused & denied:
        return f"{', '.join(sorted(accused & denied))} is said to have done it, and denies it"
    return None


def fair(entry: Entry) -> str | None:
    """Two or more credible independent origins, and a belligerent who likely did it."""
    credible = {account.origin for account in _counting(entry) if account.speaker_kind not in LEAST_CREDIBLE}
    accused = _parties(entry, *ACCUSED)
    if len(credible) < 2 or not accused:
        return None
    return (
        f"{len(credible)} independent origins count the harm, and {', '.join(sorted(accused))} is said to have done it"
    )


def weak(entry: Entry) -> str | None:
    """A single origin, or nobody named as having done it."""
    if entry.origins < 2:
        return "a single origin"
    return None if _parties(entry, *ACCUSED) else "nobody is named as having done it"


CRITERIA: Mapping[GradeName, Criterion] = {
    "confirmed": confirmed,
    "discounted": discounted,
    "contested": contested,
    "fair": fair,
    "weak": weak,
}


def _parties(entry: Entry, *stances: str) -> set[str]:
    return {actor.key or actor.words for actor in entry.actors if actor.stance in stances}


def _counting(entry: Entry) -> list[Account]:
    return [account for figure in entry.figures for account in figure.accounts if account.used]
