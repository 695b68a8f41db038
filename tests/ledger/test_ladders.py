"""Ladders: the published ones name everybody once; one's own is checked at the door."""

from __future__ import annotations

import pytest

from istor.errors import ConfigError
from istor.ledger.ladders import KINDS, ladder_of, own_ladder, rung
from istor.ledger.rules import chosen


@pytest.mark.parametrize("harm", ["killed", "injured", "missing"])
def test_every_kind_of_speaker_stands_on_one_rung(harm: str) -> None:
    assert sorted(kind for kinds in ladder_of(harm) for kind in kinds) == sorted(KINDS)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["", "hospital >", "hospital > clinic", "hospital > monitor, hospital"])
def test_a_ladder_that_is_none_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(ConfigError):
        own_ladder(words)


@pytest.mark.parametrize("words", ["highest", "hierarchy", "range: hospital > monitor"])
def test_a_rule_that_is_none_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(ConfigError):
        chosen(words)


def test_whom_the_ladder_does_not_name_comes_last() -> None:
    assert rung(own_ladder("hospital > monitor"), "witness") == 2
