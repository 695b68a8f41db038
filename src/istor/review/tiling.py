"""One's own tiles under the desk's maps: where they come from, and what the browser must then be allowed to ask."""

from __future__ import annotations

from urllib.parse import urlsplit

from istor.errors import ConfigError
from istor.provenance import Record

HOLES = ("{z}", "{x}", "{y}")
AT_HOME = ("127.0.0.1", "localhost")


class ReviewOptions(Record):
    """How the desk shows maps: `tiles` is the address of raster tiles of 256 pixels with {z}, {x} and {y} in it (None: only what is
    packaged, and no request to any other host), `credit` whom their maker wants named."""

    tiles: str | None = None  # whoever serves them sees which part of the world is looked at
    credit: str = ""


def origin_of(tiles: str) -> str:
    """The host that serves tiles, as the browser's rules name it. Raises ConfigError for an address that is none, or that is
    not encrypted on its way.

    >>> origin_of("https://tiles.example/{z}/{x}/{y}.png")
    'https://tiles.example'
    """
    parts = urlsplit(tiles)
    plain = parts.scheme == "http" and parts.hostname in AT_HOME
    named = parts.hostname and not set(parts.netloc) & set(" ;,'\"@{}")
    if not (named and (parts.scheme == "https" or plain) and all(hole in tiles for hole in HOLES)):
        raise ConfigError(f"{tiles!r} is no address of tiles: write it as https://tiles.example/{{z}}/{{x}}/{{y}}.png")
    return f"{parts.scheme}://{parts.netloc}"


def allowed(policy: str, tiles: str | None) -> str:
    """The Content-Security-Policy with what the tiles need (None: there are none).

    >>> allowed("img-src 'self'; connect-src 'self'", "https://tiles.example/{z}/{x}/{y}.png")
    "img-src 'self' https://tiles.example; connect-src 'self' https://tiles.example"
    """
    if tiles is None:
        return policy
    host, parts = origin_of(tiles), policy.split("; ")
    return "; ".join(f"{part} {host}" if part.startswith(("img-src", "connect-src")) else part for part in parts)
