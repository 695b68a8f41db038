"""What a user meets: what is printed, where it is printed, and the exit code."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from holdings import TEXT, page, read
from making import KHARKIV, at
from msgspec.structs import replace
from rich.console import Console
from test_docs import every_command

from istor import cli
from istor.provenance import Refusal
from istor.runs.filling import Filling, take_in
from istor.runs.journal import Journal, Summary
from istor.screens import incident_table, summary_lines
from istor.store.ledger import open_ledger

TWO = TEXT.replace("Three", "Two")
NASTY = "\x1b[31mred\x1b[0m \u202eevil [bold]x[/bold] <b> & .\n"
Istor = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    torn = Refusal(of="torn.html", room="articles", because="truncated", detail="ends in a tag")
    pages = [
        page("p1", url="https://daily.example/one"),
        page("p2", TWO),
        page("odd", NASTY + TEXT, publisher=NASTY),
        page("p3", "Spam."),
        torn,
    ]
    with open_ledger(path, create=True) as opened:
        take_in(pages, opened, options=Filling(), journal=Journal(), read=read)
    return path


@pytest.fixture
def istor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ledger: Path) -> Istor:
    """Runs a command on the module's ledger (unless another is given); gives exit code, output and errors."""
    monkeypatch.delenv("COLUMNS", raising=False)  # test workers set it

    def run(*arguments: object, on: Path | None = ledger) -> tuple[int, str, str]:
        where = ["--ledger", str(on)] if on is not None else []
        monkeypatch.setattr(sys, "argv", ["istor", *map(str, arguments), *where])
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


def an_id(istor: Istor) -> str:
    return json.loads(istor("list", "--json")[1].splitlines()[0])["incident_id"]


@pytest.mark.parametrize("name", [name for name, _ in every_command()])
def test_every_command_explains_itself(istor: Istor, name: str) -> None:
    code, out, _ = istor(*name.split()[1:], "--help", on=None)
    assert code == 0
    assert "Usage:" in out


def test_version(istor: Istor) -> None:
    assert istor("--version", on=None)[:2] == (0, "istor 0.1.0\n")


def test_list_shows_a_row_an_incident_and_what_to_do_next(istor: Istor) -> None:
    code, out, err = istor("list")
    assert (code, err) == (0, "")
    assert re.search(r"[0-9a-f]{8}\s+4 Mar 2025\s+Kharkiv", out)
    assert "machine-read, unreviewed" in out
    assert re.search(rf"istor show {an_id(istor)[9:17]}\s--ledger\s\S+l\.db$", out, re.MULTILINE)


@pytest.mark.parametrize("columns", [80, 88, 100, 120])
def test_a_narrow_table_cuts_no_word(ledger: Path, columns: int) -> None:
    with open_ledger(ledger) as opened:
        entry = opened.entries()[0]
    place = at(replace(KHARKIV, name="Zaporizhzhia", admin1="Dnipropetrovsk Oblast"))
    entry = replace(entry, place=place, type="Shelling/artillery/missile attack", pages=12, origins=10)
    screen = Console(file=io.StringIO(), width=columns)
    with screen.capture() as caught:
        screen.print(incident_table([entry], width=columns))
    words = set(caught.get().split())
    assert {"Zaporizhzhia,", "Dnipropetrovsk", "Shelling/", "artillery/", "attack", "origins,", "pages"} <= words


@pytest.mark.parametrize("columns", [None, "80", "100", "300"])
@pytest.mark.parametrize("command", ["list", "list --refused", "show"])
def test_tables_fit(istor: Istor, monkeypatch: pytest.MonkeyPatch, command: str, columns: str | None) -> None:
    if columns is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", columns)
    arguments = command.split() + ([an_id(istor)] if command == "show" else [])
    _, out, _ = istor(*arguments)
    assert max(map(len, out.splitlines())) <= min(int(columns or 120), 120)


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ([], 1),
        (["--from", "2025-03-04", "--to", "2025-03-04"], 1),
        (["--from", "2025-03-05"], 0),
        (["--place", "Kharkov"], 1),
        (["--place", "Харків"], 1),
        (["--place", "Kherson"], 0),
        (["--type", "drone"], 1),
        (["--min-killed", "9"], 0),
        (["--text", "depot"], 1),
        (["--text", "submarine"], 0),
    ],
)
def test_filters(istor: Istor, options: list[str], number: int) -> None:
    code, out, _ = istor("list", "--json", *options)
    assert code == 0
    assert len(out.splitlines()) == number
    said = istor("list", *options)[1]
    assert ("No incident matches" in said) is (number == 0)


