"""In an archive large enough to tell rare words from common ones, look-alikes stay apart: one paper words a town's attacks
alike week after week, and one night's attacks on two cities."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

import istor

TOWNS = ("Poltava", "Sumy", "Chernihiv", "Dnipro", "Mykolaiv", "Kramatorsk", "Pavlohrad", "Konotop")
HIT = ("a bakery", "a garage", "a sawmill", "a dairy", "a kiosk", "a tannery", "a greenhouse")
OTHERS = {  # a page each of fifty-six attacks
    f"other-{at}": f"{1 + at % 28} March 2025\n\nA drone hit {hit} in {town} on {1 + at % 28} March 2025, killing one person."
    for at, (town, hit) in enumerate(product(TOWNS, HIT))
}
SHELLED = """{day}

Shells fell on the town of Orikhiv on {weekday} and killed two people, said Ivan Fedorenko, who heads the region.

They struck {hit}, Fedorenko wrote to subscribers. {dead} died on the spot. Firefighters cleared the rubble for hours, and
prosecutors opened a case over a breach of the laws of war."""
NIGHT = """17 June 2025

Shahed drones struck {town} overnight into Tuesday, June 17, killing {dead} and wounding eleven people, the emergency service said.

Balconies of a tower block burned and trolleybus wires were torn, prosecutors reported, and said that the drones had carried
incendiary warheads."""
BOMB = """{day}

An aerial bomb killed three people in Izium on {weekday}, governor Petro Savchenko said. It tore down part of {hit}, Savchenko
added, and windows broke as far away as the river port."""
WEEKS = {
    "week-1": SHELLED.format(
        day="2 June 2025", weekday="Monday", hit="a grocery shop", dead="A woman of 63 and a man of 58"
    ),
    "week-2": SHELLED.format(
        day="9 June 2025", weekday="Monday", hit="a pharmacy", dead="A man of 71 and a woman of 45"
    ),
}
CITIES = {
    "odesa": NIGHT.format(town="Odesa", dead="one woman"),
    "zaporizhzhia": NIGHT.format(town="Zaporizhzhia", dead="one man"),
}
BOMBS = {
    "tuesday": BOMB.format(day="10 June 2025", weekday="Tuesday", hit="a school"),
    "friday": BOMB.format(day="13 June 2025", weekday="Friday", hit="a clinic"),
}
RETOLD = {  # one attack, of two papers: the one is the other's news a day later
    "first": BOMB.format(day="10 June 2025", weekday="Tuesday", hit="a school"),
    "second": "11 June 2025\n\nThree people died in Izium when an aerial bomb fell on a school on Tuesday, said its governor.",
}


@pytest.mark.parametrize(
    ("pages", "incidents"),
    [(WEEKS, 2), (CITIES, 2), (BOMBS, 2), (RETOLD, 1)],
    ids=["a week between", "two cities of one night", "three days between", "one attack"],
)
def test_what_is_worded_alike_is_told_apart_by_day_and_town(
    pages: dict[str, str], incidents: int, tmp_path: Path
) -> None:
    for name, text in {**OTHERS, **pages}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf8")
    istor.build([tmp_path], ledger=tmp_path / "ledger.db")
    with istor.open(tmp_path / "ledger.db") as ledger:
        ours = {each.id for each in ledger.articles() if Path(each.source_id).stem in pages}
        told = {each.id for each in ledger.sightings() if each.article_id in ours and each.role == "main"}
        assert len([each for each in ledger.incidents() if not told.isdisjoint(each.sightings)]) == incidents
