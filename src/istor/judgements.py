"""What the commands of people's decisions ask and print: decide, decisions, import, remove, verify. Part of the roof."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

import msgspec

from istor.config import open_config
from istor.decisions import Decision, Standing, Value, Verb
from istor.errors import DecisionError, InputError
from istor.plainly import counted, short
from istor.runs.following import follow_soon
from istor.runs.following import remove as take_out
from istor.runs.importing import Comparison, compare, decide_all, notes_on, read_table
from istor.runs.proving import proved
from istor.runs.reckoning import standings
from istor.screens import print_json, say
from istor.store.ledger import Ledger

UNKNOWN = ("unknown", "not known")
NUMBERS = ("place.lat", "place.lon", "place.radius_m", "place.candidate")


def take(
    ledger: Ledger,
    verb: str,
    on: Sequence[str],
    *,
    told: tuple[str, str],
    setting: tuple[str | None, str | None],
    as_json: bool,
) -> None:
    """Takes a decision and says what it was and how to undo it. `told` is who decides and why, `setting` the field and the
    value given."""
    (by, why), (field, to) = told, setting
    if verb not in get_args(Verb):
        raise DecisionError(f"there is no decision called {verb!r}; choose one of {', '.join(get_args(Verb))}")
    if (field is not None) is not (verb == "correct"):
        need = "needs --field, and --to" if verb == "correct" else "takes no --field; it is for corrections"
        raise DecisionError(f"{verb!r} {need}; such as `istor decide correct ID --field killed --to 3-5 --by ana`")
    if (to is not None) is not (verb in ("correct", "status", "sensitivity", "release")):
        need = "needs --to" if to is None else "takes no --to"
        raise DecisionError(f"{verb!r} {need}; `istor decide --help` and docs/deciding.md say what each verb takes")
    decision = ledger.decide(cast(Verb, verb), on, by=by, why=why, path=field, value=_value(field, to))
    followed = follow_soon(ledger)
    if as_json:
        print_json(shown(Standing(decision=decision)))
        return
    if not followed:
        say(f"Another istor is building {ledger.name}: it shows this after `istor build` or the next decision.")
    say(
        f"Decided: {in_words(decision)}.\nTo take it back: istor decide undo {short(decision.id)} --by {by.split(maxsplit=1)[0]}"
    )


def print_decisions(ledger: Ledger, *, on: str | None, stale: bool, as_json: bool) -> None:
    """Prints the log, oldest first; only what is about one incident or has lost its ground, where asked."""
    found = [each for each in standings(ledger) if not stale or (each.stale and not each.undone)]
    if on is not None:
        incident = ledger.incident(on)
        if incident is None:
            raise DecisionError(f"{ledger.name} holds no incident {on!r}; `istor list` shows the ids")
        names = {incident[0].id, *incident[0].aliases, *incident[0].sightings}
        found = [each for each in found if names & {*each.decision.on, *each.sightings}]
    if as_json:
        for each in found:
            print_json(shown(each))
        return
    for each in found:
        note = " (taken back)" if each.undone else f" (stale: {each.stale})" if each.stale else ""
        day = f"{each.decision.at:%Y-%m-%d %H:%M}"
        say(f"{short(each.decision.id)}  {day}  {in_words(each.decision)}{note}")
    if not found:
        say("No decision has lost its ground." if stale else "Nobody has decided anything.")


def remove(ledger: Ledger, pages: Sequence[str], *, by: str, why: str, as_json: bool) -> None:
    """Takes pages out and says what is left of them."""
    if not why.strip():
        raise DecisionError("say why the page is removed (--why): the reason stays when the page is gone")
    tombstone = take_out(ledger, pages, by=by, why=why)
    if as_json:
        print_json(shown(Standing(decision=tombstone)))
        return
    say(
        f"Removed: {counted(len(tombstone.on), 'stored version')}, with all that was read in them. What stays is "
        f"{short(tombstone.id)}: their hashes, the reason and the day."
    )


def verify(ledger: Ledger, *, head: bool, kept: str | None, as_json: bool) -> None:
    """Verifies the whole ledger, or with `head` only the chain of decisions, against a head that was `kept` where there is
    one."""
    if head:
        print_head(ledger, kept, as_json=as_json)
    elif kept is not None:
        raise DecisionError(f"{kept!r} stands alone; to check a head that was kept, say `istor verify --head {kept}`")
    else:
        print_verified(ledger, as_json=as_json)


def print_verified(ledger: Ledger, *, as_json: bool) -> None:
    """Verifies the whole ledger and says what was found whole."""
    found = proved(ledger)
    if as_json:
        print_json(found)
        return
    say(
        f"{ledger.name} is whole: {found.pages} stored pages and {found.readings} readings have their hashes, {found.quotations} "
        f"quotations stand in their texts, {found.incidents} incidents rest on them, {found.decisions} decisions are in order."
    )


def print_head(ledger: Ledger, kept: str | None, *, as_json: bool) -> None:
    """Prints the head of the chain of decisions, to be kept elsewhere; or checks one that was."""
    if kept is None:
        head, number = ledger.head()
        print_json({"head": head, "decisions": number}) if as_json else say(
            head or "There is no decision yet: no head."
        )
        return
    covered, since = ledger.covers(kept)
    if as_json:
        print_json({"head": kept, "covered": covered, "since": since})
        return
    say(f"{ledger.name} holds all {counted(covered, 'decision')} up to this head, unchanged; {since} came since.")


def differences(ledger: Ledger, edited: Path, *, against: Path | None, rule: str | None) -> Comparison:
    """What the edited table says otherwise than the ledger's export. Raises InputError for a file that is no table."""
    before = read_table(_bytes(against)) if against else None
    return compare(ledger, read_table(_bytes(edited)), against=before, rule=rule, options=open_config().publication)


