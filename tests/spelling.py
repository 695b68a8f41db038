"""Numbers in English words, for tests that build sentences."""

from __future__ import annotations

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
TEENS = [*UNITS, "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    if number < 20:
        return TEENS[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{TEENS[number % 10]}" if number % 10 else "")
    rest = f" and {spelled(number % 100)}" if number % 100 else ""
    if number < 1000:
        return f"{TEENS[number // 100]} hundred{rest}"
    tail = number % 1000
    joint = " and " if 0 < tail < 100 else " "
    return f"{spelled(number // 1000)} thousand" + (f"{joint}{spelled(tail)}" if tail else "")
