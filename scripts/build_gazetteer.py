"""Makes src/istor/geography/gazetteer.sqlite, or leaves it where it is what these inputs give. Run by scripts/setup.sh.

python scripts/build_gazetteer.py            build where needed and check against gazetteer.sha256
python scripts/build_gazetteer.py --accept   build and write gazetteer.sha256 anew (after changing its inputs)
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE / "src"))

from istor.geography.building import build, inputs_hash  # noqa: E402

PATH = HERE / "src/istor/geography/gazetteer.sqlite"
HASH = PATH.with_suffix(".sha256")


def main() -> int:
    """0 when the file is there and its content is the committed one."""
    accept = "--accept" in sys.argv
    if not accept and _is_current():
        return 0
    print("building the gazetteer (half a minute)", file=sys.stderr)
    digest = build(PATH)
    if accept:
        HASH.write_text(digest + "\n", encoding="ascii")
    if digest != HASH.read_text(encoding="ascii").strip():
        print(
            f"the gazetteer's content hashes to {digest}, not to what {HASH.name} says: its inputs were changed."
            " If that was meant, run scripts/build_gazetteer.py --accept and commit the hash.",
            file=sys.stderr,
        )
        return 1
    return 0


def _is_current() -> bool:
    if not PATH.exists() or not HASH.exists():
        return False
    try:
        connection = sqlite3.connect(f"file:{PATH}?mode=ro", uri=True)
        about = dict(connection.execute("SELECT key, value FROM about"))
        connection.close()
    except sqlite3.Error:
        return False
    return about.get("inputs") == inputs_hash() and about.get("content") == HASH.read_text(encoding="ascii").strip()


if __name__ == "__main__":
    sys.exit(main())