def test_refused_pages_are_listed_with_their_reasons(istor: Istor) -> None:
    _, out, _ = istor("list", "--refused")
    assert re.search(r"torn\.html\s+truncated\s+ends in a tag", out)
    assert re.search(r"p3\s+no article", out)
    lines = [json.loads(line) for line in istor("list", "--refused", "--json")[1].splitlines()]
    assert {each["because"] for each in lines} == {"truncated", "junk"}


def test_show_an_incident_down_to_its_words(istor: Istor) -> None:
    identifier = an_id(istor)
    for name in (identifier, identifier[9:17]):
        code, out, _ = istor("show", name)
        assert code == 0
        for expected in (identifier, "“Three people”", "the prosecutor", "The Daily", "Best reported", "Pages", "p2"):
            assert expected in out
    reasons = out.partition("Why these pages")[2].partition("Pages\n")[0]
    assert (reasons.count("(score "), "1 more pair of them agree" in reasons) == (2, True)
    found = json.loads(istor("show", identifier, "--json")[1])
    assert found["entry"]["figures"][0]["accounts"]


def test_show_an_article_with_what_was_read_marked(istor: Istor) -> None:
    for name in ("p1", "https://daily.example/one"):
        _, out, _ = istor("show", name)
        assert "⟦toll: Three people⟧ were killed" in out
        assert "⟦place: Kharkiv⟧" in out
        assert "published 2025-03-05\n" in out
    assert "Left open\n  – no article" in istor("show", "p3")[1]
    assert json.loads(istor("show", "p1", "--json")[1])["source_id"] == "p1"


def test_scraped_text_cannot_steer_the_terminal(istor: Istor) -> None:
    out = istor("show", "odd")[1] + istor("show", an_id(istor))[1]
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]x[/bold] <b> &" in out


def test_colour_marks_instead_of_brackets(istor: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    out = istor("show", "p1")[1]
    assert "\x1b[" in out
    assert "⟦" not in out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in istor("show", "p1")[1]
    assert "⟦toll" in istor("show", "p1")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["show", "nobody"], 2, "no incident or article 'nobody'"),
        (["list", "--from", "yesterday"], 2, "2025-03-04"),
        (["list", "--from", "2025-03-05", "--to", "2025-03-01"], 2, "exchange them"),
        (["list", "--type", "dron strike"], 2, "no type of attack"),
        (["list", "--frm", "2025-03-04"], 2, "--frm"),
        (["export", "--to", "pdf"], 2, "csv, ged, geojson, gpkg, hxl, jsonl"),
        (["build", "/no/such/folder"], 2, "/no/such/folder"),
        (["build", ".", "--rule", "loudest"], 2, "best-placed"),
        (["build", ".", "--jobs", "0"], 2, "jobs"),
        (["build"], 2, "INPUT"),
    ],
)
def test_a_wrong_word_is_told_on_standard_error(istor: Istor, arguments: list[str], code: int, says: str) -> None:
    found, out, err = istor(*arguments)
    assert (found, out) == (code, "")
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["list", "verify", "export", "reread", "show x"])
def test_a_ledger_that_is_not_there_is_told_with_what_to_do(istor: Istor, tmp_path: Path, command: str) -> None:
    code, out, err = istor(*command.split(), on=tmp_path / "none.db")
    assert (code, out) == (3, "")
    assert "istor build" in err
    assert not (tmp_path / "none.db").exists()


def test_an_empty_ledger_says_how_to_fill_it(istor: Istor, tmp_path: Path) -> None:
    open_ledger(tmp_path / "l.db", create=True).close()
    code, out, _ = istor("list", on=tmp_path / "l.db")
    assert code == 0
    assert "Fill it with `istor build" in out


