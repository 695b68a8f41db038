"""One article → its claims: what each clause asserts about one attack, and on whose word.

The readers beside this module say what stands where; here their findings are put together clause by clause. Nothing is
believed yet, nothing is joined across sentences: that is the incidents room's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from istor.articles.article import Article, Block
from istor.claims.actors import read_actors
from istor.claims.attacks import read_attacks
from istor.claims.attribution import Attributed, read_attributions
from istor.claims.casualties import read_persons, read_tolls
from istor.claims.claim import (
    Actor,
    Attack,
    Attribution,
    Claim,
    Cue,
    Damage,
    Factuality,
    Modality,
    Person,
    Target,
    Toll,
    Weapon,
)
from istor.claims.clauses import clauses
from istor.claims.factuality import factuality_of
from istor.claims.hearing import with_others
from istor.claims.scope import scope_of
from istor.claims.succumbing import with_deaths_told_next
from istor.claims.syntax import starting_in
from istor.claims.targets import read_damage, read_targets
from istor.claims.weapons import read_weapons
from istor.language import Parse
from istor.lexicon import open_lexicon
from istor.provenance import Span, content_id

SEES_A_PART = frozenset({"hospital", "morgue", "witness"})  # what one of them saw is a floor, not the count
SAVES_LIVES = frozenset({"rescuer", "hospital", "morgue", "witness"})  # nobody's attackers, under whatever flag
ON_WHOSE_WORD = frozenset({"military", "civilians"})  # groups that an attacker alone can't give (codebook, "Status")


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=_Placed)


class _Said(NamedTuple):
    """Attributed words, so many characters long, and on whose word they stand."""

    length: int
    content: Span
    attribution: Attribution


@dataclass(frozen=True)
class _Found:
    """Everything the readers found in one paragraph, each list in text order."""

    attacks: tuple[Attack, ...]
    tolls: tuple[Toll, ...]
    weapons: tuple[Weapon, ...]
    targets: tuple[Target, ...]
    damage: tuple[Damage, ...]
    actors: tuple[Actor, ...]
    persons: tuple[Person, ...]


def extract(article: Article, parses: Sequence[Parse]) -> tuple[Claim, ...]:
    """The claims of an article, in text order, from the parses of the paragraphs that could matter.

    Ids depend on the article and the clause alone: the same page read twice gives the same claims.

    >>> from istor.claims import extraction
    >>> extraction.extract.__name__
    'extract'
    """
    attributions = read_attributions(article.id, parses, text=article.text)
    claims: list[Claim] = []
    attackers: frozenset[str] = frozenset()
    for parse, said in zip(parses, _by_paragraph(attributions, parses), strict=True):
        block = _block(article, parse.start)
        for claim in _paragraph(article.id, parse, said):
            named = frozenset(actor.key for actor in claim.actors if actor.key)
            attackers = named or attackers
            claims.append(_settled(claim, block, attackers))
    return with_others(article.text, with_deaths_told_next(claims, parses, article.text), attributions)


def _by_paragraph(attributions: Sequence[Attributed], parses: Sequence[Parse]) -> list[list[_Said]]:
    """For each paragraph the stretches of attributed words that touch it: no claim is held against all of a page's."""
    said: list[list[_Said]] = [[] for _ in parses]
    starts = [parse.start for parse in parses]
    for one in attributions:
        for content in one.content:
            first = max(0, bisect_right(starts, content.start) - 1)
            for at in range(first, bisect_left(starts, content.end)):
                said[at].append(_Said(content.end - content.start, content, one.attribution))
    return said


def _block(article: Article, offset: int) -> Block | None:
    at = bisect_right(article.blocks, offset, key=attrgetter("start")) - 1
    return article.blocks[at] if at >= 0 and offset < article.blocks[at].end else None


def _settled(claim: Claim, block: Block | None, attackers: frozenset[str]) -> Claim:
    """The claim with what only its surroundings tell: its block, and on whose word a status stands."""
    return msgspec.structs.replace(
        claim,
        headline=block is not None and block.kind == "headline",
        item=block.item if block else 0,
        tolls=tuple(_on_whose_word(toll, attackers) for toll in claim.tolls),
    )


def _on_whose_word(toll: Toll, attackers: frozenset[str]) -> Toll:
    """A dead man is a soldier or a civilian only where somebody other than the attacker says so."""
    speaker = toll.attribution.speaker
    if speaker is None or speaker.party not in attackers or speaker.kind in SAVES_LIVES:
        return toll
    if toll.group not in ON_WHOSE_WORD or toll.side == speaker.party:
        return toll
    return msgspec.structs.replace(toll, group="all", claimed_status=toll.group, status_by=speaker.words)


