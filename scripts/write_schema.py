"""Writes docs/read.schema.json from the types in istor.publication.forms. A test fails when the two differ."""

import json
from pathlib import Path

from istor.publication.forms import schema

target = Path(__file__).resolve().parents[1] / "docs" / "read.schema.json"
target.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf8")
print(f"wrote {target.name}")
