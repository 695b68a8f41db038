"""By whom, as the speaker named them, and how surely. Victims are no actors: only whoever is said to have done it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from istor.claims.arms import arms
from istor.claims.belligerents import Named, acting_words, actor_key, names, names_in
from istor.claims.claim import Actor, Stance
from istor.claims.syntax import (
    clause_of,
    conjuncts,
    is_passive,
    noun_phrase,
    span_of,
    subject_of,
)
from istor.claims.triggers import MARKS, Trigger, triggers
from istor.language import Parse, Token

__all__ = ["actor_key", "agents_of", "read_actors"]

RELATIVES = frozenset({"which", "that", "who"})
PRONOUNS = frozenset({"it", "they", "we", "its", "their", "our", "he", "she"})
TWO_WORDS = 2
HARMING = frozenset({"kill", "wound", "injure", "maim", "martyr", "hurt"})
OWNING = frozenset(
    {"of", "from", "belonging", "operated", "launched", "fired", "left", "flown"}
)  # "a shell fired by …"


class Agent(NamedTuple):
    """Tokens `first`..`last` name who did it."""

    first: int
    last: int
    stance: Stance


def read_actors(article_id: str, parse: Parse) -> tuple[Actor, ...]:
    """Who is said to have done the violence that a paragraph tells of, in text order, each phrase once.

    >>> from istor.language import parse
    >>> read = read_actors("a", next(parse([(0, "Turkish forces shelled the village on Friday.")], entities=False)))
    >>> [(actor.words, actor.key, actor.stance) for actor in read]
    [('Turkish forces', 'TR', 'stated')]
    """
    if not triggers(parse):
        return ()
    found: dict[tuple[int, int], Agent] = {}
    for trigger in triggers(parse):
        for agent in agents_of(parse, trigger):
            _keep(found, agent)
    for agent in _owning(parse):
        _keep(found, agent)
    return tuple(
        Actor(
            words=parse.words(agent.first, agent.last),
            span=span_of(article_id, parse, agent.first, agent.last),
            stance=agent.stance,
            key=_key(parse, agent),
        )
        for _, agent in sorted(found.items())
    )


def agents_of(parse: Parse, trigger: Trigger) -> Iterator[Agent]:
    """Who did what `trigger` tells: its subject, its "by …", its owner, or the nation of the weapon used."""
    if trigger.label in {"shake"}:
        return
    heads = dict.fromkeys(_candidates(parse, trigger)) if trigger.label != "down" else {}
    for head in heads:
        agents: list[Agent] = []
        for one in conjuncts(parse, head):
            for agent in _agent(parse, one, trigger):
                if agents and parse.tokens[agent.first].tag == "PRP$":  # "Turkish forces and their proxies" act as one
                    agents[-1] = agents[-1]._replace(last=agent.last)
                else:
                    agents.append(agent)
        yield from agents
    if not trigger.verbal:
        yield from _before_noun(parse, trigger)
    if trigger.label != "harm" or trigger.verbal:
        yield from _of_weapons(parse, trigger)


def _candidates(parse: Parse, trigger: Trigger) -> Iterator[int]:
    token = parse.tokens[trigger.head]
    if trigger.label == "clash":
        yield from _sides(parse, token)
    if not trigger.verbal:
        yield from _by(parse, token.i)
        yield from _behind_noun(parse, token)
    elif is_passive(parse, token.i):
        yield from _by(parse, token.i)
    elif trigger.label == "harm":  # whoever dies is no actor, whoever kills somebody is
        if token.lemma in HARMING and any(child.dep == "dobj" for child in parse.children(token.i)):
            yield from _subject(parse, token.i)
    elif trigger.label not in {"fall", "damage"} or any(child.dep == "dobj" for child in parse.children(token.i)):
        yield from _subject(parse, token.i)


def _sides(parse: Parse, token: Token) -> Iterator[int]:
    """Both sides of a fight: "clashes between A and B", "fought with B"."""
    for node in (token.i, token.head):
        for child in parse.children(node):
            if child.i > token.i and child.dep == "prep" and child.lower in {"between", "with", "against", "among"}:
                yield from (below.i for below in parse.children(child.i) if below.dep == "pobj")


def _behind_noun(parse: Parse, token: Token) -> Iterator[int]:
    """Whoever carried out, launched or staged the deed that noun `token` names."""
    for child in parse.children(token.i):
        if child.dep == "acl" and child.lemma in acting_words("light_verbs"):
            yield from _by(parse, child.i)
        if child.dep == "relcl" and child.lemma in acting_words("light_verbs"):
            yield from _subject(parse, child.i)
    governor = parse.tokens[token.head]
    if governor.dep == "prep" and governor.lower in {"of", "with"}:
        governor = parse.tokens[parse.tokens[governor.head].head]
    if governor.pos not in {"VERB", "AUX"} or governor.lemma not in acting_words("light_verbs"):
        return
    if token.dep in {"nsubjpass", "nsubj"} and is_passive(parse, governor.i):
        yield from _by(parse, governor.i)
    elif token.dep in {"dobj", "pobj", "conj"} and not is_passive(parse, governor.i):
        yield from _subject(parse, governor.i)


def _subject(parse: Parse, verb: int) -> Iterator[int]:
    subject = subject_of(parse, verb)
    token = parse.tokens[verb]
    if subject is None and token.dep == "acl" and token.tag == "VBG":
        yield token.head
    elif subject is None:
        return
    elif subject.lower in RELATIVES:
        for above in [token, *parse.ancestors(verb)]:
            if above.dep == "relcl":
                yield above.head
                return
    else:
        yield subject.i


def _by(parse: Parse, i: int) -> Iterator[int]:
    for child in parse.children(i):
        if child.dep in {"agent", "prep"} and child.lower == "by":
            yield from (below.i for below in parse.children(child.i) if below.dep in {"pobj", "pcomp"})
    last = i + 1
    tokens = parse.tokens
    if last + 1 < len(tokens) and tokens[last].lower == "by":  # the parser hung "by" elsewhere
        yield from (below.i for below in parse.children(last) if below.dep == "pobj")


def _agent(parse: Parse, head: int, trigger: Trigger) -> Iterator[Agent]:
    """The phrase around `head` as an agent, if its words can act with arms."""
    token = parse.tokens[head]
    if token.lower in PRONOUNS:
        yield from _owned_by_speaker(parse, trigger.head)
        return
    first, last = noun_phrase(parse, head)
    first = _without_counts(parse, first, head)
    known = names_in(parse, first, last)
    if token.lemma in acting_words("weapons"):
        for name in known[-1:]:
            if not _by_hyphen(parse, name):
                yield Agent(name.first, name.last, _stance(parse, trigger.head, name.first))
    elif _can_act(parse, first, head, known):
        last = max([last, *(name.last for name in names(parse) if name.first <= head <= name.last)])
        yield Agent(first, last, _stance(parse, trigger.head, first))


def _can_act(parse: Parse, first: int, head: int, known: tuple[Named, ...]) -> bool:
    token = parse.tokens[head]
    before = [t for t in parse.tokens[first:head] if t.pos in {"NOUN", "PROPN", "ADJ"}]
    if any(name.last == head for name in known):
        return True
    if token.lemma not in acting_words("heads"):
        return False
    if token.lemma in acting_words("alone") or known:
        return True
    if token.lemma in acting_words("qualified"):
        return any(t.lemma in acting_words("unknown") or t.lemma in acting_words("alone") for t in before)
    if (token.lemma == "force" and before) or parse.tokens[first].tag == "PRP$":
        return True
    return any(
        t.lemma in acting_words("heads") or t.pos == "PROPN" or t.lower in {"security", "border", "government"}
        for t in before
    )


def _before_noun(parse: Parse, trigger: Trigger) -> Iterator[Agent]:
    """ "Turkish shelling", "Russia's strike": nations and groups before the noun, never a bare place name."""
    first, _ = noun_phrase(parse, trigger.last)
    for name in names_in(parse, first, trigger.last):
        owner = name.last + 1 < len(parse.tokens) and parse.tokens[name.last + 1].lower in {"'s", "’s", "'", "’"}
        adjective = name.kind not in {"state", "capital"} or parse.tokens[name.first].text.replace(".", "").isupper()
        if (owner or adjective) and not _by_hyphen(parse, name):
            phrase = Agent(name.first, name.last, _stance(parse, trigger.head, name.first))
            yield _with_force(parse, phrase, trigger)


def _with_force(parse: Parse, agent: Agent, trigger: Trigger) -> Agent:
    """Takes the force's noun along: "Turkish army | shelling", "ISIS cells' | attack"."""
    last = agent.last
    while last + 1 < trigger.first and parse.tokens[last + 1].lemma in acting_words("heads"):
        if parse.tokens[last + 1].lemma in acting_words("weapons"):
            break
        last += 1
    return agent._replace(last=last)


