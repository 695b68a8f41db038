#!/bin/sh
# Before a release: the generated reports by the thousand, other ones each time. Takes some minutes.
set -eu
cd "$(dirname "$0")/.."
ISTOR_EXAMPLES="${1:-3000}" .venv/bin/python -m pytest tests/stories/test_generated.py
