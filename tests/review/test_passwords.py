"""A password is long and not what everybody tries first; nothing else is asked of it, and it is checked to its last character."""

from __future__ import annotations

import statistics
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.teams import QUICK

from istor.review.passwords import LONGEST, SHORTEST, Vault, effort, weakness

WEAK = [
    "short", "x" * (SHORTEST - 1), "aaaaaaaaaaaaaaaaaaaa", "passwordpassword", "Password12345678", "qwertyuiopasdfghjkl",
    "123456789012345678", "abcabcabcabcabcabc", "letmeinletmein12", "iloveyou123456789", "1q2w3e4r5t6y7u8i", "olenaolenaolena1",
    "welcome2welcome3", "monday-monday-monday", "x" * (LONGEST + 1),
]  # fmt: skip
STRONG = [
    "brick lantern oat seven", "жовтий трактор спить удень", "kettle-marble-thirty", "        drum of     x9",
    "7f3kq9zt1mvb8xw", "山の上の古い猫は毎日魚を三匹食べる",
]  # fmt: skip


@pytest.mark.parametrize("password", WEAK)
def test_what_is_easily_guessed_is_refused_with_a_reason(password: str) -> None:
    assert (weakness(password, user="olena") or "").endswith(".")


@pytest.mark.parametrize("password", STRONG)
def test_any_kind_of_character_will_do(password: str) -> None:
    assert weakness(password, user="olena") is None


@given(st.text(max_size=60), st.text(max_size=10))
def test_effort_is_never_more_than_the_length(password: str, user: str) -> None:
    assert 0 <= effort(password, user=user) <= len(password.casefold())


@given(st.text(min_size=1, max_size=200))
def test_a_password_is_checked_as_it_is(password: str) -> None:
    kept = QUICK.hashed(password)
    assert QUICK.matches(kept, password)
    assert not QUICK.matches(kept, password + " ") and not QUICK.matches(kept, password[:-1])


def test_the_hash_is_argon2id_with_its_own_salt() -> None:
    vault = Vault()
    one, other = vault.hashed("the same words here"), vault.hashed("the same words here")
    assert one != other
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_nobody_takes_as_long_as_somebody() -> None:
    vault = Vault()
    kept = vault.hashed("the same words here")

    def seconds(hash_: str | None) -> float:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            assert not vault.matches(hash_, "other words")
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    assert 1 / 3 < seconds(kept) / seconds(None) < 3


def test_a_hash_that_is_none_opens_nothing() -> None:
    assert (
        not QUICK.matches("", "nobody's")
        and not QUICK.matches("$argon2id$broken", "x")
        and not QUICK.matches(None, "nobody's")
    )