def bring_back(ledger: Ledger, found: Comparison, *, told: tuple[str, str], apply: bool, as_json: bool) -> None:
    """Prints the differences and what each would decide; with `apply`, decides. `told` is who decides and why."""
    by, why = told
    made = decide_all(ledger, found.edits, by=by, why=why) if apply else []
    if made:
        follow_soon(ledger)
    if as_json:
        print_json({**msgspec.to_builtins(found), "decisions": [each.id for each in made]})
        return
    for each in found.edits:
        field = f" {each.path}" if each.path else ""
        say(f"{short(each.incident)}  {', '.join(each.columns)}: {each.old} → {each.new}  ({each.verb}{field})")
    for sentence in notes_on(found):
        say(sentence)
    if apply:
        say(f"Decided: {counted(len(made), 'decision')}. `istor decisions` lists them; each can be undone.")
    elif found.edits:
        say(f"Nothing is decided yet: --apply takes {counted(len(found.edits), 'decision')}.")
    else:
        say("There is nothing to decide.")


def in_words(decision: Decision) -> str:
    """A decision as one reads it: who, what, on what, why."""
    on = ", ".join(f"{each.partition('-')[0]} {short(each)}" for each in decision.on)
    told = f"{decision.by}: {decision.verb} {on}"
    if decision.path:
        told += f": {decision.path} is {'not known' if decision.value is None else decision.value}"
    elif decision.value is not None and decision.verb != "remove":
        told += f": {decision.value}"
    return told + (f" – {decision.why}" if decision.why else "")


def shown(standing: Standing) -> dict[str, object]:
    """A decision as one JSON object: its fields, its id, and whether it still counts."""
    fields = msgspec.to_builtins(standing.decision)
    return {"id": standing.decision.id, **fields, "undone": standing.undone, "stale": standing.stale or None}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); give the edited file") from None


def _value(field: str | None, to: str | None) -> Value:
    if to is None or (field is not None and to.strip().lower() in UNKNOWN):
        return None
    if field in NUMBERS:
        try:
            return int(to) if field in ("place.radius_m", "place.candidate") else float(to)
        except ValueError:
            raise DecisionError(f"{field!r} is a number, and {to!r} is none") from None
    return to
