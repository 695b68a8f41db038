#!/bin/sh
# The screens that docs/review.md shows, taken anew from the demo's desk.
set -eu
cd "$(dirname "$0")/.."
ISTOR_SCREENS=docs/screens .venv/bin/python -m pytest -q -n 0 tests/review/browser/test_screens.py
