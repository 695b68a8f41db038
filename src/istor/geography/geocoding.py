"""Names in a text → readings of places: found, told apart from governments and names, chosen, and put on the map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from istor.geography.choosing import BESIDE, IN_REGION, Ranked, distance_km, group_of, rank
from istor.geography.gazetteer import Gazetteer, Hit, open_gazetteer
from istor.geography.lodging import Lodged, lodge
from istor.geography.mentions import Mention, Word, find, mention_words, word_before, words_of
from istor.geography.names import fold
from istor.geography.place import Candidate, Place, PlaceReading
from istor.geography.precision import airwars_accuracy, geo_precision, where_prec
from istor.geography.relations import Position, midway, plain_position, position, stands_between
from istor.geography.sorting import assign_roles
from istor.geography.surroundings import look_around
from istor.geography.uncapped import find_uncapped
from istor.language import Parse

ALIKE_ENOUGH = 0.5  # a loose likeness is believed where at least half a name's weight speaks of its country
NAMESAKE_PEOPLE = 300_000
COMMON_REGIONS = 3  # of one country: a name that towns of so many of them bear is a common one
COMMON_PEOPLE = 150_000
SPOKEN_OF = 0.2  # sure names of a region, up to which a text does not speak of it
ONE_REGION = 1.0  # sure names of another one, from which on a text is of that region
FAINT = 0.25  # of what a text says of its country: so little it must say of another to have its villages meant
KNOWN = 20_000  # people of a town that others than its neighbours know
ONE_COUNTRY = 1.5  # sure names of one other country, from which on a text is about that country
QUARTER_KM = 50.0  # a city's own quarters and suburbs lie within so much of it
QUARTER_WORDS = 5  # "quarter of the city of"
UNSTRETCHED = frozenset({"area", "areas", "regions", "oblasts", "provinces", "counties", "districts", "communities"})


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
    in the gazetteer is kept: beside the town it is said to lie by, in the region it is said to lie in, or `place=None`.

    >>> reading = geoparse("A drone struck the village of Nowerivka, Kharkiv region, Ukraine.")[0]
    >>> reading.words, reading.place.name, reading.relation
    ('Nowerivka', 'Kharkiv Oblast', 'region')
    """
    gazetteer = gazetteer or open_gazetteer()
    words = words_of(text, parses, ranges if ranges is not None else [(0, len(text))])
    mentions = look_around(text, words, find(text, words, gazetteer), gazetteer)
    mentions = assign_roles(text, words, mentions, gazetteer)
    if not text.isascii():
        mentions = sorted([*mentions, *find_uncapped(text, words, gazetteer)], key=lambda mention: mention.first)
    return _Reader(text, words, mentions, gazetteer).readings()


