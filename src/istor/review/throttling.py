"""How often somebody may try a password: few times from one address for one user, and not endlessly for either."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

WINDOW_S = 15 * 60
MOST_PAIR = 5  # for a user from an address: a person mistypes twice or thrice
MOST_ADDRESS = 30  # from an address: several people may share one
MOST_USER = 100  # for a user from anywhere: many, lest strangers lock a user out
Key = tuple[str, str, str]
REMEMBERED = 10_000  # of these; the oldest are forgotten, so that nobody fills the memory


class Throttle:
    """Tries within the last quarter of an hour. A try is counted before it is made: many at once gain nothing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tries: OrderedDict[Key, list[float]] = OrderedDict()

    def wait_s(self, user: str, address: str) -> int:
        """Counts a try; how many seconds to wait before another will be heard, 0 where this one is."""
        now = self._clock()
        with self._lock:
            waits = [self._left(key, most, now) for key, most in _keys(user, address)]
            if max(waits) > 0:
                return int(max(waits)) + 1
            for key, _ in _keys(user, address):
                self._tries.setdefault(key, []).append(now)
                self._tries.move_to_end(key)
            while len(self._tries) > REMEMBERED:
                self._tries.popitem(last=False)
            return 0

    def forgive(self, user: str, address: str) -> None:
        """The right password came: what this user tried from this address counts no more."""
        with self._lock:
            for key, _ in _keys(user, address):
                if key in self._tries:
                    self._tries[key].pop()
            self._tries.pop(_keys(user, address)[0][0], None)

    def _left(self, key: Key, most: int, now: float) -> float:
        held = [at for at in self._tries.get(key, ()) if now - at < WINDOW_S]
        if key in self._tries:
            self._tries[key] = held
        return WINDOW_S - (now - held[-most]) if len(held) >= most else 0.0


def _keys(user: str, address: str) -> tuple[tuple[Key, int], ...]:
    return (
        (("both", user, address), MOST_PAIR),
        (("address", "", address), MOST_ADDRESS),
        (("user", user, ""), MOST_USER),
    )