def _paragraph(article_id: str, parse: Parse, attributions: Sequence[_Said]) -> Iterator[Claim]:
    found = _read(article_id, parse)
    if not (found.attacks or found.tolls or found.damage):
        return
    for sentence in parse.sentences:
        whole = Span(
            article_id=article_id, start=parse.tokens[sentence[0]].start, end=parse.tokens[sentence[1] - 1].end
        )
        for clause in clauses(parse, sentence, found.attacks):
            span = Span(article_id=article_id, start=clause.start, end=clause.end)
            claim = _claim(parse, span, found, attributions)
            if claim is not None:
                yield msgspec.structs.replace(claim, sentence=whole)


def _read(article_id: str, parse: Parse) -> _Found:
    return _Found(
        attacks=read_attacks(article_id, parse),
        tolls=read_tolls(article_id, parse),
        weapons=read_weapons(article_id, parse),
        targets=read_targets(article_id, parse),
        damage=read_damage(article_id, parse),
        actors=read_actors(article_id, parse),
        persons=read_persons(article_id, parse),
    )


def _claim(parse: Parse, span: Span, found: _Found, attributions: Sequence[_Said]) -> Claim | None:
    attacks, tolls, damage = _within(span, found.attacks), _within(span, found.tolls), _within(span, found.damage)
    if not (attacks or tolls or damage):
        return None
    weapons = _within(span, found.weapons)
    attack = primary(attacks, tolls, parse=parse)
    anchor = attack.span if attack else (tolls[0].span if tolls else damage[0].span)
    factuality = _factuality(parse, attack, tolls)
    attributed = _attribution(anchor, attributions)
    saw = _sees_a_part(parse.text[span.start - parse.start : span.end - parse.start])
    tolls = tuple(_attributed(toll, attributions, saw=saw) for toll in tolls)
    actors = _within(span, found.actors)
    denied = factuality == "negated" and any(actor.stance == "denied" for actor in actors)
    return Claim(
        id=content_id("claim", span.article_id, span.start, span.end),
        article_id=span.article_id,
        span=span,
        sentence=span,
        factuality="news" if denied else factuality,  # whom it accuses says that he did not do it: a denial is told
        scope=scope_of(
            parse,
            span,
            attack,
            shots=max((w.launched or 0 for w in weapons), default=0),
            dead=max((toll.low for toll in tolls if toll.harm == "killed" and not toll.vague), default=0),
        ),
        modality="denied" if denied else modality_of(attributed, parse),
        attack=attack,
        actors=actors,
        weapons=weapons,
        targets=_within(span, found.targets),
        damage=damage,
        tolls=tolls,
        persons=_within(span, found.persons),
        attribution=attributed,
        cues=_cues(parse, span, attack, counting=any(toll.is_firm for toll in tolls)),
    )


def _factuality(parse: Parse, attack: Attack | None, tolls: Sequence[Toll]) -> Factuality:
    """How a clause is put, as the words around its attack have it. Without one, or where that would leave out people
    counted in it, as its figures are: "no casualties were reported" is told, not denied."""
    told = factuality_of(parse, attack.span) if attack else "negated"
    if told in ("news", "background") or not any(not toll.vague for toll in tolls):
        return "news" if attack is None else told
    figures: set[Factuality] = {factuality_of(parse, toll.span) for toll in tolls if not toll.vague}
    figures = {_AS_TOLD.get(one, one) for one in figures}
    return "news" if "news" in figures else sorted(figures)[0]


# Figures in the words of a denial or a charge are told all the same: "charged with shooting two men" tells of the past.
_AS_TOLD: Mapping[Factuality, Factuality] = {"negated": "news", "legal": "background"}


def _within(span: Span, found: Iterable[P]) -> tuple[P, ...]:
    return tuple(one for one in found if span.start <= one.span.start < span.end)


def primary(attacks: Sequence[Attack], tolls: Sequence[Toll] = (), *, parse: Parse | None = None) -> Attack | None:
    """The attack a clause is about: named rather than referred to, of a known kind rather than "Other", and the one
    nearest to the harm or, where no harm is told, highest in the sentence. None where the clause names none.

    >>> primary(()) is None
    True
    """

    def rank(attack: Attack) -> tuple[bool, bool, bool, bool, int]:
        told = attack.type in ("Other", "Disrupted weapons use")
        far = abs(attack.span.start - tolls[0].span.start) if tolls else _depth(parse, attack)
        return attack.type is None, attack.anaphor, told, attack.aftermath, far

    return min(attacks, key=rank, default=None)


def _depth(parse: Parse | None, attack: Attack) -> int:
    """How many heads stand above the attack's words, 0 for the sentence's own verb."""
    if parse is None:
        return 0
    inside = starting_in(parse, attack.span)
    return min((sum(1 for _ in parse.ancestors(token.i)) for token in inside), default=0)


