"""Every figure anybody gave for an incident, one Account each, with the origin it leads back to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from istor.articles.article import Article
from istor.claims.claim import Attribution, Toll
from istor.incidents.incident import Sighting
from istor.ledger.entry import Account
from istor.ledger.houses import publisher_key
from istor.ledger.independence import is_nameless, origin_of
from istor.ledger.monitors import one_body
from istor.ledger.sides import Apart, as_told, standing_of, told_apart, with_lone_groups
from istor.provenance import Record, Span

# They count bodies, treat the hurt or watch from afar, under whatever country's name: "the Syrian Observatory".
NO_PARTY = frozenset({"named_list", "morgue", "rescuer", "hospital", "monitor", "witness"})
SOME_OF_MORE = "some of the people whom others count"


class Told(Record):
    """An account with the toll it was made from; `copy` where its page repeats another one, `within` where the page
    leaves a larger figure standing of which this is a part ("seven people, two of them seriously"). `interest` says
    why its speaker is no judge of this figure ("": nothing speaks against it). `again`: another account gives the figure
    first-hand, and this one only tells it again: whenever it is printed, it says nothing later than that one. `lone`: some
    of the people, or one group, that stand for all where their page counts nobody else."""

    account: Account
    toll: Toll
    copy: bool = False
    within: bool = False
    interest: str = ""
    again: bool = False
    lone: bool = False


def accounts_of(
    sightings: Sequence[Sighting],
    articles: Mapping[str, Article],
    origins: Mapping[str, str],
    *,
    aside: Sequence[Span] = (),
) -> tuple[Told, ...]:
    """All accounts of the sightings, by when their pages say it, page and place in the text. A page without a day comes
    first, so that it never replaces a dated one. `origins` as of `independence.folded`; figures within `aside` a
    person set aside.
    """
    stances = {(actor.stance, actor.key) for sighting in sightings for actor in sighting.actors if actor.key}
    apart = told_apart(sightings)
    told = [
        _told(toll, sighting, articles=articles, origins=origins, interest=_interest(toll, stances), apart=apart)
        for sighting in sightings
        for toll in with_lone_groups(_without_echoes(sighting.tolls, apart), sighting, apart=apart)
    ]
    heard = _with_the_nameless_apart(_in_order(_of_one_body(told), articles), articles)
    voiced = _folded_voices(heard, articles)
    found = _with_copies_marked(_some_of_more(voiced), origins)
    return tuple(_set_aside(each) if any(span.covers(each.toll.span) for span in aside) else each for each in found)


def _of_one_body(told: Sequence[Told]) -> list[Told]:
    """The accounts with one origin for each monitor, however the pages call it."""
    whole = one_body(each.account.origin for each in told)
    return [
        msgspec.structs.replace(each, account=msgspec.structs.replace(each.account, origin=whole[each.account.origin]))
        if each.account.origin in whole
        else each
        for each in told
    ]


def _set_aside(told: Told) -> Told:
    return msgspec.structs.replace(told, interest="set aside by a person")


def _in_order(told: Sequence[Told], articles: Mapping[str, Article]) -> list[Told]:
    """By day, hour where pages state one, and page; of pages of one hour the lower figure first: tolls rise."""
    highest: dict[str, int] = {}
    for each in told:
        page = each.account.article_id
        highest[page] = max(highest.get(page, 0), each.account.low)

    def key(each: Told) -> tuple[str, str, int, str, int]:
        one = each.account
        day = one.said_on.isoformat() if one.said_on else ""
        return day, one.said_at or "", highest[one.article_id], one.article_id, one.span.start

    return sorted(told, key=key)


def _with_the_nameless_apart(told: Sequence[Told], articles: Mapping[str, Article]) -> list[Told]:
    """The accounts, in their order, people without a name told apart by who heard them where they say otherwise: "a security
    source" of AFP's who counts six and one of Reuters' who counts eight are two, and neither corrects the other. Who say the
    same may be one, and are taken for one."""
    first: dict[tuple[object, ...], tuple[str, tuple[int, int | None]]] = {}
    heard: list[Told] = []
    for each in told:
        one, speaker = each.account, each.toll.attribution.speaker
        if speaker is None or not is_nameless(speaker):
            heard.append(each)
            continue
        hearer = _printers(each, articles)[-1:] or [f"page {one.article_id}"]
        figure = (one.low, one.high)
        known, told_first = first.setdefault((one.origin, one.harm, one.group, one.side), (hearer[0], figure))
        apart = hearer[0] != known and figure != told_first
        account = msgspec.structs.replace(one, origin=f"{one.origin}, to {hearer[0]}") if apart else one
        heard.append(msgspec.structs.replace(each, account=account))
    return heard


def _folded_voices(told: Sequence[Told], articles: Mapping[str, Article]) -> tuple[Told, ...]:
    """Fold a figure that nobody is named for into the origin that gave the same figure: who tells it could not have
    counted. A newsroom that names no source for a count somebody else gave adds no voice to it, and "citing Reuters"
    leads to whom Reuters' own page names.
    """
    spoken: dict[tuple[object, ...], Told] = {}
    printed: dict[tuple[object, ...], Told] = {}
    for each in sorted(told, key=_doubtful):
        if _speaks(each):
            spoken.setdefault(_figure(each.toll), each)
            for outlet in _printers(each, articles):
                printed.setdefault((outlet, *_figure(each.toll)), each)
    for each in told:
        if each.toll.attribution.relay or each.toll.attribution.speaker:
            spoken.setdefault(_figure(each.toll), each)
    return tuple(_folded(each, _giver(each, spoken, printed)) for each in told)


def _speaks(told: Told) -> bool:
    """Whether somebody is named who could have counted: an outlet only passes on what others told it."""
    speaker = told.toll.attribution.speaker
    return speaker is not None and speaker.kind != "media"


def _printers(told: Told, articles: Mapping[str, Article]) -> list[str]:
    """The keys of those who brought the speaker's words: the page's publisher and every relay."""
    publisher = articles[told.account.article_id].publisher
    own = [publisher.name] if publisher else []
    return [publisher_key(name) for name in (*own, *told.account.relay)]


def _doubtful(told: Told) -> tuple[bool, bool]:
    """Of those who give one figure, whom it is taken to come from: who is no party to it, and says it firmly."""
    toll = told.toll
    return bool(told.interest), toll.hedged or toll.vague or toll.none_reported or told.within


def _giver(
    told: Told, spoken: Mapping[tuple[object, ...], Told], printed: Mapping[tuple[object, ...], Told]
) -> Told | None:
    """Who gave the figure that this one repeats; None: its own origin."""
    if _speaks(told):
        return None
    if told.toll.attribution.relay or told.toll.attribution.speaker:
        return printed.get((told.account.origin, *_figure(told.toll)))
    return spoken.get(_figure(told.toll))


def _folded(told: Told, giver: Told | None) -> Told:
    if giver is None:
        return told
    same = {"origin": giver.account.origin, "speaker_kind": giver.account.speaker_kind}
    account = msgspec.structs.replace(told.account, **same)
    again = not _doubtful(giver)[1]  # what its giver doubts, and a newsroom says firmly, is said by it
    return msgspec.structs.replace(told, account=account, interest=told.interest or giver.interest, again=again)


def _with_copies_marked(told: Sequence[Told], origins: Mapping[str, str]) -> tuple[Told, ...]:
    """A copy that gives the figure of what it copies tells it again; one that changes it makes a later statement."""

    def key(each: Told) -> tuple[object, ...]:
        page = each.account.article_id
        return origins.get(page, page), each.account.origin, *_figure(each.toll)

    first: dict[tuple[object, ...], Told] = {}
    for each in sorted(told, key=lambda each: each.copy):
        first.setdefault(key(each), each)
    return tuple(
        msgspec.structs.replace(each, again=True) if each.copy and first[key(each)] is not each else each
        for each in told
    )


def _told(
    toll: Toll,
    sighting: Sighting,
    *,
    articles: Mapping[str, Article],
    origins: Mapping[str, str],
    interest: str,
    apart: Apart,
) -> Told:
    article, toll = articles[sighting.article_id], as_told(toll, apart)
    speaker = toll.attribution.speaker
    account = Account(
        sighting_id=sighting.id,
        article_id=article.id,
        harm=toll.harm,
        group=toll.group,
        low=toll.low,
        high=toll.high,
        words=toll.words,
        span=toll.span,
        origin=origin_of(toll.attribution, article, origins=origins, articles=articles),
        speaker=speaker.words if speaker else None,
        speaker_kind=speaker.kind if speaker else "media",
        relay=tuple(mention.words for mention in toll.attribution.relay),
        publisher=article.publisher.name if article.publisher else None,
        said_on=article.published,
        said_at=article.hour,
        as_of=toll.as_of,
        side=toll.side,
        party=speaker.party if speaker and speaker.kind not in NO_PARTY else None,
    )
    return Told(
        account=account,
        toll=toll,
        copy=article.id in origins,
        within=_within(toll, sighting),
        interest=interest,
        lone=toll.part and toll.group == "all",
    )


def _interest(toll: Toll, stances: Collection[tuple[str, str]]) -> str:
    """A party is no judge of its enemy's dead, nor of people it denies having harmed: both are shown as dissent."""
    speaker = toll.attribution.speaker
    party = speaker.party if speaker and speaker.kind not in NO_PARTY else None
    if toll.claimed_status is not None or (party and toll.side and toll.side != party):
        return "a party's count of its enemy's dead"
    if party is None or toll.side == party:
        return ""
    if ("denied", party) in stances:
        return "a party's count of people it denies harming"
    attacked = any((stance, party) in stances for stance in ("stated", "admitted"))
    soldiers = speaker is not None and speaker.kind == "military"
    return "a party's count of its enemy's dead" if attacked and soldiers else ""


