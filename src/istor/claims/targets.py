"""What or who was hit, and how much was damaged: bound to a word of violence, never every noun that could be hit."""

from __future__ import annotations

from collections.abc import Iterator

from istor.claims.arms import arms
from istor.claims.claim import Damage, Target, TargetKind
from istor.claims.hittable import is_area, is_people, kind_of, things
from istor.claims.syntax import conjuncts, count_before, is_passive, noun_phrase, span_of, subject_of, with_complement
from istor.claims.triggers import MARKS, Trigger, triggers
from istor.language import Parse, parse

ON = frozenset({"on", "at", "against", "upon", "into", "onto", "targeting", "to", "of"})
NEAR = frozenset(
    {"in", "near", "inside", "outside", "by", "beside", "under", "next", "around", "through", "across", "between"}
)
SINGLED_OUT = frozenset(
    {
        "leader",
        "member",
        "official",
        "commander",
        "mayor",
        "judge",
        "politician",
        "lawmaker",
        "medic",
        "paramedic",
        "journalist",
    }
)  # people whose killing is told as aimed at them
UNHIT = frozenset({"shake", "down"})  # words of violence that hit nothing
HITTING = frozenset(
    {"air", "ground", "blast", "suicide", "grenade", "chemical", "generic", "shoot", "launch", "fall", "looting"}
)


def read_targets(article_id: str, parse: Parse) -> tuple[Target, ...]:
    """What was hit in a paragraph, in text order, each phrase once. Towns as such are no targets.

    >>> from istor.language import parse
    >>> text = "Shells hit a bakery and two apartment buildings near the river."
    >>> [(t.words, t.kind) for t in read_targets("a", next(parse([(0, text)], entities=False)))]
    [('a bakery', 'commercial'), ('two apartment buildings', 'residential')]
    """
    found = []
    for head in _hit(parse):
        kind = kind_of(parse, head)
        if kind is None or (is_people(parse, head) and not _singled_out(parse, head, kind)):
            continue
        found.append(_target(article_id, parse, head))
    return tuple(found)


def read_damage(article_id: str, parse: Parse) -> tuple[Damage, ...]:
    """Things damaged or destroyed that a paragraph counts, in text order; `what` is the thing in the singular.

    >>> from istor.language import parse
    >>> text = "The blast damaged at least 12 apartment buildings and a kindergarten."
    >>> [(d.what, d.low, d.high) for d in read_damage("a", next(parse([(0, text)], entities=False)))]
    [('apartment building', 12, None), ('kindergarten', 1, 1)]
    """
    found = []
    for head in _hit(parse, damaged=True):
        if kind_of(parse, head) is None or is_people(parse, head):
            continue
        bounds = _bounds(parse, head)
        if bounds is None:
            continue
        first, last = noun_phrase(parse, head)
        match = things(parse)[head]
        what = " ".join(t.lemma if t.i == head else t.lower for t in parse.tokens[match.first : match.last + 1])
        words = parse.words(first, last)
        found.append(
            Damage(words=words, span=span_of(article_id, parse, first, last), what=what, low=bounds[0], high=bounds[1])
        )
    return tuple(found)


def _bounds(parse: Parse, head: int) -> tuple[int, int | None] | None:
    """How many, as [low, high]; None where a plural stands without number."""
    count = count_before(parse, head)
    if count:
        return count.low, count.high
    first, _ = noun_phrase(parse, head)
    article = {token.lower for token in parse.tokens[first:head]} & {"a", "an", "another"}
    return (1, 1) if article and parse.tokens[head].tag in {"NN", "NNP"} else None


def _hit(parse: Parse, *, damaged: bool = False) -> list[int]:
    """The nouns that something tells were hit, in text order; with `damaged` only those told to have suffered by it."""
    if not things(parse):
        return []
    heads: set[int] = set()
    for trigger in triggers(parse):
        suffered = trigger.label in {"damage", "looting"} or parse.tokens[trigger.head].lemma in {"hit", "strike"}
        if trigger.label not in UNHIT and (suffered or not damaged):
            heads.update(_of_trigger(parse, trigger))
    return sorted(heads)


