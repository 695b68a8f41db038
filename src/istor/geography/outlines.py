"""Outlines of countries and regions: rings of corners as short text, and whether a point lies within.

Written by scripts/slice_outlines.py from Natural Earth; each corner stands as the step from the one before it, in
thousandths of a degree (some 110 m), in printable ASCII without spaces, commas and quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

STEPS_A_DEGREE = 1000
_FIRST, _BITS = 63, 5  # "?" is nought; five bits a sign, the sixth says that more follow

Ring = Sequence[tuple[float, float]]


def write_rings(rings: Iterable[Ring]) -> str:
    """Rings of (lat, lon) in degrees as text, a space between rings.

    >>> write_rings([[(50.0, 36.25), (50.1, 36.25), (50.1, 36.5)]])
    '_t`BsxeAgE??sN'
    """
    return " ".join("".join(_steps(ring)) for ring in rings)


def read_rings(text: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The rings that `write_rings` wrote, each corner (lat, lon) in degrees to three decimals; () for "".

    >>> read_rings("_t`BsxeAgE??sN")
    (((50.0, 36.25), (50.1, 36.25), (50.1, 36.5)),)
    """
    return tuple(tuple(_corners(ring)) for ring in text.split())


def holds(rings: Iterable[Ring], lat: float, lon: float) -> bool:
    """Whether a point lies inside an odd number of the rings: within the outline and in none of its holes.

    >>> square = ((0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0))
    >>> holds([square], 1.0, 1.0), holds([square], 3.0, 1.0)
    (True, False)
    """
    inside = False
    for ring in rings:
        before_lat, before_lon = ring[-1]
        for corner_lat, corner_lon in ring:
            if (corner_lat > lat) != (before_lat > lat):
                crossing = (before_lon - corner_lon) * (lat - corner_lat) / (before_lat - corner_lat) + corner_lon
                inside ^= lon < crossing
            before_lat, before_lon = corner_lat, corner_lon
    return inside


def _steps(ring: Ring) -> Iterator[str]:
    row = column = 0
    for lat, lon in ring:
        at = round(lat * STEPS_A_DEGREE), round(lon * STEPS_A_DEGREE)
        yield _sign(at[0] - row)
        yield _sign(at[1] - column)
        row, column = at


def _sign(step: int) -> str:
    left = step << 1 if step >= 0 else ~(step << 1)
    signs = ""
    while left >= 1 << _BITS:
        signs += chr(_FIRST + (left & 31 | 32))
        left >>= _BITS
    return signs + chr(_FIRST + left)


def _corners(ring: str) -> Iterator[tuple[float, float]]:
    numbers = _numbers(ring)
    row = column = 0
    for down, across in zip(numbers, numbers, strict=True):
        row, column = row + down, column + across
        yield row / STEPS_A_DEGREE, column / STEPS_A_DEGREE


def _numbers(ring: str) -> Iterator[int]:
    value = shift = 0
    for sign in ring:
        code = ord(sign) - _FIRST
        value |= (code & 31) << shift
        shift += _BITS
        if code < 32:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
