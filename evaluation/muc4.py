"""MUC-4: which of the wire reports of 1989–91 tell of an attack, and the slots of each attack's template.

The argument is a file of templates, one message a line ({"docid", "doctext", "templates"}), or a folder that has one.
Where the organisers' answer keys lie beside it (`original/`), the slots that the file leaves out are compared too.

How the slots are compared:
- relevance: a message is relevant if it has a template; istor finds it so if it reads an attack by the corpus's rules
  (fighting between armed men is none).
- templates are paired one to one, those that agree in most first; a slot's fills count over all templates, paired or not,
  so that a template missed or made up costs its every slot, as in 1992 ("all templates").
- type: ours in the corpus's words (table below). weapon, target, victim, perpetrator: a fill is right if its words are
  mostly those of one of the key's ways to put it; individuals and organisations are one slot.
- victim_number: each human target's number against each toll's. victim_effect: death, injury.
- date: the days overlap and differ in length by a week at most. location: the place read is one the key names.

In 1992 seventeen systems took part: F over all slots 55.9–57.2 for the best, about 30 for the median.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import istor
from evaluation.muc_keys import Key, Original, originals
from evaluation.score_sightings import alike

Alternatives = frozenset[str]  # the ways to put one fill
TYPE = {
    "Remote explosive/landmine/IED": "bombing",
    "Suicide bomb": "bombing",
    "Grenade": "bombing",
    "Abduction/forced disappearance": "kidnapping",
    "Looting/property destruction": "arson",
}
FIGHTING = frozenset({"Armed clash", "Disrupted weapons use"})
EFFECT = {"killed": "DEATH", "injured": "INJURY"}
TEMPLATE_SLOTS = {"weapon": ("Weapon",), "target": ("Target",), "victim": ("Victim",), "perpetrator": ("PerpInd", "PerpOrg")}
SLOTS = ("type", *TEMPLATE_SLOTS, "victim_number", "victim_effect", "date", "location")
A_WEEK = 7


class Template(NamedTuple):
    """One attack: slot → fills, each a set of equal ways to put it. A slot that the gold leaves out is absent."""

    fills: dict[str, tuple[Alternatives, ...]]
    days: tuple[dt.date, dt.date] | None = None


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float | None]:
    """`relevance_f1`, `type_f1` and the F1 of each slot and of all together (fractions); None: the gold has no such slot."""
    path = folder if folder.is_file() else next(one for one in _files(folder) if one.is_file())
    messages = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()][:sample]
    known = originals(path)
    relevant, slots = Counter[str](), Counter[str]()
    for message in messages:
        original = known.get(message["docid"])
        gold = [_gold(one, key) for one, key in _keyed(message["templates"], original)]
        read = list(_read(message["doctext"], original.sent if original else None))
        relevant["gold"] += bool(gold)
        relevant["read"] += bool(read)
        relevant["both"] += bool(gold and read)
        if bool(gold) != bool(read) and errors > 0:
            errors -= 1
            print(message["docid"], "missed" if gold else "false", read[0].fills if read else "")
        _compare(slots, gold, read)
    figures: dict[str, float | None] = {"relevance_f1": _f1(relevant, "")}
    figures |= {f"{slot}_f1": _f1(slots, f"{slot} ") for slot in SLOTS}
    both, want, got = (sum(slots[f"{slot} {of}"] for slot in SLOTS) for of in ("both", "gold", "read"))
    return figures | {"all_slots_f1": round(2 * both / (want + got), 4) if want + got else None}


def _files(folder: Path) -> Iterator[Path]:
    yield from (folder / "dev.json", folder / "templates" / "dev.json")
    yield from sorted(folder.glob("*.json"))


def _keyed(templates: Sequence[dict[str, Any]], original: Original | None) -> Iterator[tuple[dict[str, Any], Key | None]]:
    """Each template with its key: the next of its type, for both list the attacks in one order."""
    left = list(original.keys) if original else []
    for template in templates:
        key = next((one for one in left if one.kind == template["incident_type"]), None)
        if key is not None:
            left.remove(key)
        yield template, key


def _gold(template: dict[str, Any], key: Key | None) -> Template:
    fills: dict[str, tuple[Alternatives, ...]] = {"type": (frozenset({template["incident_type"]}),)}
    for slot, names in TEMPLATE_SLOTS.items():
        entities = [entity for name in names for entity in template.get(name, [])]
        fills[slot] = tuple(frozenset(_words(mention) for mention in entity) for entity in entities)
    if key is None:
        return Template(fills)
    fills["victim_number"] = tuple(frozenset({str(number)}) for number in key.numbers)
    fills["victim_effect"] = tuple(frozenset({one}) for one in sorted(key.effects & set(EFFECT.values())))
    fills["location"] = (frozenset(key.places),) if key.places else ()
    fills["date"] = (frozenset({"-".join(map(str, key.days))}),) if key.days else ()
    return Template(fills, key.days)


def _words(mention: Any) -> str:
    """A mention is its words, or its words and where they stand."""
    return str(mention if isinstance(mention, str) else mention[0])


def _read(text: str, sent: dt.date | None) -> Iterator[Template]:
    """The attacks istor reads in a message, by the corpus's rules of what is one."""
    paragraphs = re.sub(r" {3,}", "\n\n", text)
    reading = istor.read(paragraphs, published=sent.isoformat() if sent else None, language="en").to_json()
    for one in reading["sightings"]:
        if one["type"] not in FIGHTING and one["scope"] != "aggregate":
            yield _template(one)


