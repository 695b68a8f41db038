"""What is vendored is what was written down, each with its licence."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

from istor.review.guarding import CHART_STYLE

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src" / "istor" / "review" / "static" / "vendor"


def test_every_file_has_its_checksum() -> None:
    told = dict(reversed(line.split("  ")) for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
    held = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    held.pop("SHA256SUMS")
    assert held == told


def test_every_package_has_its_licence() -> None:
    packages = json.loads((ROOT / "requirements" / "desk" / "package.json").read_text())["dependencies"]
    assert all((VENDOR / f"{name.split('/')[-1]}.LICENSE.txt").is_file() for name in packages)


def test_no_file_names_a_map_of_its_own() -> None:
    assert not [path.name for path in VENDOR.glob("*.*js") if b"\n//# sourceMappingURL=" in path.read_bytes()]


def test_the_one_style_that_is_let_in_is_the_charts_own() -> None:
    code = (VENDOR / "plot.js").read_text(encoding="utf8")
    found = re.search(r'append\("style"\)\.text\(`(:where\(\.\$\{c\}\) .*?)`\)', code, re.DOTALL)
    named = re.search(r'return"(plot-[0-9a-f]+)"', code)
    assert found and named
    style = found[1].replace("${c}", named[1]).replace("\\n", "\n")
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" == CHART_STYLE
