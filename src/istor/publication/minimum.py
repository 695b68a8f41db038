"""The minimum record of an incident, as the Standards for Casualty Recording (Every Casualty) ask for it: place, date and time, the
documents, the number killed, who they were as far as published, how they died, and who is said to have done it.

Each field is filled or says `not known`; nothing is made up to fill one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from istor.claims.claim import Person
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.ledger.entry import Entry, Figure
from istor.provenance import Record
from istor.publication.redaction import Page
from istor.publication.withholding import same

NOT_KNOWN = "not known"
NAME_WITHHELD = "name withheld"
SEXES = {"female": "woman or girl", "male": "man or boy"}


class Casualty(Record):
    """Somebody who was named as dead or hurt. `name=None`: it is withheld; `age` in years and `sex`, None: not known, or withheld."""

    name: str | None
    harm: str
    age: int | None = None
    sex: str | None = None


class Field(Record):
    """A field of the record: its label and its values, one or more; `not known` where there is none."""

    label: str
    values: tuple[str, ...]


class Minimum(Record):
    """The minimum record of one incident. `public`: what must not be published is out of it."""

    incident: str
    review: str
    public: bool
    fields: tuple[Field, ...]


def casualties(people: Iterable[Person]) -> tuple[Casualty, ...]:
    """The people that pages name as dead or hurt, each once, with the age and sex that any page tells.

    Two spellings of a name are one person where they have the same key.
    """
    found: dict[tuple[str, str], Casualty] = {}
    for each in people:
        known = found.get((same(each.words), each.harm))
        found[same(each.words), each.harm] = Casualty(
            name=known.name if known else each.words,
            harm=each.harm,
            age=known.age if known and known.age is not None else each.age,
            sex=known.sex if known and known.sex else each.sex,
        )
    return tuple(sorted(found.values(), key=lambda each: (each.harm != "killed", each.harm, each.name or "")))


def minimum(
    entry: Entry,
    pages: Sequence[Page],
    people: Sequence[Casualty],
    *,
    public: bool,
    hashes: dict[str, str] | None = None,
) -> Minimum:
    """The record of an entry, the pages it rests on and the people they name. `hashes` are the SHA-256 of pages' bytes by article."""
    dead = [_person(each) for each in people if each.harm == "killed"]
    others = [f"{_person(each)}, {each.harm}" for each in people if each.harm != "killed"]
    fields = (
        ("Place", _place(entry.place)),
        ("Date and time", _date(entry.date)),
        ("Number killed", _number(entry.figure("killed"))),
        ("Number injured", _number(entry.figure("injured"))),
        ("The dead: name, age, sex", dead),
        ("Others who are named", others),
        ("Manner of death", _manner(entry)),
        ("Said to have done it", sorted({f"{each.words} ({each.stance})" for each in entry.actors})),
        ("What was hit", sorted({f"{each.words} ({each.kind})" for each in entry.targets})),
        ("Documents", [_document(each, (hashes or {}).get(each.article_id)) for each in pages]),
        ("How well supported", [f"{entry.grade.grade}: {entry.grade.criterion}"] if entry.grade else []),
    )
    return Minimum(
        incident=entry.incident_id,
        review=entry.review,
        public=public,
        fields=tuple(Field(label=label, values=tuple(values) or (NOT_KNOWN,)) for label, values in fields),
    )


def _place(reading: PlaceReading | None) -> list[str]:
    if reading is None:
        return []
    place = reading.place
    named = [place.name, place.admin1 if place.admin1 != place.name else None, place.country] if place else []
    told = [", ".join(each for each in named if each) or f"“{reading.words}”"]
    if reading.lat is not None and reading.lon is not None:
        within = f", known to within {reading.radius_m:,} m" if reading.radius_m is not None else ""
        told.append(f"{reading.lat}, {reading.lon} (WGS 84){within}")
    return told


def _date(reading: DateReading | None) -> list[str]:
    """The days, and the hours where they are told; a day without its year as EDTF writes it."""
    if reading is None:
        return []
    days = reading.range
    if days is None:
        return [f"{reading.edtf} (“{reading.words}”)"]
    first, last = days.earliest.isoformat(), days.latest.isoformat()
    hours = [each.strftime("%H:%M") for each in (days.earliest_time, days.latest_time) if each is not None]
    told = [first if first == last else f"{first} to {last}"]
    told.append(f"{' to '.join(dict.fromkeys(hours))} local time" if hours else f"time {NOT_KNOWN}")
    return told


def _number(figure: Figure | None) -> list[str]:
    if figure is None or figure.best is None:
        return [figure.because] if figure is not None and figure.low is not None else []
    least, most = figure.low, "no upper limit" if figure.high is None else figure.high
    spread = "" if least == most == figure.best else f" ({least} to {most})"
    return [f"{figure.best}{spread}", figure.because]


def _person(each: Casualty) -> str:
    age = f"{each.age} years" if each.age is not None else f"age {NOT_KNOWN}"
    sex = SEXES.get(each.sex or "", f"sex {NOT_KNOWN}")
    if each.name is None and each.harm != "killed":
        return "name, age and sex withheld"
    return ", ".join((each.name or NAME_WITHHELD, age, sex))


def _manner(entry: Entry) -> list[str]:
    weapons = ", ".join(sorted({each.words for each in entry.weapons}))
    return [entry.type, f"weapons: {weapons or NOT_KNOWN}"]


def _document(page: Page, checksum: str | None) -> str:
    told = (
        page.publisher or f"publisher {NOT_KNOWN}",
        f"“{page.title}”" if page.title else f"title {NOT_KNOWN}",
        page.published or f"day {NOT_KNOWN}",
        page.url or f"address {NOT_KNOWN}",
        f"SHA-256 {checksum}" if checksum else "",
    )
    return ", ".join(each for each in told if each)
