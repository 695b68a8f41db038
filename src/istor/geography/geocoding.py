"""Names in a text → readings of places: found, told apart from governments and names, chosen, and put on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from istor.geography.choosing import Ranked, group_of, rank
from istor.geography.gazetteer import BROAD, Gazetteer, open_gazetteer
from istor.geography.mentions import Mention, Word, find, words_of
from istor.geography.place import Candidate, Place, PlaceReading
from istor.geography.precision import geo_precision, where_prec
from istor.geography.relations import Position, midway, plain_position, position, stands_between
from istor.geography.roles import assign_roles
from istor.geography.surroundings import look_around
from istor.language import Parse


def geoparse(
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    parses: Sequence[Parse] = (),
    ranges: Sequence[tuple[int, int]] | None = None,
) -> tuple[PlaceReading, ...]:
    """The places a text names, in text order, each with its point, its doubt in metres and the runners-up.

    `parses` are the text's paragraphs as `language.parse` gives them, where the caller has them: they sharpen the roles.
    `ranges` are the (start, end) offsets to read, in order; None reads all. A name that is said to be a place and is not
    in the gazetteer is kept: with the region it is said to lie in, or with `place=None`.

    >>> reading = geoparse("A drone struck the village of Nowerivka, Kharkiv region, Ukraine.")[0]
    >>> reading.words, reading.place.name, reading.relation
    ('Nowerivka', 'Kharkiv Oblast', 'region')
    """
    gazetteer = gazetteer or open_gazetteer()
    words = words_of(text, parses, ranges if ranges is not None else [(0, len(text))])
    mentions = look_around(text, words, find(text, words, gazetteer), gazetteer)
    mentions = assign_roles(text, words, mentions, gazetteer)
    ranked = rank(mentions, gazetteer)
    chosen = [_choose(mention, ranked, gazetteer) for mention in mentions]
    readings = []
    for at, mention in enumerate(mentions):
        neighbours = (mentions[at - 1] if at else None, mentions[at + 1] if at + 1 < len(mentions) else None)
        spot = None
        place = chosen[at]
        if place is not None:
            if mention.role not in ("location", "dateline"):
                spot = plain_position(place)
            else:
                spot = position(text, words, mention, place)
            for step, (one, other) in ((1, (mention, neighbours[1])), (-1, (neighbours[0], mention))):
                rival = chosen[at + step] if one and other else None
                if one and other and rival and stands_between(text, words, one, other):
                    spot = midway(place, rival)
        fallback = place is None and _outer_place(mention, ranked, gazetteer)
        readings.append(
            _reading(text, words, mention, place or fallback or None, spot=spot, ranked=ranked, gazetteer=gazetteer)
        )
    return tuple(readings)


def _choose(mention: Mention, ranked: Mapping[str, tuple[Ranked, ...]], gazetteer: Gazetteer) -> Place | None:
    best = ranked.get(group_of(mention), ())
    if not best or (best[0].hit.own < 0 and not _likeness_fits(mention, best[0])):
        return None
    return gazetteer.place(best[0].hit.place_id)


def _likeness_fits(mention: Mention, best: Ranked) -> bool:
    """A loose likeness counts only in the country or region that the words name."""
    return best.because.startswith("the words beside")


def _outer_place(mention: Mention, ranked: Mapping[str, tuple[Ranked, ...]], gazetteer: Gazetteer) -> Place | None:
    """The region, or failing that the country, that an unknown name is said to lie in."""
    for outer in mention.within:
        best = ranked.get(group_of(outer), ())
        if best:
            return gazetteer.place(best[0].hit.place_id)
    return None


def _reading(
    text: str,
    words: Sequence[Word],
    mention: Mention,
    place: Place | None,
    *,
    spot: Position | None,
    ranked: Mapping[str, tuple[Ranked, ...]],
    gazetteer: Gazetteer,
) -> PlaceReading:
    start, end = words[mention.first].start, words[max(mention.last, mention.stretched_to)].end
    if place is not None and spot is None:
        spot = Position(place.lat, place.lon, place.radius_m, "region")
    outer = [gazetteer.place(one.hits[0].place_id).name for one in mention.within if one.hits]
    return PlaceReading(
        words=text[start:end],
        start=start,
        end=end,
        role=mention.role,
        relation=spot.relation if spot else "in",
        place=place,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        radius_m=spot.radius_m if spot else None,
        within=outer[0] if outer else None,
        candidates=tuple(
            Candidate(place=gazetteer.place(one.hit.place_id), score=round(one.share, 4), because=one.because)
            for one in ranked.get(group_of(mention), ())
        )
        if (spot and place and spot.relation != "region") or (place and place.kind in BROAD)
        else (),
        geo_precision=geo_precision(place, spot) if place and spot else None,
        where_prec=where_prec(place, spot) if place and spot else None,
    )
