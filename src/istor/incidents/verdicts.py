"""People's decisions against the sightings as they are read now: which still have their ground, and what linking obeys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, pairwise, product

from istor.decisions import FORMER, NAME, Decision, Ground, Standing, undone
from istor.incidents.incident import Incident, Sighting
from istor.provenance import Record, Span, content_id

ON_WHO_BELONGS_TOGETHER = ("merge", "split", "never", "move")
REVIEWS = ("accept", "reject", "correct", *ON_WHO_BELONGS_TOGETHER)  # these say that a person has judged
MANY = 40  # accounts of one incident, beyond which a decision on one of them may loosen it a little
Pair = frozenset[str]


class Verdicts(Record):
    """What people decided about who belongs together, by sighting ids. `joined` and `forbidden` are pairs: the last word
    on a pair counts. `rejected` are groups of sightings that make no incident; `touched` are all on which somebody judged."""

    joined: tuple[tuple[str, str], ...] = ()
    forbidden: frozenset[Pair] = frozenset()
    rejected: tuple[tuple[str, ...], ...] = ()
    touched: frozenset[str] = frozenset()


NONE = Verdicts()


def weigh(
    decisions: Sequence[Decision],
    sightings: Mapping[str, Sighting],
    *,
    articles: Collection[str] = (),
    previous: Iterable[Incident] = (),
) -> tuple[Standing, ...]:
    """Every decision of the log, in its order, with the sightings it is about now.

    A sighting that is read under another id now is found by the words it stood on. `previous` incidents tell what a
    decision without ground meant by an incident's name; `articles` are the ids of all pages held.
    """
    void = undone(decisions)
    ledger = _Held(sightings, articles, previous)
    known = {decision.id for decision in decisions}
    return tuple(_standing(decision, ledger, void=void, known=known) for decision in decisions)


def ruled(standings: Iterable[Standing]) -> Verdicts:
    """What linking obeys of the decisions that count."""
    pair: dict[Pair, str] = {}
    rejected: list[tuple[str, ...]] = []
    touched: set[str] = set()
    for standing in standings:
        verb = standing.decision.verb
        if not standing.counts or verb not in REVIEWS:
            continue
        touched.update(standing.sightings)
        pair.update(_pairs(standing))
        if verb == "accept":  # the last word counts here, too
            kept = (tuple(each for each in group if each not in standing.sightings) for group in rejected)
            rejected = [group for group in kept if group]
        if verb == "reject":
            rejected += [group for name, group in _named_groups(standing) if not _is_claim(name)]
    return Verdicts(
        joined=tuple(sorted((min(both), max(both)) for both, verdict in pair.items() if verdict == "join")),
        forbidden=frozenset(both for both, verdict in pair.items() if verdict == "apart"),
        rejected=tuple(rejected),
        touched=frozenset(touched),
    )


def set_aside(verdicts: Verdicts, sightings: Mapping[str, Sighting], previous: Iterable[Incident]) -> list[Incident]:
    """The incidents that people rejected, each under its old id where all of it was rejected."""
    out = {each for group in verdicts.rejected for each in group}
    whole = {incident.sightings[0]: incident for incident in previous if out.issuperset(incident.sightings)}
    made: dict[str, Incident] = {}
    done: set[str] = set()
    for group in verdicts.rejected:
        left = [each for each in group if each in sightings and each not in done]
        done.update(left)
        if not left:
            continue
        known = next((whole[each] for each in left if each in whole), None)
        first = known.sightings[0] if known else left[0]
        name = known.id if known else content_id("incident", "rejected", first)  # its id stays with what is left
        ordered = (first, *(each for each in left if each != first))
        aliases = known.aliases if known else ()
        scope = sightings[first].scope
        made[name] = Incident(id=name, sightings=ordered, scope=scope, aliases=aliases, reviewed=True, rejected=True)
    return [made[name] for name in sorted(made)]


def part_id(span: Span) -> str:
    """The id of the sighting that a moved claim becomes: derived from where the claim stands."""
    return content_id("sighting", "moved", span)


class _Held:
    """The sightings there are, by id and by page."""

    def __init__(
        self, sightings: Mapping[str, Sighting], articles: Collection[str], previous: Iterable[Incident]
    ) -> None:
        self.sightings = sightings
        self.pages = {*articles, *(sighting.article_id for sighting in sightings.values())}
        self.incidents = {name: each.sightings for each in previous for name in (each.id, *each.aliases)}
        self.of_page: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in sightings.values():
            self.of_page[sighting.article_id].append(sighting)

    def named(self, name: str, decision: Decision) -> tuple[str, ...]:
        """The sightings that `name` stands for in this decision, as they are read now. (): its ground has gone."""
        grounds = [ground for ground in decision.ground if ground.of == name]
        if grounds:
            found = (self.heir(ground, moved=decision.verb == "move") for ground in grounds)
            return tuple(dict.fromkeys(each for each in found if each))
        members = self.incidents.get(name, (name,))
        return tuple(each for each in members if each in self.sightings)

    def heir(self, ground: Ground, *, moved: bool = False) -> str | None:
        """The sighting the ground named or, where the page is read otherwise now, the one on most of the same words."""
        if moved and ground.spans and (part := part_id(ground.spans[0])) in self.sightings:
            return part
        if ground.sighting in self.sightings:
            return ground.sighting
        shared = {each.id: _shared(ground.spans, each) for page in _pages(ground) for each in self.of_page[page]}
        best = min(shared, key=lambda name: (-shared[name], name), default=None)
        return best if best is not None and shared[best] > 0 else None


def _standing(decision: Decision, ledger: _Held, *, void: frozenset[str], known: set[str]) -> Standing:
    taken_back = decision.id in void
    if decision.verb == "undo":
        missing = [name for name in decision.on if name not in known]
        stale = f"{missing[0]} is not in the log" if missing else ""
        return Standing(decision=decision, undone=taken_back, stale=stale)
    groups = tuple(ledger.named(name, decision) for name in decision.on)
    former = (ledger.heir(ground) for ground in decision.ground if ground.of == FORMER)
    return Standing(
        decision=decision,
        groups=groups,
        former=tuple(dict.fromkeys(each for each in former if each)),
        undone=taken_back,
        stale=_stale(decision, groups, ledger),
    )


def _stale(decision: Decision, groups: Sequence[tuple[str, ...]], ledger: _Held) -> str:
    if decision.verb == "remove":  # the page has gone: that is what was decided
        return ""
    for name, group in zip(decision.on, groups, strict=True):
        if not group and name not in ledger.pages:
            return f"nothing is read any more where {name} was"
    named = {page for each in decision.ground if each.of == NAME for page in _pages(each)}
    if decision.verb == "release" and named.isdisjoint(ledger.pages):
        return "the page that names the person is gone"
    if decision.verb in ("merge", "never") and len({each for group in groups for each in group}) < 2:
        return "what was told as two is read as one now"
    return ""


def _pairs(standing: Standing) -> dict[Pair, str]:
    """What the decision says of pairs of sightings: to join, or to keep apart. `split` and `move` name an incident first."""
    verb, groups = standing.decision.verb, standing.groups
    first, rest = (groups[0], [each for group in groups[1:] for each in group]) if groups else ((), [])
    if verb in ("accept", "correct"):  # who judges an incident has seen its accounts together
        names = standing.decision.on
        held = [group for name, group in zip(names, groups, strict=True) if name.startswith("incident-")]
        return _every((pair for group in held for pair in _within(group)), "join")
    if verb == "merge":
        return _every((pair for one, other in pairwise(groups) for pair in product(one, other)), "join")
    if verb == "never":
        return _every((pair for one, other in combinations(groups, 2) for pair in product(one, other)), "apart")
    if verb == "split":
        stays = [each for each in first if each not in rest]
        return {**_every(pairwise(rest), "join"), **_every(product(stays, rest), "apart")}
    if verb == "move":
        left = [each for each in standing.former if each not in rest]
        return {**_every(product(left, rest), "apart"), **_every(product(first, rest), "join")}
    return {}


def _every(pairs: Iterable[tuple[str, str]], verdict: str) -> dict[Pair, str]:
    return {frozenset(pair): verdict for pair in pairs if pair[0] != pair[1]}


def _within(group: Sequence[str]) -> Iterable[tuple[str, str]]:
    """All pairs of a group; of a large one enough to hold it together."""
    return combinations(group, 2) if len(group) <= MANY else pairwise(group)


def _named_groups(standing: Standing) -> Iterable[tuple[str, tuple[str, ...]]]:
    return zip(standing.decision.on, standing.groups, strict=True)


def _is_claim(name: str) -> bool:
    return name.startswith("claim-")


def _pages(ground: Ground) -> list[str]:
    return list(dict.fromkeys(span.article_id for span in ground.spans))


def _shared(spans: Iterable[Span], sighting: Sighting) -> int:
    """How many characters the two stand on together."""
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one, other in product(spans, sighting.spans)
        if one.article_id == other.article_id
    )
