"""Few tries for a user from an address, and not endlessly many for either."""

from __future__ import annotations

from istor.review import throttling
from istor.review.throttling import MOST_ADDRESS, MOST_PAIR, MOST_USER, WINDOW_S, Throttle


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_a_few_tries_one_waits() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    assert [throttle.wait_s("ana", "one") for _ in range(MOST_PAIR)] == [0] * MOST_PAIR
    assert throttle.wait_s("ana", "one") == WINDOW_S + 1
    assert throttle.wait_s("ana", "two") == throttle.wait_s("rui", "one") == 0
    clock.now = WINDOW_S + 1
    assert throttle.wait_s("ana", "one") == 0


def test_an_address_may_not_try_all_users() -> None:
    throttle = Throttle(Clock())
    waits = [throttle.wait_s(f"user {number}", "one") for number in range(MOST_ADDRESS + 1)]
    assert waits[:-1] == [0] * MOST_ADDRESS and waits[-1] > 0


def test_a_user_may_not_be_tried_from_everywhere() -> None:
    throttle = Throttle(Clock())
    waits = [throttle.wait_s("ana", f"address {number}") for number in range(MOST_USER + 1)]
    assert waits[:-1] == [0] * MOST_USER and waits[-1] > 0


def test_the_right_password_is_no_failed_try() -> None:
    throttle = Throttle(Clock())
    for _ in range(MOST_ADDRESS + 1):
        assert throttle.wait_s("ana", "one") == 0
        throttle.forgive("ana", "one")


def test_tries_do_not_fill_the_memory() -> None:
    throttle = Throttle(Clock())
    for number in range(throttling.REMEMBERED):
        throttle.wait_s(f"user {number}", f"address {number}")
    assert len(throttle._tries) <= throttling.REMEMBERED
