"""Who did what one word of violence tells: its subject, its "by …", its owner, or the nation of the weapon used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from istor.claims.arms import arms
from istor.claims.belligerents import Named, acting_words, acts, names, names_in
from istor.claims.claim import Stance
from istor.claims.syntax import clause_of, conjuncts, is_passive, noun_phrase, subject_of
from istor.claims.triggers import Trigger
from istor.language import Parse, Token

RELATIVES = frozenset({"which", "that", "who"})
PRONOUNS = frozenset({"it", "they", "we", "its", "their", "our", "he", "she"})
OF_THE_SPEAKER = "PRP$"  # the tag of "its", "our"
TWO_WORDS = 2
HARMING = frozenset({"kill", "wound", "injure", "maim", "martyr", "hurt"})
OWNING = frozenset(
    {"of", "from", "belonging", "operated", "launched", "fired", "left", "flown"}
)  # "a shell fired by …"
UPON = frozenset({"on", "against", "at", "targeting", "upon"})


class Agent(NamedTuple):
    """Tokens `first`..`last` name who did it."""

    first: int
    last: int
    stance: Stance


def agents_of(parse: Parse, trigger: Trigger) -> Iterator[Agent]:
    """Who did what `trigger` tells: its subject, its "by …", its owner, or the nation of the weapon used."""
    if trigger.label in {"shake"}:
        return
    heads = dict.fromkeys(_candidates(parse, trigger)) if trigger.label != "down" else {}
    for head in heads:
        agents: list[Agent] = []
        for one in conjuncts(parse, head):
            for agent in _agent(parse, one, trigger):
                if agents and _unnamed_proxy(parse, agent):  # "Turkish forces and their proxies" act as one
                    agents[-1] = agents[-1]._replace(last=agent.last)
                else:
                    agents.append(agent)
        yield from agents
    if not trigger.verbal:
        yield from _before_noun(parse, trigger)
    if trigger.label != "harm" or trigger.verbal:
        yield from _of_weapons(parse, trigger)


def _unnamed_proxy(parse: Parse, agent: Agent) -> bool:
    return parse.tokens[agent.first].tag == "PRP$" and not names_in(parse, agent.first, agent.last)


def _candidates(parse: Parse, trigger: Trigger) -> Iterator[int]:
    token = parse.tokens[trigger.head]
    if trigger.label == "clash":
        yield from _sides(parse, token)
    if not trigger.verbal:
        yield from by_whom(parse, token.i)
        yield from _behind_noun(parse, token)
    elif is_passive(parse, token.i):
        yield from by_whom(parse, token.i)
    elif trigger.label == "harm":  # whoever dies is no actor, whoever kills somebody is
        if token.lemma in HARMING and any(child.dep == "dobj" for child in parse.children(token.i)):
            yield from subjects(parse, token.i)
    elif trigger.label not in {"fall", "damage"} or any(child.dep == "dobj" for child in parse.children(token.i)):
        if token.tag == "VBG":  # "due to shelling by the army"
            yield from by_whom(parse, token.i)
        yield from subjects(parse, token.i)


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
            yield from by_whom(parse, child.i)
        if child.dep == "relcl" and child.lemma in acting_words("light_verbs"):
            yield from subjects(parse, child.i)
    yield from _of_whom(parse, token)
    yield from _in_the_course(parse, token)
    governor = parse.tokens[token.head]
    if governor.dep == "prep" and governor.lower in {"of", "with"}:
        governor = parse.tokens[parse.tokens[governor.head].head]
    if governor.pos not in {"VERB", "AUX"} or governor.lemma not in acting_words("light_verbs"):
        return
    if token.dep in {"nsubjpass", "nsubj"} and is_passive(parse, governor.i):
        yield from by_whom(parse, governor.i)
    elif token.dep in {"dobj", "pobj", "conj"} and not is_passive(parse, governor.i):
        yield from subjects(parse, governor.i)


def _of_whom(parse: Parse, token: Token) -> Iterator[int]:
    """ "the shelling of the army on the town": with "on" behind it, "of" names who did it."""
    for child in parse.children(token.i):
        if child.dep == "prep" and child.lower == "of":
            below = parse.subtree(token.i)
            if any(later.lower in UPON and later.i > child.i + 1 for later in below):
                yield from (one.i for one in parse.children(child.i) if one.dep == "pobj")


def _in_the_course(parse: Parse, token: Token) -> Iterator[int]:
    """ "The army captured two men during a raid": whoever did what was done in its course."""
    during = parse.tokens[token.head]
    verb = parse.tokens[during.head]
    in_its_course = token.dep == "pobj" and during.lower in {"during", "in"}
    done = verb.lemma in acting_words("in_its_course") and any(c.dep == "dobj" for c in parse.children(verb.i))
    if in_its_course and done:
        yield from subjects(parse, verb.i)


def subjects(parse: Parse, verb: int) -> Iterator[int]:
    """The token that heads the verb's subject, through "which" to what it stands for; none where the verb has none."""
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