class _Reader:
    """One text's mentions on their way to readings."""

    def __init__(self, text: str, words: Sequence[Word], mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self.text = text
        self.words = words
        self.mentions = mentions
        self.gazetteer = gazetteer
        self.ranked = rank(mentions, gazetteer)
        self.groups = [group_of(mention) for mention in mentions]
        self.rivals = [self.ranked.get(group, ()) for group in self.groups]
        self.candidates: dict[str, tuple[Candidate, ...]] = {}
        self.places = [self._choose(at) for at in range(len(mentions))]
        line_starts = [at for at, word in enumerate(words) if word.gap != " " and "\n" in word.gap]
        self.lines = [bisect_right(line_starts, mention.first) for mention in mentions]
        self.between = self._between()
        self.spots = [self._spot(at) for at in range(len(mentions))]
        self.told = Lodged(text, words, mentions, self.places, self.spots, self.lines)
        self.around = self._around() if None in self.places else {}

    def readings(self) -> tuple[PlaceReading, ...]:
        """A reading for every mention, unlisted ones placed by their neighbours."""
        return tuple(self._reading(at) for at in range(len(self.mentions)))

    def _choose(self, at: int) -> Place | None:
        best, mention = self.rivals[at], self.mentions[at]
        if (
            not best
            or (best[0].hit.own < 0 and best[0].context < ALIKE_ENOUGH)
            or self._namesake_abroad(mention, best[0])
            or self._namesake_afar(mention, best[0])
            or self._is_a_quarter_elsewhere(at, best[0])
        ):
            return None
        return self.gazetteer.place(best[0].hit.place_id)

    def _namesake_abroad(self, mention: Mention, best: Ranked) -> bool:
        """A village's name that only a small place of another country bears: the text speaks of its own, unlisted one."""
        if best.hit.kind not in ("settlement", "subregion") or mention.role != "location":
            return False
        if best.hit.population >= NAMESAKE_PEOPLE:
            return self._is_a_city_abroad(mention, best)
        if mention.within and best.because != BESIDE:  # "Salmiya in Hama", and the only Salmiya is in Kuwait
            return True
        if best.context < 0.1 and best.elsewhere > ONE_COUNTRY:
            return True
        faint = best.context < FAINT * best.elsewhere and self._is_a_village(mention, best)
        return faint or self._is_a_site(mention, best)

    def _is_a_city_abroad(self, mention: Mention, best: Ranked) -> bool:
        """A large city by another spelling of its name, where the text puts a place of that name in another country:
        "Sarja, Idlib province" is not Sharjah."""
        own = fold(self.gazetteer.place(best.hit.place_id).name)
        if own == mention.key or best.because == BESIDE:
            return False
        listed = [outer for outer in mention.within if outer.first == mention.last + 1 and outer.asked != "region"]
        around = {hit.country for outer in mention.within if outer not in listed for hit in outer.hits}
        if around:  # not of "Moscow, Kiev, Minsk and Riga"
            return best.hit.country not in around
        return best.context < FAINT * best.elsewhere and best.elsewhere > ONE_COUNTRY and self._is_called(mention)

    def _is_called(self, mention: Mention) -> bool:
        """Called a village or a town: "the village of X", "X town"."""
        at = mention.last + 1
        after = self.words[at].low if at < len(self.words) and self.words[at].gap == " " else ""
        return mention.asked == "settlement" or after in mention_words().unknown_before

    def _is_a_village(self, mention: Mention, best: Ranked) -> bool:
        """Called a village, in a text that is about one country: "the village of X"."""
        return self._is_called(mention) and best.hit.population < KNOWN and best.elsewhere > ONE_COUNTRY

    def _is_a_site(self, mention: Mention, best: Ranked) -> bool:
        """A prison or camp that bears the name of a village of which nothing in the text is near: only its own name."""
        at = mention.stretched_to
        site = mention.last < at < len(self.words) and self.words[at].low in mention_words().site_after
        return site and best.hit.population < KNOWN and best.because not in (BESIDE, IN_REGION)

    def _namesake_afar(self, mention: Mention, best: Ranked) -> bool:
        """A name that small towns of many regions bear, none of them of the region that the text is of: Broadway, Piedmont
        and Shelton are as well a street, a hospital and somebody."""
        hit = best.hit
        if hit.kind != "settlement" or hit.population >= COMMON_PEOPLE or mention.within or best.because == BESIDE:
            return False
        if best.region > SPOKEN_OF or best.other_region < ONE_REGION or mention.role == "dateline":
            return False
        if len({one.region for one in mention.hits if one.country == hit.country}) < COMMON_REGIONS:
            return False
        return self.gazetteer.place(best.leading_region).country == hit.country

    def _is_a_quarter_elsewhere(self, at: int, best: Ranked) -> bool:
        """A city's name that is said to be a quarter of another: "the Aleppo neighbourhood of Tartus"."""
        city = self._city_of_a_quarter(at)
        return city is not None and distance_km(best.hit, city) > QUARTER_KM

    def _city_of_a_quarter(self, at: int) -> Hit | None:
        """The city of which the words right after a name say that it is a quarter."""
        mention, words = self.mentions[at], self.words
        after = mention.last + 1
        if at + 1 >= len(self.mentions) or after >= len(words) or words[after].low not in mention_words().quarters:
            return None
        other, rivals = self.mentions[at + 1], self.rivals[at + 1]
        joint = words[after : other.first + 1]
        tied = 2 <= len(joint) - 1 <= QUARTER_WORDS and joint[1].low in ("of", "in")
        if not tied or any(word.gap != " " for word in joint[1:]) or not rivals:
            return None
        return rivals[0].hit if rivals[0].hit.kind == "settlement" and other.role == "location" else None

    def _spot(self, at: int) -> Position | None:
        mention, place = self.mentions[at], self.places[at]
        if place is None:
            return None
        if mention.role not in ("location", "dateline"):
            return plain_position(place)
        return self.between.get(at) or position(self.text, self.words, mention, place)

    def _between(self) -> dict[int, Position]:
        """ "between X and Y": the middle, for the mentions of both."""
        found: dict[int, Position] = {}
        for at, (one, other) in enumerate(pairwise(self.mentions)):
            first, second = self.places[at], self.places[at + 1]
            if first and second and stands_between(self.text, self.words, one, other):
                middle = midway(first, second)
                found[at] = found[at + 1] = middle
        return found

    def _reading(self, at: int) -> PlaceReading:
        mention, place, spot = self.mentions[at], self.places[at], self.spots[at]
        known = place is not None
        said = mention.unlisted or bool(mention.asked or mention.within) or self._locative(mention)
        said = said or self._city_of_a_quarter(at) is not None
        if place is None and said:
            place, spot = lodge(self.told, at, around=self.around, gazetteer=self.gazetteer) or (None, None)
        start, end = self._offsets(mention)
        outer = [self.gazetteer.place(one.hits[0].place_id).name for one in mention.within if one.hits]
        return PlaceReading(
            words=self.text[start:end],
            start=start,
            end=end,
            role=mention.role if place or said else "name",
            relation=spot.relation if spot else "in",
            place=place,
            lat=spot.lat if spot else None,
            lon=spot.lon if spot else None,
            radius_m=spot.radius_m if spot else None,
            within=outer[0] if outer else None,
            candidates=self._candidates(at) if known else (),
            geo_precision=geo_precision(place, spot) if place and spot else None,
            where_prec=where_prec(place, spot) if place and spot else None,
            airwars_accuracy=airwars_accuracy(place, spot) if place and spot else None,
        )

    def _candidates(self, at: int) -> tuple[Candidate, ...]:
        """The rivals of a name, made once for all mentions of its group."""
        group = self.groups[at]
        if group not in self.candidates:
            self.candidates[group] = tuple(
                Candidate(place=self.gazetteer.place(one.hit.place_id), score=round(one.share, 4), because=one.because)
                for one in self.rivals[at]
            )
        return self.candidates[group]

    def _locative(self, mention: Mention) -> bool:
        before = word_before(self.words, mention.first)
        return before in mention_words().locative

    def _offsets(self, mention: Mention) -> tuple[int, int]:
        stretched = max(mention.last, mention.stretched_to)
        if self.words[stretched].low in UNSTRETCHED:  # the "regions" of "Sumy and Poltava regions" are both
            stretched = mention.last
        end = self.words[stretched].end
        if mention.dotted and self.text[end : end + 1] == ".":
            end += 1
        return self.words[mention.first].start, end

    def _around(self) -> dict[int, Place]:
        """The region or country that each name is said to lie in or, where it is placed, lies in."""
        found = {}
        for at, mention in enumerate(self.mentions):
            hit = self.rivals[at][0].hit if self.places[at] else None
            told = [best[0].hit for outer in mention.within if (best := self.ranked.get(group_of(outer)))]
            if told and (hit is None or (hit.region is None and hit.kind not in ("region", "country"))):
                hit = told[0]  # an area lies in the region beside it; a town in its own, whatever country is told
            if hit:
                whole = hit.kind in ("region", "country") or bool(told and hit is told[0])
                found[at] = self.gazetteer.place(hit.place_id if whole else hit.region or hit.place_id)
        return found
