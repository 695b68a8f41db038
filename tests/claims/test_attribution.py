"""Who says so: sentences of our own with the speaker, the relay and the words they must give."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.claims.attribution import Attributed, attributions, read_attributions
from istor.language import parse

# text, speaker, relay, content of the first attribution
ROWS = [
    ("Two people died, the mayor said.", "the mayor", [], ["Two people died"]),
    ("Two people died, said Mayor Olena Kravets.", "Mayor Olena Kravets", [], ["Two people died"]),
    ("The mayor said that two people died.", "The mayor", [], ["that two people died"]),
    ("The mayor said two people died and six were hurt.", "The mayor", [], ["two people died and six were hurt"]),
    ("The blast, rescuers said on Sunday, killed a guard.", "rescuers", [], ["The blast", "killed a guard"]),
    ("“We lost two,” the coach said. “Nobody warned us.”", "the coach", [], ["“We lost two,”", "“Nobody warned us.”"]),
    ('The coach said: "We lost two. Nobody warned us."', "The coach", [], ['"We lost two. Nobody warned us."']),
    ("According to police, two people died.", "police", [], ["two people died"]),
    ("Two people died, according to the district hospital.", "the district hospital", [], ["Two people died"]),
    ("Rescuers reported two dead at the mill.", "Rescuers", [], ["two dead at the mill"]),
    ("The army denied any role in the blast.", "The army", [], ["any role in the blast"]),
    ("Two depots burned, officials say", "officials", [], ["Two depots burned"]),
    ("Two depots burned, as the Daily Herald reported.", None, ["the Daily Herald"], ["Two depots burned"]),
    ("Two depots burned, as reported by the Daily Herald, citing Reuters.", None, ["the Daily Herald", "Reuters"],
     ["Two depots burned"]),
    ("Two depots burned, according to the governor, as reported by Reuters.", "the governor", ["Reuters"], ["Two depots burned"]),
    ("Reuters reported that two depots burned, citing the fire service.", "the fire service", ["Reuters"],
     ["that two depots burned"]),
    ("The Herald quoted a man near the gate as saying that two depots burned.", "a man near the gate", ["The Herald"],
     ["that two depots burned"]),
    ("A clerk was quoted by the Herald as saying that two depots burned.", "A clerk", ["the Herald"],
     ["that two depots burned"]),
    ("The governor told the BBC that two depots burned.", "The governor", ["the BBC"], ["that two depots burned"]),
    ("The deaths were confirmed by the coroner.", "the coroner", [], ["The deaths"]),
]  # fmt: skip


def read_first(text: str) -> Attributed:
    return attributions(text)[0]


@pytest.mark.parametrize(("text", "speaker", "relay", "content"), ROWS)
def test_speaker_relay_and_content(text: str, speaker: str | None, relay: list[str], content: list[str]) -> None:
    one = read_first(text)
    assert (one.attribution.speaker.words if one.attribution.speaker else None) == speaker
    assert [mention.words for mention in one.attribution.relay] == relay
    assert [span.quote(text) for span in one.content] == content


# text, the speaker of the last attribution
CARRIED = [
    ("Mayor Olena Kravets said two people died. She added that six were hurt.", "Mayor Olena Kravets"),
    ("Mayor Olena Kravets said two people died.\nKravets said six were hurt.", "Mayor Olena Kravets"),
    ("The Interior Ministry said two died. The ministry also said six were hurt.", "The Interior Ministry"),
    ("Olena Kravets, the mayor, said two people died. The mayor said six were hurt.", "Olena Kravets"),
    ("Governor Ivan Bondar visited the mill at noon.\nTwo people died, Bondar said.", "Governor Ivan Bondar"),
    ("Olena Kravets, the mayor, said two people died. According to her, six were hurt.", "Olena Kravets"),
]


@pytest.mark.parametrize(("text", "speaker"), CARRIED)
def test_speaker_carried_over_sentences(text: str, speaker: str) -> None:
    last = attributions(text)[-1].attribution.speaker
    assert last is not None
    assert last.words == speaker
    assert last.span.quote(text) == speaker


def test_quotation_standing_alone_belongs_to_who_was_speaking() -> None:
    text = "The baker said the roof fell in at dawn.\n“We heard it all. We ran.”"
    [one] = attributions(text)
    assert one.content[-1].quote(text) == "“We heard it all. We ran.”"


def claimed(text: str) -> tuple[Attributed, ...]:
    """What extraction is given: claims, no opinions."""
    starts = [match.start() for match in re.finditer(r"^.+$", text, re.M)]
    return read_attributions(
        "a1", tuple(parse([(at, text[at:].split("\n", 1)[0]) for at in starts], entities=False)), text=text
    )


NOTHING_CLAIMED = [
    "Police did not confirm that two people died.",
    "The Herald was unable to verify the deaths.",
    "The mayor declined to say who fired.",
    "The mayor hopes that the bridge opens soon.",
    "The drone reported a fire.",
    "The mill was reported closed.",
]


def test_information_is_nobody_who_says_so() -> None:
    assert claimed("According to current information, four people were hurt.") == ()
    assert claimed("According to the police, four people were hurt.") != ()


@pytest.mark.parametrize("text", NOTHING_CLAIMED)
def test_nothing_is_claimed(text: str) -> None:
    assert claimed(text) == ()


FORCES = [
    ("The rebels claimed that they took the hill.", "claims"),
    ("The rebels denied that they took the hill.", "denies"),
    ("The rebels confirmed that they took the hill.", "confirms"),
    ("The rebels accused the army of burning the hill.", "accuses"),
    ("The rebels said they took the hill.", "says"),
]


@pytest.mark.parametrize(("text", "force"), FORCES)
def test_force(text: str, force: str) -> None:
    assert read_first(text).force == force


def test_unverified_marks_the_claims_around_it() -> None:
    text = "The rebels said they took the hill. The report could not be independently verified."
    assert read_first(text).attribution.unverified
    assert not read_first("The rebels said they took the hill.").attribution.unverified
    doubted = (
        "The rebels said they took the hill.\n\nThe Herald was unable to verify the claim.\n\nThe army said it rained."
    )
    assert [one.attribution.unverified for one in claimed(doubted)] == [True, False]
    assert not read_first("Police said they could not confirm the number.").attribution.unverified


def test_opinions_are_left_out_of_claims() -> None:
    text = "The mayor hopes that the bridge opens soon."
    assert not read_attributions("a1", tuple(parse([(0, text)], entities=False)), text=text)
    assert attributions(text)[0].force == "holds"


@settings(max_examples=25)
@given(
    st.text(alphabet="ab .,“”\"':;()—\n", max_size=80),
    st.sampled_from(["the mayor said", "according to", "citing", ""]),
)
def test_any_text_is_read_and_every_span_lies_within_it(noise: str, cue: str) -> None:
    text = f"{noise} {cue} {noise}"
    for one in attributions(text):
        for span in (*one.content, *(m.span for m in one.attribution.relay)):
            assert 0 <= span.start < span.end <= len(text)
        if one.attribution.speaker:
            assert one.attribution.speaker.span.quote(text) == one.attribution.speaker.words
