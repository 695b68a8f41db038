"""What a reading records of the rules it was read by."""

from pathlib import Path

import pytest

from istor.runs import ruling


class _Opened:
    """A gazetteer to which a user added places."""

    about = {"content": "packaged", "added": "theirs"}  # noqa: RUF012


def test_places_that_a_user_added_are_part_of_the_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plain = ruling._gazetteer()
    assert len(plain) == 64
    added = tmp_path / "added.sqlite"
    added.write_bytes(b"")
    monkeypatch.setattr(ruling, "added_path", lambda path: added)
    monkeypatch.setattr(ruling, "open_gazetteer", _Opened)
    assert ruling._gazetteer() == f"{plain}+theirs"