def _of_weapons(parse: Parse, trigger: Trigger) -> Iterator[Agent]:
    """ "was hit by a Russian missile": the nation of a weapon used in the same clause."""
    clause = clause_of(parse, trigger.head)
    for weapon in arms(parse):
        if clause_of(parse, weapon.last) != clause and abs(weapon.last - trigger.head) > TWO_WORDS:
            continue
        first, _ = noun_phrase(parse, weapon.last)
        before = names_in(parse, min(first, weapon.first), weapon.last)[-1:]
        after = names_in(parse, weapon.last + 2, _owner_ends(parse, weapon.last))[:1]
        yield from (a for name in after for a in _agent(parse, _noun_of(parse, name), trigger))
        for name in before:
            if name.kind not in {"capital"} and not _by_hyphen(parse, name):
                yield Agent(name.first, name.last, _stance(parse, trigger.head, name.first))


def _owner_ends(parse: Parse, head: int) -> int:
    """The last token of a weapon's "of …", "belonging to …" or "launched by …", where that is short."""
    for child in parse.children(head):
        if child.i == head + 1 and child.lower in OWNING:
            return min(parse.subtree(child.i)[-1].i, head + 8)
    return head


def _noun_of(parse: Parse, name: Named) -> int:
    """The noun that a name modifies ("Turkish | troops"), or its own last word."""
    token = parse.tokens[name.last]
    return token.head if token.head > token.i and token.dep in {"amod", "compound", "poss"} else token.i


