"""One command builds the demo's ledger, shows it, and says what to try next; what it says to try works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_one_command_builds_and_shows_the_demo(tmp_path: Path) -> None:
    """The script as it is, in a folder of its own, with this interpreter's istor."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "demo.sh").write_bytes((ROOT / "scripts" / "demo.sh").read_bytes())
    (tmp_path / "demo").symlink_to(ROOT / "demo")
    binary = tmp_path / ".venv" / "bin" / "istor"
    binary.parent.mkdir(parents=True)
    binary.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m istor "$@"\n')
    binary.chmod(0o755)
    shown = run(["sh", "scripts/demo.sh"], tmp_path)
    assert "machine-read, unreviewed" in shown and "review desk" in shown
    tried = [
        line.split() for line in re.findall(r"^  (\.venv/bin/istor (?:show|list|export) .*)$", shown, re.MULTILINE)
    ]
    assert len(tried) >= 4
    for words in tried:
        assert run(words, tmp_path)


def test_make_runs_it_after_the_set_up() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf8").partition("\ndemo:")[2].partition("\n\n")[0]
    assert "scripts/setup.sh run" in recipe and "scripts/demo.sh" in recipe


def run(words: list[str], folder: Path) -> str:
    facts = {**os.environ, "COLUMNS": "120"}
    return subprocess.run(words, cwd=folder, env=facts, capture_output=True, text=True, check=True).stdout
