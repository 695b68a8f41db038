"""Who suffered which harm: gives each chain of people the harm word that is about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from istor.claims.casualty_words import Line, casualty_words
from istor.claims.chains import Chain, is_part, make_chains
from istor.claims.harms import Cue, read_cues
from istor.claims.person_names import with_names
from istor.claims.running import Running, read_running
from istor.claims.victims import Victims, read_victims
from istor.language import Token

FAR = 26  # words between people and the harm told after them
NEAR = 3  # words between a harm and the people told after it
BARE_NEAR = 4  # words between a number without a noun and its harm ("22 have since been killed")
ATTACHED = 2  # words between people held by one harm and a second that corrects it ("shot a man dead")
SUBJECTS = frozenset({"nsubjpass", "nsubj"})
COMPLEMENTS = frozenset({"acomp", "oprd", "xcomp", "attr", "ccomp", "conj", "dep"})
SMALL_POS = frozenset({"AUX", "ADV", "PART", "PUNCT"})
STOPS = frozenset({".", ";"})
STANDING = frozenset({"displaced", "missing", "abducted"})  # said of people in passing, no event of their own


class Reading(NamedTuple):
    """What one sentence tells of harm to people: its `victims`, its `cues`, and the `chains` made of both."""

    victims: Sequence[Victims]
    cues: Sequence[Cue]
    chains: Sequence[Chain]


@lru_cache(maxsize=16)  # tolls and persons are read from the same sentences
def read_chains(line: Line) -> Reading:
    """Everyone told of in one sentence and the harm each suffered; chains that no harm word is about have no `harms`.

    "No casualties" is left to other readers.
    """
    told = with_names(line, read_victims(line))
    victims = [one for one in told if one.kind != "harm" or one.high != 0]
    running = {one.victims.first: one for one in read_running(line, victims)}
    victims = [running[one.first].victims if one.first in running else one for one in victims]
    cues = read_cues(line, victims)
    chains = make_chains(line, victims, cues)
    _bind_own(chains, running)
    _bind_ahead(line, cues, chains)
    for cue in cues:
        if cue.looks == "before":
            _bind_back(line, cue, chains)
    _bind_companions(line, cues, chains)
    for chain in chains:
        chain.beside_named = chain.beside_named or _joins_another(line, chain)
        if not chain.harms:
            chain.harms = tuple(one.harm for one in chain.tops[:1] if one.harm and one.harm not in STANDING)
    return Reading(told, cues, _with_parts(line, chains))


def _bind_own(chains: Sequence[Chain], running: Mapping[int, Running]) -> None:
    """Figures of a running count, and phrases that are a harm themselves ("60 injured")."""
    for chain in chains:
        counted = running.get(chain.tops[0].first)
        if counted is not None:
            chain.harms, chain.superseded = (counted.harm,), counted.superseded
            continue
        own = [one.harm for one in chain.tops if one.harm and one.kind == "harm"]
        chain.harms = tuple(own[:1])


def _with_parts(line: Line, chains: Sequence[Chain]) -> list[Chain]:
    """ "22 people were injured, including two boys": parts told after the harm belong to the people before it."""
    kept: list[Chain] = []
    told: Chain | None = None
    for chain in chains:
        if not chain.harms and told is not None and is_part(line, told, chain):
            told.parts.extend((*chain.tops, *chain.parts))
            continue
        kept.append(chain)
        told = chain if chain.harms and not chain.among else told
    return kept


def _bind_companions(line: Line, cues: Sequence[Cue], chains: list[Chain]) -> None:
    """ "Ivan Petrenko was killed along with his three children": they add to whoever the harm is told of first."""
    for cue in cues:
        if cue.looks != "before" or cue.negated or len(cue.harms) > 1:
            continue
        beside = next((chain for chain in chains if chain.first >= cue.end), None)
        if beside is None or beside.harms or not _alongside(line, cue, beside):
            continue
        told = next((chain for chain in chains if chain.cue is cue), None)
        if told is None:
            _bind(beside, cue)
            beside.beside_named = True
        else:
            told.tops.extend(beside.tops)
            told.parts.extend(beside.parts)
            chains.remove(beside)


def _alongside(line: Line, cue: Cue, chain: Chain) -> bool:
    alongside = casualty_words().phrase["alongside"]
    for i in range(cue.end, min(cue.end + NEAR, chain.first)):
        found = alongside.match(line.words, i)
        if found and chain.first - NEAR <= found.end <= chain.first:
            return True
    return False


def _joins_another(line: Line, chain: Chain) -> bool:
    """ "Koval and three others were shot", "she and two other women were killed": one more, told of before by a name."""
    top, tokens = chain.tops[0], line.parse.tokens
    at = top.first - 2
    if not chain.harms or not top.other or top.vague or at < line.first or top.head < 0:
        return False
    joined = tokens[at + 1].lower == "and" and tokens[top.head].dep == "conj" and tokens[top.head].head == at
    one = tokens[at].pos == "PROPN" or tokens[at].lower in casualty_words().small["he_or_she"]
    return joined and one and tokens[at].dep in SUBJECTS and chain.cue is not None and chain.cue.looks == "before"


def _bind(chain: Chain, cue: Cue) -> None:
    chain.harms, chain.cue, chain.among = cue.harms, cue, cue.among
    chain.unsure, chain.negated = cue.unsure, cue.negated


def _open(chain: Chain, cue: Cue) -> bool:
    """Whether the harm may be told of these people: nothing was yet, or only that they were hit or hurt."""
    if not chain.harms:
        return True
    return chain.cue is not None and chain.harms in (("injured",), ("casualties",)) and cue.harms == ("killed",)


# --- harm words that look ahead ----------------------------------------------------------------------------------------
def _bind_ahead(line: Line, cues: Sequence[Cue], chains: Sequence[Chain]) -> None:
    at, begun = 0, {chain.first for chain in chains}
    for n, cue in enumerate(cues):
        if cue.looks != "after":
            continue
        stop = cues[n + 1].first if n + 1 < len(cues) else line.end
        start = cue.end if cue.end in begun else _past_attacker(line, cue.end)
        while at < len(chains) and chains[at].first < start:
            at += 1
        if (
            at < len(chains)
            and chains[at].first < stop
            and _reaches(line, cue, chains[at], start)
            and _open(chains[at], cue)
        ):
            _bind(chains[at], cue)
            chains[at].beside_named = start > cue.end and line.words[cue.end] in casualty_words().small["him"]


def _past_attacker(line: Line, at: int) -> int:
    """ "killed himself and 12 others": the attacker is none of the victims; "killing her and 12 others": she is."""
    small = casualty_words().small
    joined = at + 1 < line.end and line.words[at + 1] in small["joints"]
    return at + 2 if joined and (line.words[at] in small["attacker_too"] or line.words[at] in small["him"]) else at


def _reaches(line: Line, cue: Cue, chain: Chain, start: int) -> bool:
    """Whether these people stand next to the harm word, or the parser takes them for its object."""
    gap = chain.first - start
    kind = chain.tops[0].kind
    if gap <= NEAR and not any(word in STOPS for word in line.words[start : chain.first]):
        named = gap == 1 and line.words[start] in casualty_words().small["of_whom"]  # "the bodies of Olha Koval and …"
        return kind in ("people", "harm") or gap <= (kind != "name") or (kind == "name" and named)
    head = line.parse.tokens[chain.tops[0].head]
    return (
        kind in ("people", "harm", "name")
        and cue.first <= head.head < cue.end
        and head.dep in ("dobj", "pobj", "nsubjpass")
    )


# --- harm words that look back -----------------------------------------------------------------------------------------
def _bind_back(line: Line, cue: Cue, chains: list[Chain]) -> None:
    earlier = [chain for chain in chains if chain.end <= cue.first]
    if earlier and _has_own(line, cue, earlier[-1]):
        own = Chain([earlier[-1].parts.pop()])
        _bind(own, cue)
        own.among = True
        chains.insert(chains.index(earlier[-1]) + 1, own)
        return
    if earlier and _stands_before(line, cue, earlier[-1]):
        _bind(earlier[-1], cue)
        return
    subject = _subject(line, cue)
    if subject is not None:
        for chain in earlier:
            if chain.first <= subject < chain.end and _open(chain, cue):
                _bind(chain, cue)
                return
    while len(earlier) > 1 and earlier[-1].tops[0].kind == "name" and not _near_enough(line, cue, earlier[-1]):
        earlier.pop()  # a name that nothing was done to, between the people and what was
    if earlier and _open(earlier[-1], cue) and _near_enough(line, cue, earlier[-1]):
        _bind(earlier[-1], cue)


def _stands_before(line: Line, cue: Cue, chain: Chain) -> bool:
    """ "Three were wounded in Sumy and two others were killed": people of whom nothing is told yet, right before it."""
    gap = line.parse.tokens[chain.end : cue.first]
    right = bool(gap) and all(token.pos == "AUX" for token in gap)
    return right and not chain.harms and chain.tops[-1].kind == "people" and not chain.tops[0].vague


def _has_own(line: Line, cue: Cue, chain: Chain) -> bool:
    """ "two victims, one of whom died", "four others, including one who died": a harm of those alone who are told last."""
    if not chain.parts or chain.parts[-1].end != chain.end or chain.parts[-1].vague:
        return False
    part, relative = chain.parts[-1], casualty_words().small["relative"]
    gap = line.parse.tokens[part.end : cue.first]
    if any(token.lower not in relative and token.pos not in ("AUX", "ADV") for token in gap):
        return False
    words = [*line.words[part.first : part.end], *(token.lower for token in gap)]
    told = bool(chain.harms) or (bool(gap) and not part.groups)  # "200 were at the ball and four of them were shot"
    return not relative.isdisjoint(words) or (part.of_them and told)


def _near_enough(line: Line, cue: Cue, chain: Chain) -> bool:
    """Whether the harm can be told of the nearest people before it, the parser saying nothing."""
    if chain.cue is not None and chain.cue.looks == "after" and cue.first - chain.end > ATTACHED:
        return False
    gap = line.parse.tokens[chain.end : cue.first]
    if len(gap) > FAR or any(token.text in STOPS for token in gap):
        return False
    harmed = casualty_words().small["still_harmed"]
    small = all(token.pos in SMALL_POS or token.lower in harmed for token in gap)
    top = chain.tops[0]
    if top.kind == "bare":
        return small and len(gap) <= BARE_NEAR and all(token.text != "," for token in gap)
    return small or (top.kind not in ("unknown", "name") and not top.vague and not _other_subject(gap, cue))


def _other_subject(gap: Sequence[Token], cue: Cue) -> bool:
    """Whether a finite verb or another noun of its own stands between: then the harm is not told of these people."""
    return any(
        (token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP") and token.dep != "relcl")
        or (token.dep in SUBJECTS and token.pos in ("NOUN", "PROPN") and token.head >= cue.first)
        for token in gap
    )


def _subject(line: Line, cue: Cue) -> int | None:
    """The token the parser takes for the harmed, where it found one."""
    parse = line.parse
    for i in range(cue.first, cue.end):
        token = parse.tokens[i]
        for child in parse.children(i):
            if child.dep in SUBJECTS and child.i < cue.first:
                return child.i
        if token.head >= i:
            continue
        if token.dep == "acl":
            return token.head
        came = token.dep == "prep" and parse.tokens[token.head].lemma in casualty_words().small["coming"]
        if token.dep in COMPLEMENTS or came:
            for child in parse.children(token.head):
                if (child.dep in SUBJECTS or child.dep == "dobj") and child.i < cue.first:
                    return child.i
    return None
