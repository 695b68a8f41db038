"""Words that few pages use tell one attack from another; among few pages nothing is known of a word."""

from __future__ import annotations

from istor.incidents.rareness import CROWD, ENOUGH, Rareness, alike, known, rareness, sought, words

OTHERS = {f"page-{n}": frozenset({"police", "street", f"word{n}", f"word{n + 1}"}) for n in range(ENOUGH)}
TWO = {
    "a": words("A cookout on Schoolcrest Avenue, police said on the street."),
    "b": words("The cookout; Schoolcrest neighbours; police in the street."),
}


def test_two_pages_are_alike_in_words_that_others_lack() -> None:
    rare = rareness({**OTHERS, **TWO}, origins={})
    assert alike(known(rare, "a"), known(rare, "b")) > 0.9
    assert alike(known(rare, "a"), known(rare, "page-1")) == 0.0
    assert "police" not in rare.words["a"]


def test_among_few_pages_no_word_is_rare() -> None:
    assert rareness(TWO, origins={}) == Rareness()


def test_a_story_printed_again_makes_no_word_common_nor_rare() -> None:
    rare = rareness({**OTHERS, **TWO}, origins={"b": "a"})
    assert not rare.words["a"] and alike(known(rare, "a"), known(rare, "b")) == 0.0


def test_a_crowd_is_not_brought_together() -> None:
    crowd = {f"more-{n}": frozenset({"cookout"}) for n in range(CROWD + 1)}
    many = {f"other-{n}": frozenset({f"w{n}"}) for n in range(CROWD * 40)}
    rare = rareness({**many, **crowd, **TWO}, origins={})
    assert "cookout" in rare.words["a"] and "cookout" not in sought(rare, "a")


def test_one_word_may_be_chance() -> None:
    rare = rareness({**OTHERS, "a": frozenset({"cookout"}), "b": frozenset({"cookout"})}, origins={})
    assert alike(known(rare, "a"), known(rare, "b")) == 0.0


def test_what_is_printed_again_counts_once_whether_or_not_the_first_printing_is_there() -> None:
    reprints = {"b": TWO["b"], "c": TWO["b"]}
    one = rareness({**OTHERS, "a": TWO["a"], "b": TWO["b"]}, origins={})
    other = rareness({**OTHERS, "a": TWO["a"], **reprints}, origins={"b": "gone", "c": "gone"})
    assert (one.words["a"], one.tells) == (other.words["a"], other.tells)