def test_verify(istor: Istor, ledger: Path, tmp_path: Path) -> None:
    code, out, _ = istor("verify")
    assert code == 0
    assert "is whole" in out
    assert json.loads(istor("verify", "--json")[1])["readings"] == 4
    broken = tmp_path / "broken.db"
    with open_ledger(ledger):  # the copy holds what is still in the write-ahead log
        source, target = sqlite3.connect(ledger), sqlite3.connect(broken)
        source.backup(target)
    target.execute("UPDATE reading SET text = replace(text, 'drone', 'crane')")
    target.commit()
    code, out, err = istor("verify", on=broken)
    assert (code, out) == (4, "")
    assert "were changed" in err


@pytest.mark.parametrize("to", ["csv", "jsonl", "geojson"])
def test_export(istor: Istor, to: str) -> None:
    code, out, _ = istor("export", "--to", to)
    assert code == 0
    assert "machine-read, unreviewed" in out
    assert istor("export", "--to", to)[1] == out


def test_an_export_into_a_file_comes_with_all_that_belongs_beside_it(istor: Istor, tmp_path: Path) -> None:
    file = tmp_path / "out.geojson"
    code, out, err = istor("export", "--out", file)
    assert (code, out) == (0, "") and "The names of the dead are withheld." in err
    assert json.loads(file.read_text())["type"] == "FeatureCollection"
    checksum, name = (tmp_path / "out.geojson.sha256").read_text().split()
    assert (checksum, name) == (hashlib.sha256(file.read_bytes()).hexdigest(), "out.geojson")
    assert checksum in (tmp_path / "out.geojson.report.txt").read_text()
    assert (tmp_path / "out.geojson.codebook.csv").read_text().startswith("column,meaning,values")
    assert len(list(tmp_path.glob("*out.geojson*"))) == 4


def test_build_and_read_from_standard_input(istor: Istor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    record = json.dumps(
        {"text": "A mine killed a farmer near Izium on Monday, police said.", "published": "2025-05-06"}
    )

    def piped() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(record.encode())))

    piped()
    code, out, err = istor("read", "-", "--json", on=None)
    assert (code, err, len(out.splitlines())) == (0, "", 1)
    assert json.loads(out)["sightings"][0]["final"]["killed"] == [1, 1]
    piped()
    code, out, _ = istor("build", "-", "--json", on=tmp_path / "l.db")
    assert code == 0
    assert json.loads(out)["read"] == 1
    piped()
    code, out, _ = istor("build", "-", on=tmp_path / "l.db")
    assert "1 known already" in out


def test_a_build_of_which_nothing_can_be_read_says_so(istor: Istor, tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    code, out, _ = istor("build", tmp_path / "noise.txt", on=tmp_path / "l.db")
    assert code == 1
    assert "0 pages read" in out
    assert "noise.txt" in istor("list", "--refused", on=tmp_path / "l.db")[1]


def test_a_run_with_nothing_to_do_says_so_plainly() -> None:
    assert summary_lines(Summary(incidents=14), "l.db")[0] == "l.db: no page to read."
    assert summary_lines(Summary(known=3), "l.db")[0] == "l.db: 0 pages read, 3 known already."


def test_a_run_over_what_people_decided_calls_nothing_unreviewed(istor: Istor, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("3 March 2025\n\nA drone hit a depot in Sumy on 2 March 2025, killing two people, the mayor said.")
    db = tmp_path / "l.db"
    assert "1 incident (before: 0), machine-read, unreviewed." in istor("build", page, on=db)[1]
    row = json.loads(istor("list", "--json", on=db)[1])
    assert istor("decide", "accept", row["incident_id"], "--by", "ana", on=db)[0] == 0
    assert "1 incident, machine-read, with 1 decision by people." in istor("build", page, on=db)[1]


def test_gazetteer(istor: Istor) -> None:
    assert "GeoNames" in istor("gazetteer", "info", on=None)[1]
    assert "Kharkiv" in istor("gazetteer", "lookup", "Харьков", on=None)[1]
    code, out, err = istor("gazetteer", "lookup", "Xyzzyville", on=None)
    assert (code, out) == (2, "")
    assert "another spelling" in err
    assert "UA-63" in istor("gazetteer", "lookup", "49.99,36.23", on=None)[1]
    assert istor("gazetteer", "lookup", "99.5,36.23", on=None)[0] == 2


def test_a_fault_is_one_line_with_how_to_see_more(istor: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr("istor.screens.print_incidents", fails)
    code, out, err = istor("list")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "RuntimeError: no such thing" in err
    monkeypatch.setenv("ISTOR_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        istor("list")
