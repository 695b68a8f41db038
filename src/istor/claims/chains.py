"""People told of in one breath: "a man, his wife and two sons", "22 people, including two boys"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from istor.claims.casualty_words import Line, casualty_words
from istor.claims.claim import Harm
from istor.claims.harms import Cue
from istor.claims.toll import total
from istor.claims.victims import Victims

PLACED = 22  # words that may place people before the next are told of
JOINT = 5  # words that may join two phrases of people
OWN_HARM = 4  # words from people to the harm that is theirs alone
STATUS = frozenset({"military", "civilians", "police"})
PLACE_POS = frozenset({"ADP", "DET", "PROPN", "NOUN", "ADJ", "PART"})
NAME_MARKS = frozenset({"-", "‑", "’", "'", "“", "”"})
BRACKETS = frozenset({":", "(", "–", "—"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
MARKS = BRACKETS | {",", "-", "--", "and", "also"}


@dataclass
class Chain:
    """People told of in one breath: `tops` add up, `parts` are among them.

    `harms` as bound so far, by `cue`; `among`: they are some of those told of elsewhere ("among the dead were …");
    `superseded`: a later figure of the sentence replaces theirs; `beside_named`: one more is named ("Ivan Petrenko was
    killed along with …").
    """

    tops: list[Victims]
    parts: list[Victims] = field(default_factory=list)
    harms: tuple[Harm, ...] = ()
    unsure: bool = False
    negated: bool = False
    superseded: bool = False
    among: bool = False
    beside_named: bool = False
    cue: Cue | None = None

    @property
    def named_only(self) -> bool:
        """Whether nobody is counted but by name: they may be among those told of as a number elsewhere."""
        return all(one.kind == "name" or (one.reach and one.ages) for one in self.tops)

    @property
    def first(self) -> int:
        """The chain's first token."""
        return min(one.first for one in (*self.tops, *self.parts))

    @property
    def end(self) -> int:
        """One past the chain's last token."""
        return max(max(one.end, one.reach) for one in (*self.tops, *self.parts))


def make_chains(line: Line, victims: Sequence[Victims], cues: Sequence[Cue]) -> list[Chain]:
    """The people of one sentence, joined where its words join them; no harm is bound yet."""
    before = {cue.first for cue in cues if cue.looks == "before"}
    after = {cue.end for cue in cues if cue.looks == "after"}
    chains: list[Chain] = []
    in_part = False
    for n, one in enumerate(victims):
        chain = chains[-1] if chains else None
        joint = _joint(line, chain.end, one, after=chain.tops[-1]) if chain else None
        if chain is not None and joint == "join":
            if _named_again(line, chain, one):
                chain.tops[-1] = chain.tops[-1]._replace(end=one.end, ages=chain.tops[-1].ages or one.ages)
                continue
            if _apart(line, chain, victims[n:], before=before, after=after):
                joint = None
        if chain is None or joint is None:
            chains.append(Chain([one]))
            in_part = False
            continue
        in_part = joint == "part" or one.of_them or (in_part and not _other_status(line, chain, one))
        (chain.parts if in_part else chain.tops).append(one)
    return chains


def is_part(line: Line, told: Chain, chain: Chain) -> bool:
    """Whether `chain` spells out some of the people of `told`, who stand before it and its harm word:
    "22 people were injured, including two boys", "… a child among them"."""
    if chain.tops[0].of_them:
        return chain.tops[0].harm is None
    phrase = casualty_words().phrase
    if phrase["among_them"].match(line.words, chain.end):
        return True
    if line.words[chain.first - 1] == ":" and total([(one.low, one.high) for one in chain.tops])[0] <= told.tops[0].low:
        return True  # "two people died: a girl and her mother"
    for i in range(chain.first - 1, max(told.end, chain.first - 4) - 1, -1):
        found = phrase["including"].match(line.words, i)
        if found and found.end <= chain.first:
            return True
    return False


def _joint(line: Line, end: int, one: Victims, *, after: Victims) -> Literal["join", "part"] | None:
    """How `one` goes on from the people `after` whom it stands, their phrase ending before token `end`."""
    phrase = casualty_words().phrase
    between = line.words[_past_place(line, end, one.first) : one.first]
    if not between or len(between) > JOINT:
        return None
    if between == (";",):
        return "join" if one.kind == after.kind == "name" else None
    said = [word for word in between if word not in MARKS]
    if one.of_them and not said:
        return "part"
    if said:
        found = phrase["including"].match(said, 0)
        if found and len(said) - found.end <= 1:
            return "part"
        joined = phrase["joining"].match(said, 0)
        return "join" if joined and joined.end == len(said) else None
    if between[-1] == "and":
        return "join"
    if list(between) == [","]:
        return "join" if (one.kind != "bare" or one.other) and not one.vague else None
    return "part" if between[0] in BRACKETS and one.kind in ("people", "name") and not after.vague else None


def _past_place(line: Line, end: int, stop: int) -> int:
    """Past what only places or names the people: "a leader in the party, two guards", "a woman, Olha Petrenko (34), and
    her son"."""
    tokens = line.parse.tokens
    if stop - end > PLACED:
        return end
    at = end
    naming = tokens[at].lower in casualty_words().small["naming"]
    if naming and tokens[at + 1].pos == "PROPN":
        named = at + 1
        while named < stop and (tokens[named].pos == "PROPN" or tokens[named].text in NAME_MARKS):
            named += 1
        at = named if named < stop else at  # else the name is that of the next one told of
    if at < stop and tokens[at].text == "(":
        close = next((i for i in range(at, stop) if tokens[i].text == ")"), None)
        at = close + 1 if close is not None else at
    joined = casualty_words().phrase["joining"].match(line.words, at)
    placing = at < stop and tokens[at].pos == "ADP" and not (joined and joined.end <= stop)
    if placing and tokens[at].lower not in casualty_words().small["own_preposition"]:
        while at < stop and tokens[at].pos in PLACE_POS:
            at += 1
    return at


def _named_again(line: Line, chain: Chain, one: Victims) -> bool:
    """ "the victim, 34-year-old Maria Lopez": one person, told of twice; "a man, 9-year-old daughter" are two."""
    last = chain.tops[-1]
    if last.groups and one.groups and last.groups != one.groups:
        return False
    bare_age = line.words[one.first][:1].isdecimal() and bool(one.ages)
    return last.low == last.high == one.low == one.high == 1 and bare_age and line.words[last.end : one.first] == (",",)


def _apart(line: Line, chain: Chain, rest: Sequence[Victims], *, before: set[int], after: set[int]) -> bool:
    """ "killing two people and 12 others were injured": the second has a harm of its own."""
    if rest[0].harm is not None or chain.tops[-1].harm is not None:
        return True
    held = any(at in after for at in range(chain.first - 3, chain.first + 1))
    if held and _is_subject(line, rest[0]):
        return True
    end, last = rest[0].end, rest[0]
    for other in rest[1:]:
        if held and _is_subject(line, other):
            break
        if other.first - end > JOINT - 2 or not (other.of_them or _joint(line, end, other, after=last)):
            break
        end, last = other.end, other
    small = casualty_words().small
    own = any(
        at in before and not any(word in small["clause_marks"] for word in line.words[end:at])
        for at in range(end, end + OWN_HARM + 1)
    )
    return own and (held or not small["part_marks"].isdisjoint(line.words[chain.first - 1 : chain.first]))


def _is_subject(line: Line, one: Victims) -> bool:
    """Whether a verb told after these people is about them: "killed two guards, and four workers were led away"."""
    tokens = line.parse.tokens
    token = tokens[max(one.head, one.first)]
    if token.dep == "pobj" and tokens[token.head].lower == "of":
        token = tokens[tokens[token.head].head]  # "two of his sons were"
    return token.dep in SUBJECTS and token.head >= one.end


def _other_status(line: Line, chain: Chain, one: Victims) -> bool:
    """ "nine civilians, including three women, and 23 soldiers": another status is no part of the first; "seven
    civilians, including a woman and four civilian policemen": the words say that they are."""
    status = STATUS & set(one.groups)
    qualifiers = casualty_words().qualifiers
    if "civilians" in chain.tops[-1].groups and "civilians" in map(qualifiers.get, line.words[one.first : one.end]):
        return False
    return bool(status) and any(STATUS & set(top.groups) and not status & set(top.groups) for top in chain.tops)
