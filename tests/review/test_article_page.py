"""An article beside the page as it was stored: its hash checked, and what may distress behind a guard."""

from __future__ import annotations

import csv
import io
import zipfile

from review.desks import Visitor

from istor.runs.following import follow
from istor.store.ledger import Ledger


def test_the_page_as_stored_stands_beside_the_text_in_a_sandbox(ledger: Ledger, ana: Visitor) -> None:
    article = ledger.articles()[0]
    page = ana.get(f"/articles/{article.id}").text
    assert f'<iframe sandbox src="/articles/{article.id}/original"' in page
    answer = ana.get(f"/articles/{article.id}/original")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'") and "allow-" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert article.text in answer.text


def test_the_hash_of_the_bytes_is_shown_and_checked(ledger: Ledger, ana: Visitor) -> None:
    article = ledger.articles()[0]
    page = ana.get(f"/articles/{article.id}").text
    assert article.raw_sha256 in page and "the bytes held are those" in page


def test_graphic_content_is_behind_a_guard_on_its_pages_too(ledger: Ledger, ana: Visitor) -> None:
    (incident,) = ledger.incidents()
    article = ledger.articles()[0]
    assert "data-guard" not in ana.get(f"/articles/{article.id}").text
    ledger.decide("sensitivity", [incident.id], by="ana", value="graphic")
    follow(ledger)
    page = ana.get(f"/articles/{article.id}").text
    guard, text, frame = page.index("data-guard"), page.index('<div class="text"'), page.index("<iframe")
    assert guard < text < frame < page.index("</details>")
    assert "marked graphic" in page and f'href="/incidents/{incident.id}"' in page


def test_a_sheet_for_print_obeys_redaction_unless_the_team_asks(ledger: Ledger, ana: Visitor) -> None:
    (incident,) = ledger.incidents()
    public = ana.get(f"/incidents/{incident.id}/sheet").text
    assert "For the public" in public and "not known" in public and "data-print" in public
    whole = ana.get(f"/incidents/{incident.id}/sheet?public=no").text
    assert "Not for the public" in whole and "SHA-256" in whole
    assert ana.get("/incidents/incident-none/sheet").status_code == 404
    ledger.decide("sensitivity", [incident.id], by="ana", value="restricted")
    follow(ledger)
    assert ana.get(f"/incidents/{incident.id}/sheet").status_code == 403


def test_every_page_of_an_incident_can_be_taken_away(ledger: Ledger, ana: Visitor) -> None:
    (incident,) = ledger.incidents()
    page = ana.get(f"/incidents/{incident.id}").text
    for to in ("csv", "jsonl", "geojson", "xlsx"):
        assert f"/incidents/{incident.id}/export/{to}" in page
        answer = ana.get(f"/incidents/{incident.id}/export/{to}")
        assert answer.status_code == 200 and incident.id in answer.headers["Content-Disposition"]
    assert f"/api/incidents/{incident.id}" in page
    assert ana.get("/incidents/incident-none/export/csv").status_code == 404
    for path in ("/incidents", "/queue", "/decisions", f"/articles/{ledger.articles()[0].id}"):
        assert "JSON" in ana.get(path).text or "CSV" in ana.get(path).text, path


def test_a_parcel_holds_the_file_and_all_that_belongs_beside_it(ana: Visitor) -> None:
    packed = zipfile.ZipFile(io.BytesIO(ana.get("/export/acled/parcel").content))
    names = ["incidents-acled.csv" + ending for ending in ("", ".sha256", ".report.txt", ".codebook.csv")]
    assert packed.namelist() == names
    assert ana.get("/export/acled/parcel").content == ana.get("/export/acled/parcel").content


def test_the_log_can_be_taken_away(ledger: Ledger, ana: Visitor) -> None:
    (incident,) = ledger.incidents()
    ana.decide("comment", incident.id, why="=1+1")
    (row,) = csv.DictReader(io.StringIO(ana.get("/decisions/table").text))
    assert (row["verb"], row["by"], row["why"], row["on"]) == ("comment", "ana", "'=1+1", incident.id)
    (told,) = ana.get("/api/decisions").json()["decisions"]
    assert (told["decision"]["verb"], told["undone"]) == ("comment", False)