def by_whom(parse: Parse, i: int) -> Iterator[int]:
    """The tokens behind the "by" of verb or noun `i`, or of what that noun is done to ("the bombing of the town by …")."""
    done_to = [below.i for of in parse.children(i) if of.lower == "of" for below in parse.children(of.i)]
    for child in (child for node in (i, *done_to) for child in parse.children(node)):
        if child.dep in {"agent", "prep"} and child.lower == "by":
            yield from (below.i for below in parse.children(child.i) if below.dep in {"pobj", "pcomp"})
    last = i + 1
    tokens = parse.tokens
    if last + 1 < len(tokens) and tokens[last].lower == "by":  # the parser hung "by" elsewhere
        yield from (below.i for below in parse.children(last) if below.dep == "pobj")


def _agent(parse: Parse, head: int, trigger: Trigger) -> Iterator[Agent]:
    """The phrase around `head` as an agent, if its words can act with arms."""
    token = parse.tokens[head]
    first, last = noun_phrase(parse, head)
    if token.lower in PRONOUNS or (parse.tokens[first].tag == OF_THE_SPEAKER and acts(token, "heads")):
        owned = list(_owned_by_speaker(parse, trigger.head))
        yield from owned
        if owned or token.lower in PRONOUNS:
            return
    first = _without_counts(parse, first, head)
    known = names_in(parse, first, last)
    if acts(token, "weapons"):
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
    if not acts(token, "heads"):
        return False
    if acts(token, "alone") or known:
        return True
    if acts(token, "qualified"):
        return any(t.lemma in acting_words("unknown") or acts(t, "alone") for t in before)
    if token.lemma == "force" and any(t.lemma in acting_words("forces_of") for t in before):
        return True
    if parse.tokens[first].tag == "PRP$":
        return True
    return any(acts(t, "heads") or t.pos == "PROPN" for t in before)


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
    while last + 1 < trigger.first and acts(parse.tokens[last + 1], "heads"):
        if acts(parse.tokens[last + 1], "weapons"):
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
    """ "The army said it struck", "… its jets struck": the speaker owns to what the pronoun did; "… did not strike": denies it."""
    negated = any(child.dep == "neg" for child in parse.children(i))
    for above in [parse.tokens[i], *parse.ancestors(i)]:
        if above.dep not in {"ccomp", "xcomp", "advcl"}:
            continue
        said = parse.tokens[above.head]
        if said.lemma in acting_words("say"):
            for head in subjects(parse, said.i):
                yield from speaking(parse, head, "denied" if negated else "admitted")
            return


def speaking(parse: Parse, head: int, stance: Stance) -> Iterator[Agent]:
    """The phrase around `head` as one who owns to a deed or is charged with it, if it names somebody with arms."""
    first, last = noun_phrase(parse, head)
    known = names_in(parse, first, last)
    if known or _can_act(parse, first, head, known):
        yield Agent(_without_counts(parse, first, head), last, stance)


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
