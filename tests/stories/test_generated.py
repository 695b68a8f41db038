"""Reports put together from known facts: what is read equals what was put in, whatever the order, voice, marks, script and
the numbers that stand beside. ISTOR_EXAMPLES sets how many are made (`scripts/long_tests.sh` makes thousands).
"""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

import istor
from istor.publication.readings import Reading

EXAMPLES = int(os.environ.get("ISTOR_EXAMPLES", "60"))
FRAMES = (
    "A drone hit a bus depot in Sumy on Tuesday, killing {k} people and injuring {i}.",
    "{k} people were killed and {i} were injured on Tuesday when a missile struck a market in Sumy.",
    "On Tuesday shelling of Sumy killed {k} people; {i} others were wounded.",
    "In Sumy, {k} people died and {i} were wounded in an air strike on Tuesday.",
    "An air strike on Sumy left {k} people dead and {i} injured on Tuesday.",
    "The shelling of Sumy on Tuesday wounded {i} people and killed {k} people.",
    "A bus depot in Sumy was hit by a drone on Tuesday: {k} people were killed, {i} injured.",
)
BESIDE = (
    "",
    "About 40 percent of the roof of a 9-storey building, 120 metres away, came down.",
    "Repairs will cost $250,000 and take 18 months.",
    "An S-300 launcher and two T-72 tanks stood 15 km away.",
    "In all, 14 drones were launched that night.",
    "The blast broke the windows of 12 apartment buildings.",
    "The depot was built in 1987 and has room for 60 buses.",
    "The watchman, 61, has worked there for 22 years.",
    "It happened at 11:30 a.m., in the 3rd hour of an alert.",
)
MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"))
SAID = (
    "{open}{inside}{close} Mayor Olena Rudyk said.",
    "Mayor Olena Rudyk said: {open}{inside}{close}",
    "According to Mayor Olena Rudyk, {inside}",
    "{inside} The mayor, Olena Rudyk, confirmed this.",
    "Mayor Olena Rudyk said, as reported by the Dnipro Courier, citing the North Agency, that {inside}",
)
SCRIPTS = {"full width": "０１２３４５６７８９", "Arabic": "٠١٢٣٤٥٦٧٨٩"}
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def numeral(number: int, style: str) -> str:
    """A number as a report may write it."""
    if style == "words" and number - 2 < len(WORDS):
        return WORDS[number - 2]
    if style == "grouped":
        return f"{number:,}"
    return str(number).translate(str.maketrans("0123456789", SCRIPTS.get(style, "0123456789")))


def read(text: str) -> Reading:
    """The reading, whose every span quotes the article, or lies in it."""
    reading = istor.read(text, published="2025-03-06", language="en")
    whole = reading.article.text
    for claim in reading.claims:
        for one in (*claim.tolls, *claim.actors, *claim.weapons, *claim.targets, *claim.persons, *claim.damage):
            assert whole[one.span.start : one.span.end] == one.words
    return reading


def told(reading: Reading) -> list[tuple[object, object]]:
    """The dead and injured of each of the article's own sightings."""
    return [(one.final.killed, one.final.injured) for one in reading.sightings if one.role == "main"]


# Below 1900: four digits without a noun from there on are a year ("injuring 1987").
styles = st.sampled_from(["digits", "words", "grouped", "full width", "Arabic"])


@settings(max_examples=EXAMPLES, derandomize=EXAMPLES < 1000)
@given(
    st.sampled_from(FRAMES), st.integers(2, 1899), st.integers(2, 1899), styles, st.sampled_from(BESIDE), st.booleans()
)
def test_what_is_read_is_what_was_put_in(
    frame: str, killed: int, injured: int, style: str, beside: str, first: bool
) -> None:
    told_so = frame.format(k=numeral(killed, style), i=numeral(injured, style))
    told_so = told_so[0].upper() + told_so[1:]
    reading = read(f"{beside}\n\n{told_so}" if first else f"{told_so} {beside}")
    assert ((killed, killed), (injured, injured)) in told(reading) or reading.refusals
    assert all(one in (((killed, killed), (injured, injured)), (None, None)) for one in told(reading))


@settings(max_examples=EXAMPLES // 2, derandomize=EXAMPLES < 1000)
@given(st.sampled_from(FRAMES), st.integers(2, 90), st.integers(2, 90), st.sampled_from(MARKS), st.sampled_from(SAID))
def test_who_says_it_changes_no_figure(
    frame: str, killed: int, injured: int, marks: tuple[str, str], said: str
) -> None:
    inside = frame.format(k=killed, i=injured)
    text = said.format(open=marks[0], close=marks[1], inside=inside)
    assert told(read(text)) == [((killed, killed), (injured, injured))]


@settings(max_examples=EXAMPLES // 2, derandomize=EXAMPLES < 1000)
@given(
    st.lists(
        st.sampled_from([*FRAMES, *BESIDE, *SAID, "“", "«‘", "(", "\n\n", "—", "12,", "killed", "\u200f", "٣", "0"]),
        max_size=12,
    )
)
def test_no_page_breaks_the_reader(pieces: list[str]) -> None:
    text = " ".join(pieces).replace("{", "").replace("}", "")
    read(text if text.strip() else "Nothing.")


@given(
    st.integers(2, 40), st.integers(1, 40), st.sampled_from(["has risen to", "rose to", "climbed to"]), st.booleans()
)
@settings(max_examples=max(6, EXAMPLES // 6), derandomize=EXAMPLES < 1000)
def test_a_count_that_has_risen_replaces_the_lower_one(before: int, more: int, verb: str, first: bool) -> None:
    lead = f"A missile hit an office in Sumy on Tuesday, killing {before} people, the emergency service said."
    later = f"The death toll {verb} {before + more}, the mayor said on Wednesday."
    reading = read(f"{later}\n\n{lead}" if first else f"{lead}\n\n{later}")
    assert told(reading) == [((before + more, before + more), None)]
