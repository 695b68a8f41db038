"""The API answers what its description says, to whatever is asked of it: some hundred requests made up from the description."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from review.desks import filled
from review.teams import desk, team
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from istor.store.ledger import Ledger

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[schemathesis.BaseSchema, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("api")
    ledger: Ledger
    with filled(folder) as ledger:
        people = team(folder)
        client = desk(ledger, people)
        bearer = {"Authorization": f"Bearer {people.issue('vera', 'fuzzing')}"}
        found = client.get("/api/openapi.json", headers=bearer).json()
        schema = schemathesis.openapi.from_dict(found)
        schema.app = client.app
        schema.config.base_url = "https://desk.example"
        yield schema, bearer


@pytest.mark.parametrize("path", ["/api/incidents", "/api/incidents/{name}", "/api/articles/{name}"])
def test_every_answer_is_one_that_is_described(
    described: tuple[schemathesis.BaseSchema, dict[str, str]], path: str
) -> None:
    schema, bearer = described

    @settings(
        max_examples=25,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=schema[path]["GET"].as_strategy())
    def asked(case: schemathesis.Case) -> None:
        answers.append(case.call_and_validate(headers=bearer, checks=CHECKS).status_code)

    answers: list[int] = []
    asked()
    assert len(answers) > 10 and not {401, 403} & set(answers)