def _within(toll: Toll, sighting: Sighting) -> bool:
    if any(_adds_up(other, toll) for other in sighting.tolls):
        return True
    left_standing = standing_of(sighting).get(toll.harm)
    if toll.group != "all" or toll.side or left_standing is None:
        return False
    some = toll.part and toll in sighting.tolls and toll.low != left_standing[0]
    return toll.low < left_standing[0] or (some and any(_is_whole(other, toll) for other in sighting.tolls))


def _adds_up(whole: Toll, part: Toll) -> bool:
    """Whether its page adds a figure up with others."""
    same = (whole.harm, whole.group) == (part.harm, part.group)  # "two civilians and six soldiers": each a figure still
    return whole.derived and same and part.span in whole.parts and whole.low > part.low


def _is_whole(toll: Toll, part: Toll) -> bool:
    """Whether it counts the people that `part` is some of."""
    return toll.harm == part.harm and not (toll.part or toll.vague or toll.hedged or toll.superseded)


def _some_of_more(told: Sequence[Told]) -> tuple[Told, ...]:
    """Set aside one person or one group that a page tells of, where somebody counts more people: "a boy was shot" is no
    rival of "three people were shot", whoever says so."""
    most: dict[tuple[str, str], int] = {}
    for each in told:
        toll, doubted = each.toll, each.within or each.interest or _doubtful(each)[1]
        if each.account.group == "all" and not (toll.part or doubted or toll.superseded):
            key = (toll.harm, each.account.side or "")
            most[key] = max(most.get(key, 0), toll.low)
    return tuple(
        msgspec.structs.replace(each, interest=SOME_OF_MORE)
        if each.lone and not each.interest and each.toll.low < most.get((each.toll.harm, each.account.side or ""), 0)
        else each
        for each in told
    )


def _without_echoes(tolls: Sequence[Toll], apart: Apart) -> list[Toll]:
    """Leave out a page's own-voice figure where the same page puts the same figure in a speaker's mouth."""
    spoken = {_figure(as_told(toll, apart)) for toll in tolls if _named(toll.attribution)}
    return [toll for toll in tolls if _named(toll.attribution) or _figure(as_told(toll, apart)) not in spoken]


def _figure(toll: Toll) -> tuple[object, ...]:
    return toll.harm, toll.group, toll.low, toll.high, toll.side


def _named(attribution: Attribution) -> bool:
    return attribution.speaker is not None or bool(attribution.relay)
