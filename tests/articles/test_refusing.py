"""Reasons are known words."""

from __future__ import annotations

import pytest

from istor.articles.refusing import REASONS, refused


def test_an_unknown_reason_is_a_broken_promise() -> None:
    with pytest.raises(KeyError, match="REASONS"):
        refused("a", "because", "of nothing")


def test_reasons_are_single_words_with_an_explanation() -> None:
    assert all(" " not in reason and len(words) > 15 for reason, words in REASONS.items())
