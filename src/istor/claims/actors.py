"""By whom, as the speaker named them, and how surely. Victims are no actors: only whoever is said to have done it."""

from __future__ import annotations

from istor.claims.agents import Agent, agents_of
from istor.claims.avowals import avowed
from istor.claims.belligerents import actor_key, names_in
from istor.claims.claim import Actor
from istor.claims.syntax import span_of
from istor.claims.triggers import triggers
from istor.language import Parse


def read_actors(article_id: str, parse: Parse) -> tuple[Actor, ...]:
    """Who is said to have done the violence that a paragraph tells of, in text order, each phrase once.

    >>> from istor.language import parse
    >>> read = read_actors("a", next(parse([(0, "Turkish forces shelled the village on Friday.")], entities=False)))
    >>> [(actor.words, actor.key, actor.stance) for actor in read]
    [('Turkish forces', 'TR', 'stated')]
    """
    found: dict[tuple[int, int], Agent] = {}
    for trigger in triggers(parse):
        for agent in agents_of(parse, trigger):
            _keep(found, agent)
    for agent in avowed(parse):
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
