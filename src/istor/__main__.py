"""`python -m istor`: the command line."""

from istor.cli import main

main()