def _cues(parse: Parse, span: Span, attack: Attack | None, *, counting: bool) -> tuple[Cue, ...]:
    words = parse.text[span.start - parse.start : span.end - parse.start]
    found = list(cues(words))
    opening = tuple(open_lexicon("claims", "en")["extraction"]["apart_counting"])
    if counting and "another" not in found and words.lower().startswith(opening):
        found.append("another")
    if attack and _said_of_something(parse, attack):
        found.append("passing")
    if attack and "earlier" in found and "earlier" not in cues(_without_asides(parse, span, attack)):
        found.remove("earlier")
    return tuple(found)


def _without_asides(parse: Parse, span: Span, attack: Attack) -> str:
    """A clause's words without the relative clauses that the attack is not in ("a school that was rebuilt years ago")."""
    inside = [t for t in parse.tokens if span.start <= t.start < span.end]
    own = next((t.i for t in inside if t.start >= attack.span.start), -1)
    asides = [
        below for t in inside if t.dep == "relcl" for below in [{u.i for u in parse.subtree(t.i)}] if own not in below
    ]
    return " ".join(t.text for t in inside if not any(t.i in aside for aside in asides))


def _said_of_something(parse: Parse, attack: Attack) -> bool:
    """Whether the attack stands in a relative clause of a noun ("the port, which faced an attack"), not of an attack's."""
    for token in starting_in(parse, attack.span):
        chain = [token, *parse.ancestors(token.i)]
        clause = next((one for one in chain if one.dep in ("relcl", "ROOT", "ccomp", "conj")), token)
        return clause.dep == "relcl"
    return False


def _attribution(anchor: Span, attributions: Sequence[_Said]) -> Attribution:
    """On whose word the words at `anchor` stand: the narrowest stretch of attributed words that holds them."""
    holding = [one for one in attributions if one.content.start <= anchor.start and anchor.end <= one.content.end]
    return min(holding, key=attrgetter("length")).attribution if holding else Attribution()


def _sees_a_part(clause: str) -> bool:
    """ "received 12 bodies", "treated nine": what passed before the speaker's eyes, not what the attack did in all."""
    words = frozenset(open_lexicon("claims", "en")["extraction"]["seen"])
    return not words.isdisjoint(clause.lower().split())


def _attributed(toll: Toll, attributions: Sequence[_Said], *, saw: bool) -> Toll:
    attribution = _attribution(toll.span, attributions)
    speaker = attribution.speaker
    partial = saw and speaker is not None and speaker.kind in SEES_A_PART
    hedged = toll.hedged or (speaker is not None and _is_rumour(speaker.words))
    return msgspec.structs.replace(toll, attribution=attribution, partial=toll.partial or partial, hedged=hedged)


def _is_rumour(words: str) -> bool:
    """ "Unconfirmed reports said …": nobody who could stand by it."""
    return any(rumour in words.lower() for rumour in open_lexicon("claims", "en")["extraction"]["rumours"])


def modality_of(attribution: Attribution, parse: Parse) -> Modality:
    """How firmly it is put: the article's own voice, a speaker's word, an allegation, a denial, or unverified."""
    words = open_lexicon("claims", "en")["extraction"]
    cue = _cue_words(attribution, parse)
    if cue & set(words["denied_cues"]):
        return "denied"
    if attribution.unverified:
        return "unverified"
    if cue & set(words["alleged_cues"]):
        return "alleged"
    return "attributed" if attribution.speaker or attribution.relay else "stated"


def _cue_words(attribution: Attribution, parse: Parse) -> set[str]:
    cue = attribution.cue
    if cue is None or not parse.start <= cue.start <= parse.start + len(parse.text):
        return set()
    return set(parse.text[cue.start - parse.start : cue.end - parse.start].lower().split())


def cues(clause: str) -> Iterator[Cue]:
    """What the words of a clause say of its place in the story (see `Claim.cues`).

    >>> list(cues("Another missile hit the port, officials said."))
    ['another']
    """
    words = open_lexicon("claims", "en")["extraction"]
    low = " ".join(clause.lower().split())
    tokens = [token.strip(".,:;“”\"'()") for token in low.split(" ")]
    told, things = _words_apart()
    following = zip(tokens, [*tokens[1:], ""], [*tokens[2:], "", ""], strict=False)
    apart = not told.isdisjoint(tokens) and any(a in told and (b in things or c in things) for a, b, c in following)
    if apart or any(phrase in low for phrase in words["apart_alone"]):
        yield "another"
    if any(low.startswith(phrase) or f" {phrase}" in low for phrase in words["earlier_first"]):
        yield "earlier"
    if any(phrase in low for phrase in words["overtaken"]):
        yield "overtaken"
    if any(phrase in low for phrase in words["risen"]):
        yield "risen"
    if any(phrase in low for phrase in words["total"]):
        yield "total"


@cache
def _words_apart() -> tuple[frozenset[str], frozenset[str]]:
    words = open_lexicon("claims", "en")["extraction"]
    return frozenset(words["apart"]), frozenset(words["apart_of"])