def _owned_by_speaker(parse: Parse, i: int) -> Iterator[Agent]:
    """ "The army said it struck": the speaker owns to what the pronoun did."""
    for above in [parse.tokens[i], *parse.ancestors(i)]:
        if above.dep not in {"ccomp", "xcomp", "advcl"}:
            continue
        said = parse.tokens[above.head]
        if said.lemma in acting_words("say"):
            for head in _subject(parse, said.i):
                yield from _speaking(parse, head, "admitted")
            return


def _speaking(parse: Parse, head: int, stance: Stance) -> Iterator[Agent]:
    first, last = noun_phrase(parse, head)
    known = names_in(parse, first, last)
    if known or parse.tokens[head].lemma in acting_words("alone"):
        yield Agent(_without_counts(parse, first, head), last, stance)


def _owning(parse: Parse) -> Iterator[Agent]:
    """Claims of responsibility, denials and accusations, wherever the deed itself is told."""
    deeds = {parse.sentence_of(trigger.head) for trigger in triggers(parse) if trigger.label not in MARKS}
    for token in parse.tokens:
        if token.pos not in {"VERB", "NOUN"} or parse.sentence_of(token.i) not in deeds:
            continue
        if token.lemma == "responsibility" and parse.tokens[token.head].lemma in {"claim", "take", "assume", "accept"}:
            for head in _subject(parse, token.head):
                yield from _speaking(parse, head, "admitted")
        elif token.pos == "VERB" and token.lemma in acting_words("deny"):
            for head in _subject(parse, token.i):
                yield from _speaking(parse, head, "denied")
        elif token.pos == "VERB" and token.lemma in acting_words("accuse"):
            yield from _accused(parse, token)


def _accused(parse: Parse, verb: Token) -> Iterator[Agent]:
    stance: Stance = "suspected" if verb.lemma == "suspect" else "attributed"
    for child in parse.children(verb.i):
        if child.dep == "dobj":
            yield from _speaking(parse, child.i, stance)
        elif child.lower == "on" and verb.lemma == "blame":
            for below in parse.children(child.i):
                yield from _speaking(parse, below.i, stance)


def _stance(parse: Parse, i: int, first: int) -> Stance:
    near = parse.tokens[max(0, first - 2) : first + 3]
    if any(t.lower in acting_words("suspected") for t in near):
        return "suspected"
    for above in [parse.tokens[i], *parse.ancestors(i)]:
        if parse.tokens[above.head].lemma not in acting_words("say"):
            continue
        if above.dep == "xcomp":  # "claims to have struck": its own subject owns to it
            return "admitted"
        if above.dep in {"ccomp", "parataxis"}:
            return "attributed"
    begin, end = parse.sentence_of(i)
    lowers = [t.lower for t in parse.tokens[begin:end]]
    return "attributed" if ("according", "to") in pairwise(lowers) else "stated"


def _without_counts(parse: Parse, first: int, head: int) -> int:
    """Where the phrase begins once articles, numbers and whatever stands before a bar or colon are left out."""
    first = max([first, *(t.i + 1 for t in parse.tokens[first:head] if t.text in {"|", ":", "•", "–", "—"})])
    while first < head and (
        parse.tokens[first].pos in {"DET", "NUM"} or parse.tokens[first].lower in {"several", "many", "two"}
    ):
        first += 1
    return first


def _by_hyphen(parse: Parse, name: Named) -> bool:
    """ "Iranian-made", "US-supplied", "anti-Turkish": the nation did not do it."""
    tokens = parse.tokens
    after = tokens[name.last + 1].text if name.last + 1 < len(tokens) else ""
    before = tokens[name.first - 1].text if name.first else ""
    return (
        after in {"-", "‑", "–"}
        or before in {"-", "‑"}
        or (name.last + 1 < len(tokens) and tokens[name.last + 1].lower in {"made", "supplied", "occupied", "held"})
    )


def _keep(found: dict[tuple[int, int], Agent], agent: Agent) -> None:
    """Keeps the longer of two phrases that overlap, and the firmer stance of one phrase found twice."""
    for key, other in list(found.items()):
        if other.first <= agent.last and agent.first <= other.last:
            longer = agent if agent.last - agent.first > other.last - other.first else other
            del found[key]
            agent = longer._replace(stance=agent.stance if agent.stance in {"admitted", "denied"} else other.stance)
    found[agent.first, agent.last] = agent


def _key(parse: Parse, agent: Agent) -> str | None:
    known = names_in(parse, agent.first, agent.last)
    whole = actor_key(parse.words(agent.first, agent.last))
    return whole or (known[0].key if known else None)
