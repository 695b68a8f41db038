"""Generated news pages for the benchmarks: full HTML of 100–200 KB around about 700 words, no two alike.

Every sentence is ours. *Dense* pages tell of attacks throughout; *mixed* folders have one such page in ten, the rest
tell of budgets, harvests, matches and elections.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

TOWNS = [
    "Kharkiv",
    "Sumy",
    "Poltava",
    "Mykolaiv",
    "Kherson",
    "Nikopol",
    "Kramatorsk",
    "Sloviansk",
    "Odesa",
    "Dnipro",
    "Zaporizhzhia",
    "Chernihiv",
    "Izium",
    "Kupiansk",
    "Pokrovsk",
    "Konotop",
]
NAMES = [
    "Holovko",
    "Rudyk",
    "Senyk",
    "Marchenko",
    "Datsenko",
    "Lysenko",
    "Bilyk",
    "Kovtun",
    "Sokil",
    "Dovhan",
    "Hrytsai",
    "Panchuk",
    "Yaremko",
    "Tkach",
    "Melnyk",
    "Boiko",
]
WEAPONS = ["a drone", "two drones", "a ballistic missile", "artillery shells", "a guided bomb", "rockets", "mortar fire", "a cruise missile"]  # fmt: skip
THINGS = ["a bakery", "an apartment block", "a bus depot", "a school", "a railway yard", "a clinic", "a grain store", "a power substation", "a market", "a row of garages"]  # fmt: skip
OFFICES = ["the regional prosecutor's office", "the State Emergency Service", "the city council", "the regional administration", "local police", "the military administration"]  # fmt: skip
TIMES = ["on {weekday}", "early on {weekday}", "overnight on {weekday}", "on {weekday} evening", "at about {hour} a.m. on {weekday}"]  # fmt: skip
ATTACKS = [
    "Russian forces hit {thing} in {town} with {weapon} {time}, killing {few} people and injuring {many}, {office} said.",
    "At least {few} people were killed when {weapon} struck {thing} in {town} {time}, according to {office}.",
    "Mayor {name} said that {many} people had been taken to hospital, {few} of them children aged {age} to {older}.",
    "The blast in {town} damaged {many} houses and {few} cars and set fire to {thing}, {name} wrote on Telegram.",
    "“We heard {few} explosions, one after another, and then the windows of {thing} were gone,” resident {name} said.",
    "In the town of {town}, {weapon} landed near {thing} {time}; nobody was hurt, {office} said.",
    "{office_start} said a man of {older} and a woman of {age} had died under the ruins of {thing}.",
    "The number of wounded in {town} rose to {many} by noon, {office} said, after earlier reports of {few}.",
    "Ukraine's air force said it had shot down {many} of {more} drones launched at the region around {town} {time}.",
    "Moscow did not comment on the strike in {town}; it has denied aiming at civilians.",
    "Rescuers pulled {few} people alive from the rubble of {thing} after working for {few} hours, {name} said.",
    "The shelling of {town} left {more} homes without power, the grid operator said, adding that crews were at work.",
]
ORDINARY = [
    "The council of {town} put off the vote on its {more} million budget until {weekday}, chairman {name} said.",
    "Farmers around {town} expect to bring in {many} percent more barley than last year, a trade group said.",
    "The home side won {few}-{age} before a crowd of {more}00 and moved up to place {few} in the table.",
    "Ticket prices on the line between {town} and the coast will rise by {few} percent in autumn, the railway said.",
    "“It took us {few} years to restore the organ, and I would do it again,” organ builder {name} said.",
    "The museum in {town} shows {many} paintings from private collections, most of them never seen in public.",
    "Analysts expect the central bank to leave its rate at {few} percent when it meets on {weekday}.",
    "A new bridge over the canal near {town} will open {few} months late because steel was short, {name} said.",
    "Lawmakers debated for {few} hours how schools should teach arithmetic to children under {age}.",
    "The weather service expects {many} millimetres of rain by {weekday} and mild nights thereafter.",
    "Students from {town} took {few} medals at the olympiad, among them one for a proof of {age} lines.",
    "The cinema on the main square of {town} reopens with {many} new seats and a café, owner {name} said.",
    "Exports of furniture grew by {many} percent in the quarter, helped by orders from {few} countries.",
    "Doctors advise a walk of {many} minutes a day and warn that screens late in the evening cost sleep.",
]
WORDS_AN_ARTICLE = 700


def write_pages(folder: Path, *, pages: int, dense_share: float, seed: int = 7) -> None:
    """Write `pages` HTML files into `folder`; the share `dense_share` (0–1) tells of attacks. Same seed, same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        dense = (number * dense_share) % 1 + dense_share >= 1  # evenly spread, exactly the share asked for
        page = "".join(_page(random.Random(f"{seed}-{number}"), number, dense=dense))
        (folder / f"page-{number:05}.html").write_text(page, encoding="utf8")


