"""The entry to the command line. The commands themselves are in commands.py: to import them takes a fifth of a second.

Exit codes: 0 done (refusals are told, and are no failure); 1 nothing could be read, or any other error; 2 a wrong option or
input; 3 the ledger cannot be opened or written; 4 `istor verify` found it broken; 130 interrupted (what was finished is kept).
"""

from __future__ import annotations

import sys

from istor import __version__


def main() -> None:
    """Runs the command line. An error istor raises on purpose is one sentence on standard error, never a traceback."""
    if sys.argv[1:] == ["--version"]:
        print(f"istor {__version__}")
        return
    from istor.commands import app
    from istor.errors import IstorError

    try:
        app()
    except IstorError as error:
        print(f"istor: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
