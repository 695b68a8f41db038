"""One's own tiles: their host is let in, and nothing else."""

from __future__ import annotations

import pytest
from review.desks import Visitor

from istor.errors import ConfigError
from istor.review.serving import Serving, check
from istor.review.tiling import ReviewOptions, origin_of

TILES = "https://tiles.example:8443/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    "address",
    [
        "tiles.example/{z}/{x}/{y}.png",
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/",
        "https://a.example; script-src *,https://b.example/{z}/{x}/{y}",
        "https:///{z}/{x}/{y}",
    ],
)
def test_what_is_no_address_of_tiles_is_refused_before_anything_is_served(address: str) -> None:
    with pytest.raises(ConfigError, match="no address of tiles"):
        check(Serving(review=ReviewOptions(tiles=address)))


def test_tiles_of_this_machine_need_no_encryption() -> None:
    assert origin_of("http://127.0.0.1:9000/{z}/{x}/{y}.png") == "http://127.0.0.1:9000"


def test_the_tiles_host_is_let_in_and_credited(ana: Visitor) -> None:
    before = ana.get("/incidents")
    assert "example" not in before.headers["Content-Security-Policy"] and "data-tiles" not in before.text
    ana.app.state.review = ReviewOptions(tiles=TILES, credit="© <b>makers</b>")  # type: ignore[attr-defined]
    after = ana.get("/incidents")
    rules = dict(part.split(" ", 1) for part in after.headers["Content-Security-Policy"].split("; "))
    assert [name for name, said in rules.items() if "https://tiles.example:8443" in said] == ["img-src", "connect-src"]
    assert f'data-tiles="{TILES}"' in after.text and "© &lt;b&gt;makers" in after.text
