"""Scored corpora, their scores and floors. `python -m evaluation NAME DIR [--sample N] [--json]`."""
