"""istor.toml is read strictly: what is not known is refused, with what was meant."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from istor.config import Config, open_config
from istor.errors import ConfigError
from istor.ledger.rules import RULES


def test_without_a_file_there_are_defaults_that_exist(tmp_path: Path) -> None:
    found = open_config(tmp_path / "istor.toml")
    assert found == Config()
    assert found.ledger.rule in RULES


def test_a_file_sets_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "istor.toml"
    path.write_text('[store]\nledger = "cases.db"\n[articles]\npage_bytes = 1000\n')
    found = open_config(path)
    assert (found.store.ledger, found.articles.page_bytes, found.runs.jobs) == ("cases.db", 1000, 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[store]\nledgr = 'x'", r"\[store\]: unknown key 'ledgr'; did you mean 'ledger'\?"),
        ("[stores]\nledger = 'x'", r"unknown key 'stores'; did you mean 'store'\?"),
        ("[weather]\nrain = 1", r"there are: articles, ledger, publication, review, runs, store"),
        ("[runs]\njobs = 'many'", r"Expected `int`, got `str` - at `\$.runs.jobs`"),
        ("[runs", r"cannot be read as TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "istor.toml"
    path.write_text(content)
    with pytest.raises(ConfigError, match=says) as caught:
        open_config(path)
    assert str(path) in str(caught.value)


def test_the_example_in_the_documents_is_valid(tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parents[1] / "docs" / "commands.md").read_text(encoding="utf8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    path = tmp_path / "istor.toml"
    path.write_text(example[1])
    assert open_config(path).ledger.rule in RULES
    assert set(tomllib.loads(example[1])) <= set(Config.__struct_fields__)
