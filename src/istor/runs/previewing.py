"""Pages are read and shown, and nothing is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from istor.articles.article import RawPage
from istor.articles.reading import read_inputs
from istor.provenance import Refusal
from istor.publication.readings import Reading
from istor.runs.executors import in_order
from istor.runs.filling import DEFAULT, Filling
from istor.runs.plan import read_page


def preview(
    inputs: Sequence[str | Path], *, options: Filling = DEFAULT, stdin: BinaryIO | None = None
) -> Iterator[Reading | Refusal]:
    """What the pages of `inputs` tell, in their order; a page that cannot be read is a Refusal.

    Raises InputError for an input that cannot be read at all.
    """
    work = partial(_outcome, published=options.published)
    for _, outcome in in_order(
        work, read_inputs(inputs, stdin=stdin, options=options.reading), lost=_lost, jobs=options.jobs
    ):
        yield outcome


def _outcome(page: RawPage | Refusal, *, published: dt.date | None) -> Reading | Refusal:
    if isinstance(page, Refusal):
        return page
    try:
        return read_page(page, published=published)
    except Exception as error:  # one page's failure is told, and does not end the run
        return Refusal(of=page.source_id, room="runs", because="failed", detail=f"{type(error).__name__}: {error}")


def _lost(page: RawPage | Refusal) -> Reading | Refusal:
    of = page.of if isinstance(page, Refusal) else page.source_id
    return Refusal(
        of=of, room="runs", because="died", detail="the process that read this page ended twice without a word"
    )