def _of_trigger(parse: Parse, trigger: Trigger) -> Iterator[int]:
    for head in [*_direct(parse, trigger), *_prepositional(parse, trigger)]:
        for one in [*conjuncts(parse, head), *_named_among(parse, head)]:
            yield from _inner(parse, one)
    if not trigger.verbal and trigger.label in HITTING:  # "school shooting", "market bombing"
        yield from (
            c.i
            for c in parse.children(trigger.head)
            if c.dep == "compound" and c.i < trigger.first and _solid(parse, c.i)
        )


def _named_among(parse: Parse, head: int) -> Iterator[int]:
    """ "six places, among them a clinic", "buildings, including a school": what the object is made up of."""
    for node in (head, parse.tokens[head].head):
        for child in parse.children(node):
            if child.i > head and child.lower in {"including", "among", "like"}:
                for below in parse.subtree(child.i):
                    if below.dep in {"pobj", "conj", "appos", "dobj"} and below.pos in {"NOUN", "PROPN"}:
                        yield below.i


def _direct(parse: Parse, trigger: Trigger) -> Iterator[int]:
    """What the verb does it to: its object, or its subject where it is done to that."""
    if not trigger.verbal:
        return
    verb = parse.tokens[trigger.head]
    if is_passive(parse, verb.i):
        subject = subject_of(parse, verb.i)
        if subject is not None and subject.lower not in {"which", "that", "who"}:
            yield subject.i
        for above in [verb, *parse.ancestors(verb.i)]:
            if above.dep in {"acl", "relcl"}:
                yield from _joined(parse, above.head)
                break
    elif trigger.label == "damage" and verb.tag == "VBN" and verb.dep == "amod":
        yield verb.head
    elif trigger.label not in {"launch", "fall", "blast", "clash"} or verb.lemma in {"storm", "blow", "ambush"}:
        yield from (child.i for child in parse.children(verb.i) if child.dep in {"dobj", "oprd"} and child.i > verb.i)
    if trigger.label == "damage" and verb.lemma in {"collapse", "burn", "catch", "suffer", "lie"}:
        yield from (child.i for child in parse.children(verb.i) if child.dep == "nsubj")
    elif trigger.label == "trip" and any(_is_mine(parse, token.i) for token in parse.subtree(verb.i)):
        subject = subject_of(parse, verb.i)  # "a tractor set off a mine"
        yield from [subject.i] if subject is not None else []


def _joined(parse: Parse, noun: int) -> Iterator[int]:
    """A noun and, where it ends a list, the things before it: "a mill and cars damaged by shells"."""
    yield noun
    while parse.tokens[noun].dep in {"conj", "appos"} and kind_of(parse, parse.tokens[noun].head) is not None:
        noun = parse.tokens[noun].head
        yield noun


def _prepositional(parse: Parse, trigger: Trigger) -> Iterator[int]:
    """What stands behind "on", "at", "near" …; behind "in" or "near" only a thing, not a street or village."""
    nodes = [trigger.head]
    has_object = trigger.verbal and any(child.dep == "dobj" for child in parse.children(trigger.head))
    governor = parse.tokens[parse.tokens[trigger.head].head]
    if not trigger.verbal and governor.pos == "VERB":  # "carried out a strike | on the depot"
        nodes.append(governor.i)
    for node in nodes:
        for child in parse.children(node):
            if child.i < trigger.first or child.dep not in {"prep", "agent", "acl", "dative"}:
                continue
            if child.lower in ON and not (trigger.label in MARKS and trigger.verbal):
                yield from _objects(parse, child.i, solid=has_object or child.lower in {"to", "of", "at"})
            elif child.lower in NEAR and child.lower != "by" and trigger.label != "clash":
                yield from _objects(parse, child.i, solid=True)


