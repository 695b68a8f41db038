"""A session ends when it lies idle, when it has lasted long enough, and when it is closed."""

from __future__ import annotations

from istor.review.sessions import MOST, Sessions, Span


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_use_keeps_a_session_awake_but_not_for_ever() -> None:
    clock = Clock()
    sessions = Sessions(Span(idle_s=10, whole_s=35), clock=clock)
    key = sessions.begin("ana", "admin")
    for now in (9, 18, 27, 35):
        clock.now = now
        assert sessions.find(key) is not None
    clock.now = 36
    assert sessions.find(key) is None


def test_an_idle_session_ends() -> None:
    clock = Clock()
    sessions = Sessions(Span(idle_s=10, whole_s=100), clock=clock)
    key = sessions.begin("ana", "admin")
    clock.now = 10.5
    assert sessions.find(key) is None
    clock.now = 0
    assert sessions.find(key) is None


def test_keys_are_new_each_time_and_long() -> None:
    sessions = Sessions()
    keys = {sessions.begin("ana", "admin") for _ in range(50)}
    assert len(keys) == 50 and min(map(len, keys)) >= 43
    assert len({session.csrf for key in keys if (session := sessions.find(key))}) == 50


def test_the_longest_unused_makes_room() -> None:
    clock = Clock()
    sessions = Sessions(clock=clock)
    first, second = sessions.begin("ana", "admin"), sessions.begin("ana", "admin")
    clock.now = 1
    sessions.find(first)
    for _ in range(MOST - 1):
        sessions.begin("ana", "admin")
    assert sessions.find(first) is not None
    assert sessions.find(second) is None


def test_closing_what_is_not_open_does_no_harm() -> None:
    sessions = Sessions()
    sessions.end(None)
    sessions.end("no such key")
    assert sessions.redeem("no such token") is None