def article_text(chance: random.Random, *, dense: bool) -> list[str]:
    """The paragraphs of one article, about 700 words together."""
    paragraphs: list[str] = []
    words = 0
    while words < WORDS_AN_ARTICLE:
        templates = ATTACKS if dense else ORDINARY
        paragraph = " ".join(_sentence(chance, chance.choice(templates)) for _ in range(chance.randint(2, 3)))
        words += len(paragraph.split())
        paragraphs.append(paragraph)
    return paragraphs


def _sentence(chance: random.Random, template: str) -> str:
    weekday = chance.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
    office = chance.choice(OFFICES)
    return template.format(
        town=chance.choice(TOWNS),
        name=chance.choice(NAMES),
        weapon=chance.choice(WEAPONS),
        thing=chance.choice(THINGS),
        office=office,
        office_start=office[0].upper() + office[1:],
        time=chance.choice(TIMES).format(weekday=weekday, hour=chance.randint(1, 11)),
        weekday=weekday,
        few=chance.randint(2, 9),
        many=chance.randint(10, 48),
        more=chance.randint(50, 190),
        age=chance.randint(11, 39),
        older=chance.randint(40, 88),
    )


def _page(chance: random.Random, number: int, *, dense: bool) -> Iterator[str]:
    day = dt.date(2025, 1, 1) + dt.timedelta(days=number % 360)
    paragraphs = article_text(chance, dense=dense)
    title = " ".join(paragraphs[0].split()[:9])
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta property="og:site_name" content="Paper {number % 40}"><meta property="article:published_time" content="{day}T09:00:00Z">'
    yield f"<style>{_styles(chance)}</style><script>{_script(chance)}</script></head><body>"
    yield "<nav><ul>" + "".join(f'<li><a href="/s/{i}">Section {i}</a></li>' for i in range(60)) + "</ul></nav>"
    yield f"<main><article><h1>{title}</h1>"
    yield from (f"<p>{paragraph}</p>" for paragraph in paragraphs)
    yield "</article></main><aside>"
    yield from (_card(chance, i) for i in range(chance.randint(90, 220)))
    yield f"</aside><script>{_script(chance)}</script><footer><p>Imprint, contact, privacy</p></footer></body></html>"


def _styles(chance: random.Random) -> str:
    rule = ".c{i}{{margin:{m}px;padding:0 {m}px;color:#{c:06x};display:flex;border-radius:2px}}"
    return "".join(rule.format(i=i, m=chance.randint(0, 40), c=chance.randrange(1 << 24)) for i in range(400))


def _script(chance: random.Random) -> str:
    return "window.q=" + repr([chance.randrange(1 << 40) for _ in range(1500)]) + ";"


def _card(chance: random.Random, number: int) -> str:
    words = " ".join(chance.choice(TOWNS + NAMES).lower() for _ in range(7))
    attributes = f'class="card c{number}" data-id="{chance.randrange(1 << 60)}" data-track="home-{number}-{chance.randrange(1 << 30)}"'
    return (
        f'<div {attributes}><a href="/a/{number}/{words.replace(" ", "-")}"><img src="/i/{number}.jpg" alt=""'
        f' srcset="/i/{number}-1.jpg 320w, /i/{number}-2.jpg 640w, /i/{number}-3.jpg 1280w"><span>{words}</span></a></div>'
    )
