#!/bin/sh
# The demo: a ledger from the bundled pages, shown as a table, and what to try next.
set -eu
cd "$(dirname "$0")/.."
istor=.venv/bin/istor
$istor build demo/pages --ledger demo.db
printf '\n'
$istor list --ledger demo.db
first=$($istor list --ledger demo.db --json | sed -n '1s/.*"incident_id":"\([^"]*\)".*/\1/p')
cat <<TEXT

The ledger is demo.db. Every figure in it leads back to its words. Try next:
  .venv/bin/istor show $first --ledger demo.db
                  an incident: each figure, who said it, on which page, what was left out
  .venv/bin/istor serve --ledger demo.db
                  the review desk in the browser: map, timeline, every figure down to its words, decisions by keys
  .venv/bin/istor list --place Odesa --ledger demo.db
  .venv/bin/istor list --refused --ledger demo.db
  .venv/bin/istor export --to csv --ledger demo.db
  .venv/bin/istor build YOUR-PAGES --ledger mine.db
TEXT
