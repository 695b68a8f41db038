"""Who says what in news: attributed content, its speaker and its cue, against PolNeAR's annotation (brat standoff).

The folder has text/ and attributions/. An article annotated by several people is scored against the first of them.
A speaker or content of several pieces is compared as a whole: exact is the same tokens, overlap at least one in common;
marks and spaces at the edges count neither way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from istor import claims

Tokens = frozenset[int]
_TOKEN = re.compile(r"\w+")
_PARTS = ("source", "cue", "content")


class Annotated(NamedTuple):
    """One attribution as sets of word offsets. The speaker's words are called source here, as the corpus does."""

    source: Tokens
    cue: Tokens
    content: Tokens


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """Token precision, recall and F1 of content; F1 of speakers, cues and contents, exact and overlapping (fractions)."""
    if (folder / "dev").is_dir():
        folder /= "dev"
    token, exact, overlap = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted((folder / "text").glob("*.txt"))[:sample]:
        text = path.read_bytes().decode("utf8")
        gold, read = _gold(path, text), _outermost(_read(text))
        _count_tokens(token, gold, read)
        for part in _PARTS:
            _count(exact, part, gold, read, same=lambda a, b: a == b)
            _count(overlap, part, gold, read, same=lambda a, b: bool(a & b))
        if errors > 0:
            errors -= _show(text, gold, read, errors)
    figures = dict(zip(("content_token_p", "content_token_r", "content_token_f1"), _prf(token, "token"), strict=True))
    for part in _PARTS:
        figures[f"{part}_exact_f1"] = _prf(exact, part)[2]
        figures[f"{part}_overlap_f1"] = _prf(overlap, part)[2]
    return {name: round(value, 4) for name, value in figures.items()}


def _read(text: str) -> list[Annotated]:
    at = _words(text)
    return [
        Annotated(
            source=_tokens(at, [(one.voice.start, one.voice.end)] if one.voice else []),
            cue=_tokens(at, [(one.attribution.cue.start, one.attribution.cue.end)] if one.attribution.cue else []),
            content=_tokens(at, [(span.start, span.end) for span in one.content]),
        )
        for one in claims.attributions(text)
    ]


def _outermost(read: Sequence[Annotated]) -> list[Annotated]:
    """Without what stands inside somebody's words: the corpus gives each word one part in one attribution, the outer one."""
    held = Counter(word for one in read for word in one.content)
    return [one for one in read if not one.cue or any(held[word] <= (word in one.content) for word in one.cue)]


def _gold(path: Path, text: str) -> list[Annotated]:
    found = sorted((path.parents[1] / "attributions").glob(f"{_escaped(path.stem)}*.ann"))
    at = _words(text)
    return list(_standoff(found[0].read_text(encoding="utf8"), at)) if found else []


def _standoff(content: str, at: Sequence[tuple[int, int]]) -> Iterator[Annotated]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events = []
    for line in content.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T") and rest:
            offsets = rest.split("\t")[0].split(" ", 1)[1]
            spans[name] = [(int(pair.split()[0]), int(pair.split()[1])) for pair in offsets.split(";")]
        elif name.startswith("E") and rest:
            events.append(rest.split()[1:])
    for event in events:
        parts: dict[str, list[tuple[int, int]]] = {}
        for role in event:
            kind, _, name = role.partition(":")
            parts.setdefault(kind.rstrip("0123456789").lower(), []).extend(spans.get(name, []))
        yield Annotated(*(_tokens(at, parts.get(part, [])) for part in _PARTS))


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text)]


def _tokens(at: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Tokens:
    return frozenset(start for start, end in at for low, high in spans if low <= start and end <= high)


def _count_tokens(counts: Counter[str], gold: Sequence[Annotated], read: Sequence[Annotated]) -> None:
    want = frozenset[int]().union(*(one.content for one in gold))
    got = frozenset[int]().union(*(one.content for one in read))
    counts["token both"] += len(want & got)
    counts["token gold"] += len(want)
    counts["token read"] += len(got)


def _count(
    counts: Counter[str],
    part: str,
    gold: Sequence[Annotated],
    read: Sequence[Annotated],
    *,
    same: Callable[[Tokens, Tokens], bool],
) -> None:
    want = [getattr(one, part) for one in gold if getattr(one, part)]
    got = [getattr(one, part) for one in read if getattr(one, part)]
    counts[f"{part} gold"] += len(want)
    counts[f"{part} read"] += len(got)
    left = list(got)
    for one in want:
        hit = next((other for other in left if same(one, other)), None)
        if hit is not None:
            left.remove(hit)
            counts[f"{part} both"] += 1


def _prf(counts: Counter[str], part: str) -> tuple[float, float, float]:
    both, gold, read = (counts[f"{part} {of}"] for of in ("both", "gold", "read"))
    precision, recall = both / read if read else 0.0, both / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def _show(text: str, gold: Sequence[Annotated], read: Sequence[Annotated], limit: int) -> int:
    """Print attributions of which gold or reading has no cue in common with the other; how many were printed."""
    shown = 0
    for name, ones, others in (("missed", gold, read), ("false", read, gold)):
        for one in ones:
            if shown < limit and not any(one.cue & other.cue for other in others):
                words = [" ".join(text[at : at + 12].split(" ", maxsplit=1)[0] for at in sorted(part)) for part in one]
                print(name, *words, sep=" | ")
                shown += 1
    return shown


def _escaped(stem: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", stem)