def _template(sighting: dict[str, Any]) -> Template:
    tolls = [toll for toll in sighting["tolls"] if not (toll.get("vague") or toll.get("none_reported"))]
    days = tuple(dt.date.fromisoformat(day) for day in sighting["date"] or ())
    place = sighting["place"] or {}
    named = [one["words"] for one in sighting["persons"]]
    fills = {
        "type": [TYPE.get(sighting["type"], "attack")],
        "weapon": [one["words"] for one in sighting["weapons"]],
        "target": [one["words"] for one in sighting["targets"]],
        "victim": named or sorted({toll["words"] for toll in tolls}),
        "perpetrator": [one["words"] for one in sighting["actors"] if one["stance"] != "denied"],
        "victim_number": sorted({str(toll["low"]) for toll in tolls} or {"1" for _ in named}),
        "victim_effect": sorted({EFFECT[toll["harm"]] for toll in tolls if toll["harm"] in EFFECT}),
        "date": ["-".join(map(str, days))] if days else [],
    }
    told = {slot: tuple(frozenset({words}) for words in found) for slot, found in fills.items()}
    where = frozenset(str(place[name]) for name in ("settlement", "words", "admin1") if place.get(name))
    return Template(told | {"location": (where,) if where else ()}, (days[0], days[1]) if days else None)


def _compare(counts: Counter[str], gold: Sequence[Template], read: Sequence[Template]) -> None:
    """Adds up fills in the gold, read, and in both, over the best pairs and all that is left over."""
    ranked = sorted(
        ((sum(_shared(one, other).values()), -i, -j) for i, one in enumerate(gold) for j, other in enumerate(read)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for shared, i, j in ranked:
        if shared and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    told = {slot for one in gold for slot in one.fills} or set(SLOTS[:1]) | set(TEMPLATE_SLOTS)
    for i, one in enumerate(gold):
        counts.update({f"{slot} gold": len(found) for slot, found in one.fills.items()})
        if i in pairs:
            counts.update({f"{slot} both": n for slot, n in _shared(one, read[pairs[i]]).items()})
    for other in read:
        counts.update({f"{slot} read": len(found) for slot, found in other.fills.items() if slot in told})


def _shared(gold: Template, read: Template) -> Counter[str]:
    """How many fills of each slot two templates have in common."""
    both: Counter[str] = Counter()
    for slot, wanted in gold.fills.items():
        left = list(read.fills.get(slot, ()))
        for one in wanted:
            hit = next((other for other in left if _same(slot, one, other, gold=gold, read=read)), None)
            if hit is not None:
                left.remove(hit)
                both[slot] += 1
    return both


def _same(slot: str, one: Alternatives, other: Alternatives, *, gold: Template, read: Template) -> bool:
    if slot == "date":
        return _days_agree(gold.days, read.days)
    if slot in TEMPLATE_SLOTS or slot == "location":
        return any(alike(a, b) for a in one for b in other)
    return bool(one & other)


def _days_agree(gold: tuple[dt.date, dt.date] | None, read: tuple[dt.date, dt.date] | None) -> bool:
    if gold is None or read is None:
        return False
    wider = (read[1] - read[0]).days - (gold[1] - gold[0]).days
    return gold[0] <= read[1] and read[0] <= gold[1] and wider <= A_WEEK


def _f1(counts: Counter[str], slot: str) -> float | None:
    gold, read = counts[f"{slot}gold"], counts[f"{slot}read"]
    return round(2 * counts[f"{slot}both"] / (gold + read), 4) if gold else None
