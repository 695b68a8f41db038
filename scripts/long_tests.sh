#!/bin/sh
# Before a release: the generated reports by the thousand, other ones each time, and the desk over a hundred thousand generated
# incidents in a real browser. Takes some minutes.
set -eu
cd "$(dirname "$0")/.."
ISTOR_EXAMPLES="${1:-3000}" .venv/bin/python -m pytest tests/stories/test_generated.py
ISTOR_MANY="${2:-100000}" .venv/bin/python -m pytest -n 0 tests/review/browser/test_many.py
