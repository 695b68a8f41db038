"""What a person asks to decide → a Decision with full ids and its ground, or a sentence that says why it cannot be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, get_args

from msgspec.structs import replace
from sqlalchemy import Connection, select

from istor.claims.claim import AttackType, Claim, Group, Harm, Scope
from istor.claims.toll import as_decided
from istor.decisions import FORMER, NAME, SENSITIVITIES, STATUSES, VERBS, Decision, Ground, Value, undone
from istor.errors import DecisionError
from istor.incidents.incident import Sighting
from istor.ledger.entry import GradeName
from istor.provenance import Span
from istor.store import querying, recalling, schema, searching

LONGEST_NAME, LONGEST_NOTE = 200, 10_000  # characters


class Named(NamedTuple):
    """What an id of a decision is: its kind (incident, sighting, claim, article, decision), full id and ground; `rejected`:
    an incident that a person took out."""

    kind: str
    id: str
    ground: tuple[Ground, ...] = ()
    rejected: bool = False

    @property
    def sightings(self) -> list[str]:
        """The sightings it stands for."""
        return [each.sighting for each in self.ground if each.sighting]


# What each verb is about: the kind of the first id, of the further ones, and how many ids at least and at most.
SHAPES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], int, int]] = {
    "accept": (("incident",), ("incident",), 1, 100),
    "reject": (("incident", "sighting", "claim"), ("incident", "sighting", "claim"), 1, 100),
    "correct": (("incident", "sighting"), (), 1, 1),
    "merge": (("incident", "sighting"), ("incident", "sighting"), 2, 100),
    "split": (("incident",), ("sighting",), 2, 100),
    "move": (("incident",), ("sighting", "claim"), 2, 100),
    "never": (("incident", "sighting"), ("incident", "sighting"), 2, 2),
    "skip": (("incident",), ("incident",), 1, 100),
    "status": (("incident",), ("incident",), 1, 100),
    "sensitivity": (("incident",), ("incident",), 1, 100),
    "release": (("incident",), (), 1, 1),
    "comment": (("incident", "sighting", "claim", "article"), ("incident", "sighting", "claim", "article"), 1, 100),
    "remove": (("article",), ("article",), 1, 10_000),
    "undo": (("decision",), ("decision",), 1, 100),
}


def checked(connection: Connection, draft: Decision) -> Decision:
    """The decision with full ids and its ground. `draft.on` may hold beginnings of ids; a release has the name in `value`.

    Raises DecisionError with a sentence for whoever asked.
    """
    _check_words(draft)
    things = [_named(connection, name) for name in draft.on]
    _check_shape(draft, things)
    ground = tuple(each for thing in things for each in thing.ground)
    draft = replace(draft, on=tuple(thing.id for thing in things), ground=ground)
    return (
        SPECIAL[draft.verb](connection, draft, things)
        if draft.verb in SPECIAL
        else replace(draft, path=None, value=None)
    )


def _check_words(draft: Decision) -> None:
    if draft.verb not in VERBS:
        raise DecisionError(f"there is no decision called {draft.verb!r}; choose one of {', '.join(VERBS)}")
    if not draft.by.strip() or len(draft.by) > LONGEST_NAME:
        raise DecisionError("say who decides: a name, such as --by ana")
    if len(draft.why) > LONGEST_NOTE:
        raise DecisionError(f"the reason has {len(draft.why):,} characters; give {LONGEST_NOTE:,} at most")
    if draft.verb == "comment" and not draft.why.strip():
        raise DecisionError("a comment needs words: give them as the reason (--why)")


def _named(connection: Connection, name: str) -> Named:
    incident = searching.find_incident(connection, name)
    if incident is not None:
        of = incident[0]
        held = querying.find_sightings(connection, of.sightings)
        return Named("incident", of.id, tuple(_ground(of.id, each) for each in held), of.rejected)
    for find in (_sighting, _claim, _decision, _article):
        found = find(connection, name)
        if found is not None:
            return found
    raise DecisionError(
        f"this ledger holds no incident, account, claim, page or decision {name!r}; `istor list` shows ids"
    )


def _ground(of: str, sighting: Sighting) -> Ground:
    return Ground(of=of, sighting=sighting.id, spans=sighting.spans)


def _sighting(connection: Connection, name: str) -> Named | None:
    for known in dict.fromkeys(querying.ids_called(connection, name, schema.sighting.c.id)) or [name]:
        for sighting in querying.find_sightings(connection, [known]):
            return Named("sighting", sighting.id, (_ground(sighting.id, sighting),))
    return None


def _claim(connection: Connection, name: str) -> Named | None:
    for known in dict.fromkeys(querying.ids_called(connection, name, schema.claim.c.id)):
        query = (
            select(schema.claim.c.record).where(schema.claim.c.id == known).order_by(schema.claim.c.reading_n.desc())
        )
        claim = querying.decoded(connection.execute(query).scalars().first() or "", Claim)
        homes = [each for each in querying.sightings_of(connection, claim.article_id) if claim.id in each.claims]
        home = homes[0].id if homes else ""
        return Named("claim", claim.id, (Ground(of=claim.id, sighting=home, spans=(claim.span,)),))
    return None


def _decision(connection: Connection, name: str) -> Named | None:
    found = querying.ids_called(connection, name, schema.decision.c.id)
    return Named("decision", found[0]) if found else None


def _article(connection: Connection, name: str) -> Named | None:
    found = querying.find_article(connection, name)
    if found is None:
        return None
    return Named("article", found, (Ground(of=found, spans=(Span(article_id=found, start=0, end=0),)),))


def _check_shape(draft: Decision, things: Sequence[Named]) -> None:
    first, rest, least, most = SHAPES[draft.verb]
    if not least <= len(things) <= most:
        need = f"{least} id{'s' if least > 1 else ''}" if least == most else f"at least {least}"
        raise DecisionError(f"{draft.verb!r} takes {need}, and was given {len(things)} ({VERBS[draft.verb]})")
    for at, thing in enumerate(things):
        wanted = rest if at else first
        if thing.kind not in wanted:
            article = "an" if wanted[0][0] in "aeiou" else "a"
            raise DecisionError(
                f"{thing.id} is no {' or '.join(wanted)}: {draft.verb!r} takes {article} {wanted[0]} there"
            )
    ids = [thing.id for thing in things]
    if len(set(ids)) < len(ids):
        raise DecisionError(f"{draft.verb!r} was given one and the same thing twice: {max(ids, key=ids.count)}")


def _check_correct(_: Connection, draft: Decision, things: Sequence[Named]) -> Decision:
    path, value = draft.path or "", _plain(draft.value)
    field, _dot, part = path.partition(".")
    checks = {**SIGHTING_FIELDS, **(INCIDENT_FIELDS if things[0].kind == "incident" else {})}
    if field not in checks:
        raise DecisionError(
            f"{things[0].kind} fields that can be corrected are {', '.join(checks)}; there is no {path!r}"
        )
    if not checks[field](part, value):
        raise DecisionError(f"{path!r} cannot be {value!r}; {EXPECTED[field]}")
    return replace(draft, path=path, value=value)


def _check_apart(connection: Connection, draft: Decision, things: Sequence[Named]) -> Decision:
    held = set(things[0].sightings)
    leaving = {each for thing in things[1:] for each in thing.sightings}
    strange = sorted(leaving - held)
    if strange:
        raise DecisionError(f"{strange[0]} is not of {things[0].id}: `istor show {things[0].id}` lists its accounts")
    if leaving == held:
        raise DecisionError(f"these are all accounts of {things[0].id}; a split leaves at least one behind")
    return replace(draft, path=None, value=None)


def _check_move(connection: Connection, draft: Decision, things: Sequence[Named]) -> Decision:
    moving = {each for thing in things[1:] for each in thing.sightings}
    whole = {each for thing in things[1:] if thing.kind == "sighting" for each in thing.sightings}
    if whole & set(things[0].sightings):
        raise DecisionError(f"{min(whole & set(things[0].sightings))} is of {things[0].id} already")
    _check_counts(draft, things)
    if not moving:
        raise DecisionError("the claim is part of no account, so there is nothing to move")
    left: dict[str, Sighting] = {}
    for each in sorted(whole):
        home = searching.incident_of(connection, each)
        found = searching.find_incident(connection, home) if home else None
        if found is not None:
            left.update((one.id, one) for one in querying.find_sightings(connection, found[0].sightings))
    former = tuple(_ground(FORMER, one) for name, one in sorted(left.items()) if name not in moving)
    return replace(draft, path=None, value=None, ground=(*draft.ground, *former))


def _check_merge(_: Connection, draft: Decision, things: Sequence[Named]) -> Decision:
    if len({each for thing in things for each in thing.sightings}) < 2:
        raise DecisionError(f"{draft.verb!r} is about two accounts at least; these ids stand for one and the same")
    if draft.verb == "merge":
        _check_counts(draft, things)
    return replace(draft, path=None, value=None)


def _check_counts(draft: Decision, things: Sequence[Named]) -> None:
    """Nothing can be joined to what a person took out."""
    for thing in things:
        if thing.rejected:
            raise DecisionError(f"{thing.id} was rejected: accept it, or undo that, before a {draft.verb}")


def _check_choice(_: Connection, draft: Decision, __: Sequence[Named]) -> Decision:
    choices = STATUSES if draft.verb == "status" else SENSITIVITIES
    if draft.value not in choices:
        raise DecisionError(f"{draft.verb!r} is one of {', '.join(choices)}; it cannot be {draft.value!r}")
    return replace(draft, path=None)


def _check_release(connection: Connection, draft: Decision, things: Sequence[Named]) -> Decision:
    """The name is pointed at where it stands, not copied: when its page is removed, it is gone from the log, too."""
    name = str(draft.value or "").strip()
    pages = {span.article_id for ground in things[0].ground for span in ground.spans}
    for reading in querying.readings(connection, sorted(pages), parts=False) if name else ():
        at = reading.article.text.find(name)
        if at >= 0:
            span = Span(article_id=reading.article.id, start=at, end=at + len(name))
            return replace(draft, path=None, value=None, ground=(*draft.ground, Ground(of=NAME, spans=(span,))))
    raise DecisionError(f"no page of {things[0].id} names {name!r}; give the name as a page writes it")


def _check_undo(connection: Connection, draft: Decision, things: Sequence[Named]) -> Decision:
    void = undone(list(recalling.decisions_around(connection, [thing.id for thing in things])))
    for thing in things:
        if thing.id in void:
            raise DecisionError(f"{thing.id} was taken back already; to bring it back, undo the undo")
    return replace(draft, path=None, value=None)


def _check_remove(_: Connection, draft: Decision, __: Sequence[Named]) -> Decision:
    return draft


SPECIAL: Mapping[str, Callable[[Connection, Decision, Sequence[Named]], Decision]] = {
    "correct": _check_correct,
    "split": _check_apart,
    "move": _check_move,
    "merge": _check_merge,
    "never": _check_merge,
    "status": _check_choice,
    "sensitivity": _check_choice,
    "release": _check_release,
    "remove": _check_remove,
    "undo": _check_undo,
}


def _plain(value: Value) -> Value:
    return value.strip() if isinstance(value, str) else value


def _is_day(_: str, value: Value) -> bool:
    if value is None:
        return True
    try:
        first, _slash, last = str(value).partition("/")
        return dt.date.fromisoformat(first) <= dt.date.fromisoformat(last or first)
    except ValueError:
        return False


def _is_place(part: str, value: Value) -> bool:
    if not part:
        return value is None
    most = {"lat": 90.0, "lon": 180.0, "radius_m": 1e8, "candidate": 100.0}.get(part)
    if most is None or isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= most and (part in ("lat", "lon") or value >= 0)


def _is_figure(part: str, value: Value) -> bool:
    return (not part or part in get_args(Group)) and (value is None or as_decided(value) is not None)


def _is_final(part: str, value: Value) -> bool:
    return part in ("killed", "injured") and (value is None or as_decided(value) is not None)


FIGURE = "write a figure as 3, 2-4, 2-3-4 (least, best, most), 3+ or unknown"
SIGHTING_FIELDS: Mapping[str, Callable[[str, Value], bool]] = {
    "type": lambda part, value: not part and value in get_args(AttackType),
    "role": lambda part, value: not part and value in ("main", "background"),
    "scope": lambda part, value: not part and value in get_args(Scope),
    "date": lambda part, value: not part and _is_day(part, value),
    "place": _is_place,
    "final": _is_final,
}
INCIDENT_FIELDS: Mapping[str, Callable[[str, Value], bool]] = {
    **dict.fromkeys((harm for harm in get_args(Harm)), _is_figure),
    "grade": lambda part, value: not part and (value is None or value in get_args(GradeName)),
}
EXPECTED: Mapping[str, str] = {
    **dict.fromkeys(get_args(Harm), FIGURE),
    "type": f"types are {', '.join(get_args(AttackType))}",
    "role": "it is main or background",
    "scope": f"it is one of {', '.join(get_args(Scope))}",
    "date": "write a day as 2025-03-04, days as 2025-03-04/2025-03-05, or unknown",
    "place": "correct place.lat, place.lon, place.radius_m or place.candidate to a number, or place to unknown",
    "final": FIGURE + "; of an account, it is final.killed or final.injured",
    "grade": f"grades are {', '.join(get_args(GradeName))}, or unknown",
}
