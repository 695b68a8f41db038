"""What the desk looks like: screens of the demo for docs/review.md, taken anew by scripts/screens.sh and only then written."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from browsing import LAPTOP, PHONE, Served, Visit, map_drawn, settled
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[3]
KEPT = ROOT / "docs" / "screens"
MOST_BYTES = 250_000
PATIENCE_MS = 6000
SCREENS = {
    "incidents": ("/incidents", LAPTOP, "light"),
    "incidents-dark": ("/incidents?country=UA", LAPTOP, "dark"),
    "incidents-phone": ("/incidents", PHONE, "light"),
    "incident": ("/incidents/{incident}", LAPTOP, "light"),
    "article": ("/articles/{article}", LAPTOP, "light"),
    "queue": ("/queue", LAPTOP, "light"),
    "queue-phone": ("/queue", PHONE, "dark"),
    "export": ("/export", LAPTOP, "light"),
}


def size_of(png: bytes) -> tuple[int, int]:
    """The width and height that a PNG says it has."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def still(page: Page, *, patient: bool) -> bytes:
    """The screen; where one is patient, once it has not changed for some seconds: a map is drawn tile by tile."""
    seen, made = b"", page.screenshot(animations="disabled", caret="hide")
    while patient and seen != made:
        page.wait_for_timeout(PATIENCE_MS)
        seen, made = made, page.screenshot(animations="disabled", caret="hide")
    return made


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_the_documents_show_it(visit: Visit, desk: Served, name: str) -> None:
    path, size, scheme = SCREENS[name]
    most = max(desk.ledger.incidents(), key=lambda each: (len(each.sightings), each.id))
    article = desk.ledger.sightings(most.sightings)[0].article_id
    page = visit(path.format(incident=most.id, article=article), size=size, scheme=scheme, reduced_motion="reduce")
    settled(page)
    if page.locator("#map").count():
        map_drawn(page)
    made = still(page, patient="ISTOR_SCREENS" in os.environ)
    if into := os.environ.get("ISTOR_SCREENS"):
        Path(into).mkdir(exist_ok=True)
        (Path(into) / f"{name}.png").write_bytes(made)
    assert size_of(made) == size == size_of((KEPT / f"{name}.png").read_bytes())
    assert len(made) < MOST_BYTES


def test_every_screen_is_shown_in_the_documents() -> None:
    shown = (ROOT / "docs" / "review.md").read_text(encoding="utf8")
    assert {each.stem for each in KEPT.glob("*.png")} == set(SCREENS)
    assert all(f"](screens/{name}.png)" in shown for name in SCREENS)
