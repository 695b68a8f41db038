"""Every reason a room can give has its words."""

from __future__ import annotations

from typing import get_args

import pytest

from istor.articles.refusing import REASONS as PAGES
from istor.claims.claim import Factuality
from istor.runs.reasons import REASONS, in_words

TOLD = {"news", "background"}


@pytest.mark.parametrize("reason", [*PAGES, *sorted(set(get_args(Factuality)) - TOLD)])
def test_every_reason_has_words(reason: str) -> None:
    assert REASONS[reason]
    assert in_words(reason) == REASONS[reason]


def test_a_reason_nobody_listed_is_shown_as_it_is() -> None:
    assert in_words("unheard of") == "unheard of"
