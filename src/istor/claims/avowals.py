"""Who owns to an attack, denies it or is accused of it, wherever in the sentence the deed itself is told."""

from __future__ import annotations

from collections.abc import Iterator

from istor.claims.agents import Agent, by_whom, speaking, subjects
from istor.claims.belligerents import acting_words
from istor.claims.claim import Stance
from istor.claims.triggers import MARKS, triggers
from istor.language import Parse, Token


def avowed(parse: Parse) -> Iterator[Agent]:
    """Claims of responsibility ("admitted"), denials ("denied") and accusations ("attributed", "suspected") in the
    sentences of a paragraph that tell a deed."""
    deeds = _sentences_of_deeds(parse)
    for token in parse.tokens:
        if token.pos in {"VERB", "NOUN", "ADJ", "ADP"} and parse.sentence_of(token.i) in deeds:
            yield from _of_word(parse, token)
    for bare in bare_denials(parse):
        yield from _denying(parse, parse.tokens[bare.head])


def bare_denials(parse: Parse) -> Iterator[Token]:
    """The nouns by which a sentence that tells no deed denies one told before: "Moscow denied involvement", "The army
    rejected the accusation". Not "denied involvement in the hack": that tells what it was.

    >>> from istor.language import parse
    >>> [token.text for token in bare_denials(next(parse([(0, "The army denied any involvement.")], entities=False)))]
    ['involvement']
    """
    for noun in parse.tokens:
        if noun.dep != "dobj" or noun.lemma not in acting_words("denied_alone"):
            continue
        verb = parse.tokens[noun.head]
        if parse.sentence_of(noun.i) in _sentences_of_deeds(parse):
            continue
        told = any(child.dep in {"prep", "acl", "relcl"} for child in parse.children(noun.i))
        if verb.lemma in acting_words("deny") and not told and any(True for _ in _denying(parse, verb)):
            yield noun


def _sentences_of_deeds(parse: Parse) -> set[tuple[int, int]]:
    return {parse.sentence_of(trigger.head) for trigger in triggers(parse) if trigger.label not in MARKS}


def _of_word(parse: Parse, token: Token) -> Iterator[Agent]:
    if token.lemma == "responsibility":
        yield from _claimed(parse, token)
    elif token.lower == "responsible":
        yield from _held(parse, token)
    elif token.lower == "behind":
        yield from _behind(parse, token)
    elif token.pos != "VERB":
        return
    elif token.lemma == "claim":
        yield from _claiming(parse, token)
    elif token.lemma in acting_words("deny"):
        yield from _denying(parse, token)
    elif token.lemma in acting_words("accuse"):
        yield from _accused(parse, token)


def _claimed(parse: Parse, noun: Token) -> Iterator[Agent]:
    """ "ISIS claimed responsibility", "Responsibility was claimed by ISIS"; not "no group claimed"."""
    verb = parse.tokens[noun.head]
    if verb.lemma not in acting_words("own") or _negated(parse, verb):
        return
    passive = noun.dep == "nsubjpass"
    for head in by_whom(parse, verb.i) if passive else subjects(parse, verb.i):
        yield from speaking(parse, head, "admitted")


def _claiming(parse: Parse, verb: Token) -> Iterator[Agent]:
    """ "ISIS claimed the attack", "an attack claimed by ISIS"."""
    deeds = {trigger.head for trigger in triggers(parse) if not trigger.verbal}
    if _negated(parse, verb):
        return
    if any(child.dep == "dobj" and child.i in deeds for child in parse.children(verb.i)):
        for head in subjects(parse, verb.i):
            yield from speaking(parse, head, "admitted")
    about = verb.head in deeds and verb.dep in {"acl", "relcl"}
    if about or any(child.dep == "nsubjpass" and child.i in deeds for child in parse.children(verb.i)):
        for head in by_whom(parse, verb.i):
            yield from speaking(parse, head, "admitted")


def _negated(parse: Parse, verb: Token) -> bool:
    return any(child.dep == "neg" for child in parse.children(verb.i))


def _denying(parse: Parse, verb: Token) -> Iterator[Agent]:
    """ "denied it", "rejected the accusation"; not "dismissed as empty boasts"."""
    objects = [child for child in parse.children(verb.i) if child.dep == "dobj"]
    if verb.lemma == "deny" or any(child.lemma in acting_words("untrue") for child in objects):
        for head in subjects(parse, verb.i):
            yield from speaking(parse, head, "denied")


def _held(parse: Parse, adjective: Token) -> Iterator[Agent]:
    """ "identified the army as responsible", "Moscow is responsible for the strike"."""
    above = parse.tokens[adjective.head]
    if above.lower == "as" or above.lemma in {"hold", "deem", "consider"}:
        verb = parse.tokens[above.head] if above.lower == "as" else above
        heads = [child.i for child in parse.children(verb.i) if child.dep in {"dobj", "nsubj"} and child.i > verb.i]
        heads += [child.i for child in parse.children(adjective.i) if child.dep == "nsubj"]
    else:
        heads = list(subjects(parse, above.i)) if above.lemma == "be" and not _negated(parse, above) else []
    for head in heads:
        yield from speaking(parse, head, "attributed")


def _behind(parse: Parse, preposition: Token) -> Iterator[Agent]:
    """ "Russia was behind the blast", "is believed to be behind": whoever stands behind a deed."""
    deeds = {trigger.head for trigger in triggers(parse) if not trigger.verbal}
    verb = parse.tokens[preposition.head]
    if verb.lemma != "be" or not any(child.i in deeds for child in parse.children(preposition.i)):
        return
    stance: Stance = "suspected" if verb.dep == "xcomp" else "attributed"
    for head in subjects(parse, verb.i):
        yield from speaking(parse, head, stance)


def _accused(parse: Parse, verb: Token) -> Iterator[Agent]:
    stance: Stance = "suspected" if verb.lemma == "suspect" else "attributed"
    if verb.lemma == "accuse" and not _of_a_deed(parse, verb):
        return
    objects = [child for child in parse.children(verb.i) if child.dep in {"dobj", "nsubjpass"}]
    if verb.lemma in acting_words("lay_on"):
        under = [child for node in (verb, *objects) for child in parse.children(node.i) if child.lower in {"on", "to"}]
        objects = [below for child in under for below in parse.children(child.i)] or (
            [] if verb.lemma in acting_words("lay_only") else objects
        )
    for one in objects:
        yield from speaking(parse, one.i, stance)


def _of_a_deed(parse: Parse, verb: Token) -> bool:
    """ "accused them of shelling the town", not "accused them of lying about it"."""
    deeds = {trigger.head for trigger in triggers(parse) if trigger.label not in MARKS}
    for of in parse.children(verb.i):
        for what in parse.children(of.i) if of.lower in {"of", "for"} else ():
            below = {token.i for token in parse.subtree(what.i)} if what.lemma in acting_words("light_verbs") else set()
            if what.i in deeds or below & deeds or what.lemma in acting_words("in_its_course"):
                return True
    return False
