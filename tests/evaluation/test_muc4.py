"""The reader of templates of 1989–91, on a tiny file of our own."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from evaluation.muc4 import SLOTS, evaluate
from evaluation.muc_keys import originals

REPORT = "san salvador, 4 may 90 (agency) -- gunmen threw a grenade at a bakery in soyapango on thursday, killing two bakers."
CALM = "the council of santa ana approved the new timetable of the buses and thanked the drivers for their patience."
TEMPLATE = {
    "incident_type": "bombing",
    "PerpInd": [[["gunmen", 35]]],
    "PerpOrg": [],
    "Target": [[["bakery", 60]]],
    "Victim": [[["bakers", 110], ["two bakers", 106]]],
    "Weapon": [[["grenade", 50]]],
}
KEY = """
0.  MESSAGE: ID                     DEV-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  03 MAY 90
3.  INCIDENT: LOCATION              EL SALVADOR: SAN SALVADOR (DEPARTMENT): SOYAPANGO (CITY)
4.  INCIDENT: TYPE                  BOMBING
20. HUM TGT: TYPE                   CIVILIAN: "BAKERS"
21. HUM TGT: NUMBER                 2: "BAKERS"
                                    PLURAL: "PASSERS-BY"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "BAKERS"
                                    NO INJURY: "PASSERS-BY"

0.  MESSAGE: ID                     DEV-MUC3-0002
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    path = tmp_path / "templates" / "dev.json"
    path.parent.mkdir()
    messages = [
        {"docid": "DEV-MUC3-0001", "doctext": REPORT, "templates": [TEMPLATE]},
        {"docid": "DEV-MUC3-0002", "doctext": CALM, "templates": []},
    ]
    path.write_text("\n".join(json.dumps(one) for one in messages), encoding="utf8")
    return path


@pytest.fixture
def with_keys(templates: Path) -> Path:
    folder = templates.parents[1] / "original" / "CORPORA"
    folder.mkdir(parents=True)
    (folder / "key-dev").write_text(KEY, encoding="latin1")
    texts = f"DEV-MUC3-0001\n\n   {REPORT.upper()}\n\nDEV-MUC3-0002\n\n   {CALM.upper()}\n"
    (folder / "dev-muc3").write_text(texts, encoding="latin1")
    return templates


def test_slots_of_the_file_alone(templates: Path) -> None:
    figures = evaluate(templates)
    assert {name for name, value in figures.items() if value is None} == {
        "victim_number_f1", "victim_effect_f1", "date_f1", "location_f1",
    }  # fmt: skip
    assert set(figures) == {"relevance_f1", "all_slots_f1"} | {f"{slot}_f1" for slot in SLOTS}
    assert (figures["relevance_f1"], figures["type_f1"], figures["weapon_f1"], figures["target_f1"]) == (1, 1, 1, 1)


def test_a_folder_is_taken_for_the_file_in_it(templates: Path) -> None:
    assert evaluate(templates.parents[1]) == evaluate(templates)


def test_slots_of_the_keys_beside_it(with_keys: Path) -> None:
    figures = evaluate(with_keys)
    names = ("victim_number_f1", "victim_effect_f1", "date_f1", "location_f1", "perpetrator_f1")
    assert [figures[name] for name in names] == [1, 1, 1, 1, 1]


def test_keys(with_keys: Path) -> None:
    known = originals(with_keys)
    assert known["DEV-MUC3-0002"].keys == ()
    (key,) = known["DEV-MUC3-0001"].keys
    assert key.days == (dt.date(1990, 5, 3), dt.date(1990, 5, 3))
    assert (key.numbers, key.effects) == ((2,), {"DEATH", "NO INJURY"})
    assert key.places == ("EL SALVADOR", "SAN SALVADOR", "SOYAPANGO")
