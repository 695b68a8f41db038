#!/bin/sh
# Pins requirements/*.in with hashes and without any registry's address, for Python 3.11 to 3.13 alike.
set -eu
cd "$(dirname "$0")/../requirements"
for name in run dev splink; do
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
        "$name.in" --output-file "$name.txt"
done
