"""istor.toml → one frozen tree, assembled from the rooms' own options. An unknown key is refused, with the nearest known one.

```toml
[articles]              # istor.articles.unpacking.ReadingOptions
page_bytes = 20_000_000

[ledger]
rule = "conservative"

[publication]           # istor.publication.policy.PublicationOptions
names = "withheld"

[runs]
jobs = 4

[store]
ledger = "cases.db"
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from istor.articles.unpacking import ReadingOptions
from istor.errors import ConfigError
from istor.provenance import Record
from istor.publication.policy import PublicationOptions
from istor.review.tiling import ReviewOptions

FILE = Path("istor.toml")


class LedgerOptions(Record):
    """How figures are reconciled: `rule` is a key of istor.ledger.rules.RULES, `ladder` the rungs of one's own for
    "hierarchy", nearest to the count first, each the kinds of speakers that are equally close, parted by commas."""

    rule: str = "best-placed"  # it weighs who was close to the count, and its ladder is published
    ladder: tuple[str, ...] = ()  # whose own it is says so

    def named(self, rule: str | None = None) -> str:
        """The rule in full, with the ladder where it needs one. `rule` goes before the configured one (None: it does not).

        >>> LedgerOptions(ladder=("hospital", "morgue, prosecutor")).named("hierarchy")
        'hierarchy: hospital > morgue, prosecutor'
        """
        name = rule or self.rule
        return f"hierarchy: {' > '.join(self.ladder)}" if name == "hierarchy" and self.ladder else name


class RunsOptions(Record):
    """How work is done: `jobs` is the number of processes that read pages."""

    jobs: int = 1  # more need half a gigabyte each, for the language model


class StoreOptions(Record):
    """Where the ledger is: `ledger` is a file or an SQLAlchemy address."""

    ledger: str = "istor.db"  # in the folder one works in: one folder, one case


class Config(Record):
    """All options, a section a room. What the command line says goes before what stands here."""

    articles: ReadingOptions = ReadingOptions()
    ledger: LedgerOptions = LedgerOptions()
    publication: PublicationOptions = PublicationOptions()
    review: ReviewOptions = ReviewOptions()
    runs: RunsOptions = RunsOptions()
    store: StoreOptions = StoreOptions()


def open_config(path: Path = FILE) -> Config:
    """The configuration in a file; the defaults where there is none.

    Raises ConfigError naming the file, the key and what was expected.

    >>> open_config(Path("no-such.toml")).store.ledger
    'istor.db'
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML ({error})") from error
    _check_keys(content, Config, where=str(path))
    try:
        return msgspec.convert(content, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error


def _check_keys(content: Mapping[str, Any], kind: type[Record], *, where: str) -> None:
    known = {field.name: field for field in msgspec.structs.fields(kind)}
    for key, value in content.items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
            raise ConfigError(f"{where}: unknown key {key!r}; {hint}")
        inner = known[key].type
        if isinstance(value, dict) and isinstance(inner, type) and issubclass(inner, Record):
            _check_keys(value, inner, where=f"{where} [{key}]")