def _objects(parse: Parse, preposition: int, *, solid: bool) -> Iterator[int]:
    for child in parse.children(preposition):
        if child.dep in {"pobj", "dobj"} and (
            not solid or any(_solid(parse, one) for one in conjuncts(parse, child.i))
        ):
            yield child.i


def _inner(parse: Parse, head: int) -> Iterator[int]:
    """The noun itself, or what it is a part, number or kind of: "the roof of a school", "part of the market"."""
    if kind_of(parse, head) is not None:
        yield from (child.i for child in parse.children(head) if _listed(parse, child.i))
        yield head
        return
    beside = (
        {"compound", "nmod", "appos"} if parse.tokens[head].text.isalpha() else {"compound", "nmod", "appos", "amod"}
    )
    for child in parse.children(head):
        if child.dep in beside and kind_of(parse, child.i) is not None and not is_people(parse, child.i):
            yield from conjuncts(parse, child.i)  # "school | No. 5", "preschool | №9", "Hotel | Sunrise"
            return
        if child.dep == "prep" and child.lower in {"of", "in", "at", "near", "on", "to"}:
            for below in parse.children(child.i):
                if below.dep == "pobj" and (child.lower == "of" or _solid(parse, below.i)):
                    yield from (one for one in conjuncts(parse, below.i) if kind_of(parse, one) is not None)


def _listed(parse: Parse, i: int) -> bool:
    """ "a mill | and cars", which the parser takes for one thing's name."""
    token = parse.tokens[i]
    joined = token.dep in {"nmod", "compound"} and token.pos in {"NOUN", "PROPN"} and i + 1 < len(parse.tokens)
    return joined and parse.tokens[i + 1].dep == "cc" and kind_of(parse, i) is not None


def _solid(parse: Parse, head: int) -> bool:
    return kind_of(parse, head) is not None and not is_area(parse, head)


def _singled_out(parse: Parse, head: int, kind: TargetKind) -> bool:
    """One person told apart ("a commander"), paramedics and the like, or fighters who are the very object of the deed."""
    token = parse.tokens[head]
    acts = [trigger for trigger in triggers(parse) if trigger.verbal and trigger.head == token.head]
    if (
        acts and acts[0].label in MARKS
    ):  # "a soldier was wounded" is a toll, "two officials were killed" names who was meant
        return token.lemma in SINGLED_OUT
    if token.tag in {"NN", "NNP"} or token.lemma in SINGLED_OUT:
        return True
    return bool(acts) and token.dep == "dobj" and kind in {"military", "government"}


def _is_mine(parse: Parse, i: int) -> bool:
    return any(weapon.last == i and weapon.label == "explosive" for weapon in arms(parse))


def targets_in(text: str) -> tuple[Target, ...]:
    """What a short description says was hit, in text order: usable alone, without an article.

    Reads as `read_targets` does; a paragraph in which nothing is bound to a word of violence ("Damaged school.",
    a caption without a verb) gives whatever it names that can be hit. Spans are offsets in `text`, their article id "".

    >>> [(target.words, target.kind) for target in targets_in("Aftermath at the railway station.")]
    [('the railway station', 'transport')]
    """
    found: list[Target] = []
    for one in parse(_paragraphs(text), entities=False):
        bound = read_targets("", one)
        found.extend(bound or (_target("", one, head) for head in things(one) if _stands_alone(one, head)))
    return tuple(found)


def _stands_alone(parse: Parse, head: int) -> bool:
    """Whether a noun that nothing tells was hit may still be what a caption is about: no people, no arms."""
    used = any(weapon.first <= head <= weapon.last for weapon in arms(parse))
    return kind_of(parse, head) not in {None, "military"} and not used and not is_people(parse, head)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _target(article_id: str, parse: Parse, head: int) -> Target:
    first, _ = noun_phrase(parse, head)
    last = with_complement(parse, head)
    kind = kind_of(parse, head) or "other"
    return Target(words=parse.words(first, last), span=span_of(article_id, parse, first, last), kind=kind)
