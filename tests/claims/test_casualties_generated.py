"""Sentences built from known facts: what is read equals what was put in, whatever the order, voice or spelling."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from spelling import spelled

from istor.claims.casualties import read_tolls
from istor.claims.persons import read_persons
from istor.language import parse

PEOPLE = {"people": "all", "civilians": "civilians", "soldiers": "military", "children": "children", "women": "women"}
KILLED = ("killed",)
DISTRACTORS = (
    "",
    " At least 14 drones and 3 missiles were launched.",
    " It happened at 11:30 on 7 July.",
    " About 40 percent of the roof of a 9-storey building, 120 metres away, was damaged.",
    " Repairs will cost $250,000 and take 18 months.",
    " Two T-72 tanks and an S-300 launcher stood nearby.",
)
FRAMES = (
    "The shelling killed {k} {kp} and wounded {i} {ip}.",
    "{K} {kp} were killed and {i} {ip} were injured in the shelling.",
    "The strike left {k} {kp} dead and {i} {ip} wounded, the governor said.",
    "A drone hit a bus, killing {k} {kp} and injuring {i} {ip}.",
    "In the town, {k} {kp} died and {i} {ip} were hospitalised.",
    "According to rescuers, {k} {kp} were killed; {i} {ip} were wounded.",
    "The mayor reported the death of {k} {kp} and the injury of {i} {ip}.",
    "{I} {ip} were hurt and {k} {kp} were killed, police said.",
)


def number(value: int, style: str) -> str:
    if style == "word":
        return spelled(value)
    return f"{value:,}" if style == "grouped" else str(value)


def rows(text: str) -> set[tuple[str, str, int, int | None]]:
    (parsed,) = parse([(0, text)], entities=False)
    found = read_tolls("a", parsed)
    for toll in found:
        assert toll.span.quote(text) == toll.words
        assert toll.low >= 0
        assert toll.high is None or toll.low <= toll.high
        assert all(toll.span.covers(part) for part in toll.parts)
    return {(t.harm, t.group, t.low, t.high) for t in found if not (t.vague or t.derived)}


@settings(max_examples=200)
@given(
    st.sampled_from(FRAMES),
    st.integers(2, 4999),
    st.integers(2, 4999),
    st.sampled_from(sorted(PEOPLE)),
    st.sampled_from(sorted(PEOPLE)),
    st.sampled_from(["word", "digits", "grouped"]),
    st.sampled_from(DISTRACTORS),
)
def test_what_is_read_is_what_was_put_in(
    frame: str, killed: int, injured: int, dead: str, hurt: str, style: str, distractor: str
) -> None:
    k, i = number(killed, style), number(injured, style)
    text = frame.format(k=k, K=k.capitalize(), i=i, I=i.capitalize(), kp=dead, ip=hurt) + distractor
    assert rows(text) == {("killed", PEOPLE[dead], killed, killed), ("injured", PEOPLE[hurt], injured, injured)}


@settings(max_examples=60)
@given(
    st.sampled_from(
        [("at least {n}", 0, None), ("more than {n}", 1, None), ("over {n}", 1, None), ("{n} or more", 0, None)]
    ),
    st.integers(20, 900),
    st.integers(1, 9),
    st.sampled_from(["including {c} children", "among them {c} children", "{c} of them children"]),
)
def test_parts_are_no_additions(modifier: tuple[str, int, None], n: int, children: int, part: str) -> None:
    words = {1: "one child"}.get(children, f"{children} children")
    said = part.replace("{c} children", words).replace("{c} of them children", f"{children} of them children")
    if children == 1 and "of them" in said:
        said = "one of them a child"
    phrase, more, _ = modifier
    text = f"{phrase.format(n=n).capitalize()} people, {said}, were injured in the strike."
    assert rows(text) == {("injured", "all", n + more, None), ("injured", "children", children, children)}


@settings(max_examples=150)
@given(st.text(alphabet="12 ,.;:()-“”'\nkilled wounded people a the of two and no dead including aged", max_size=160))
def test_no_text_breaks_the_reader(text: str) -> None:
    for parsed in parse([(7, text)], entities=False):
        for toll in read_tolls("a", parsed):
            assert text[toll.span.start - 7 : toll.span.end - 7] == toll.words
        read_persons("a", parsed)


def test_twice_the_text_takes_no_more_than_twice_the_time() -> None:
    sentence = (
        "Shells killed 3 people, a man, his wife and their son, and wounded at least 12 others, including two boys. "
    )

    def seconds(times: int) -> float:
        (parsed,) = parse([(0, sentence * times)], entities=False)
        best = 9.9
        for _ in range(3):
            start = time.process_time()
            read_tolls("a", parsed)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(80) < 3 * seconds(40) + 0.01
