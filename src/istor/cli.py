"""The entry to the command line. The commands themselves are in commands.py: to import them takes a fifth of a second.

Exit codes: 0 done (refusals are told, and are no failure); 1 nothing could be read, or any other error; 2 a wrong option or
input; 3 the ledger cannot be opened or written; 4 `istor verify` found it broken; 5 an export held what must be withheld; 130 interrupted (what was finished is kept).
"""

from __future__ import annotations

import os
import sys

from istor import __version__


def main() -> None:
    """Runs the command line. An error istor raises on purpose is one sentence on standard error, never a traceback."""
    if sys.argv[1:] == ["--version"]:
        print(f"istor {__version__}")
        return
    try:
        _run()
    except KeyboardInterrupt:  # one that comes before a command has begun
        sys.exit(130)
    except OSError as error:  # standard output on a full disk; what commands read and write, they answer for themselves
        print(f"istor: {error}; nothing in a ledger was harmed", file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("ISTOR_TRACEBACK"):
            raise
        said = f"{type(error).__name__}: {error}"
        print(
            f"istor: a fault in istor itself ({said}). ISTOR_TRACEBACK=1 shows where: please report it", file=sys.stderr
        )
        sys.exit(1)


def _run() -> None:
    from istor.commands import app
    from istor.errors import IstorError

    try:
        app()
        sys.stdout.flush()
    except IstorError as error:
        print(f"istor: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
