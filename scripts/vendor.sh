#!/bin/sh
# Copies what the review desk runs in the browser, with its licences, from the npm packages pinned in requirements/desk
# into src/istor/review/static/vendor, and writes down each file's SHA-256. Needed only to renew them: the copies are committed.
set -eu
cd "$(dirname "$0")/.."
into=src/istor/review/static/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp requirements/desk/package.json requirements/desk/package-lock.json "$work"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --silent)

rm -rf "$into"
mkdir -p "$into"
# A source map would be asked for by the browser's tools: the line that names it goes.
take() { sed '/^\/\/# sourceMappingURL=/d' "$work/node_modules/$1" >"$into/$2"; }
take htmx.org/dist/htmx.min.js htmx.js
take d3/dist/d3.min.js d3.js
take @observablehq/plot/dist/plot.umd.min.js plot.js
take maplibre-gl/dist/maplibre-gl.mjs maplibre-gl.mjs
take maplibre-gl/dist/maplibre-gl-worker.mjs maplibre-gl-worker.mjs
take maplibre-gl/dist/maplibre-gl.css maplibre-gl.css
for package in htmx.org d3 @observablehq/plot maplibre-gl; do
    for licence in LICENSE LICENSE.txt; do
        if [ -f "$work/node_modules/$package/$licence" ]; then
            cp "$work/node_modules/$package/$licence" "$into/$(basename "$package").LICENSE.txt"
        fi
    done
done
(cd "$into" && sha256sum -- * >"$work/SHA256SUMS" && mv "$work/SHA256SUMS" SHA256SUMS)
