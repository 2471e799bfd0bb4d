"""The document and the answers agree, whatever is sent: requests are made up from the document."""

from copy import deepcopy

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from amicable.web.api.actions import make_token
from amicable.web.api.interface import description
from amicable.web.api.scopes import SCOPES
from amicable.web.portfolio.models import Standing
from amicable.web.rights import Role

EXAMPLES = 12


@pytest.fixture
def one_connection():
    """As Django's own test client does: the transaction of the test must outlive a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(people) -> str:
    return make_token(person=people[Role.OWNER], name="test", scopes=list(SCOPES), days=30)[1]


@pytest.fixture
def known(reviewed) -> dict[str, object]:
    """Parts of addresses behind which there is something."""
    return {
        "number": Standing.objects.get(rank=1).client_id,
        "sign": "late_payment",
        "as_of": reviewed.as_of.isoformat(),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["sound", "unsound"])
def test_every_operation_answers_as_the_document_says(
    mode, one_connection, known, own_demo_ledger, token, settings
):
    settings.API_REQUESTS_A_MINUTE = 10**9
    settings.ALLOWED_HOSTS = ["*"]
    settings.WORK_AT_ONCE = False  # long work is answered for, and tested elsewhere
    schema = schemathesis.openapi.from_dict(deepcopy(description()))
    schema.app = WSGIHandler()
    faults = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @limits(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), there=st.booleans())
        def answers(case, there):
            if there and mode is GenerationMode.POSITIVE:
                case.path_parameters.update(
                    {name: known[name] for name in case.path_parameters if name in known}
                )
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

        try:
            answers()
        except (AssertionError, BaseExceptionGroup) as fault:
            faults.append(f"{operation.label}: {fault}")
    assert not faults, "\n\n".join(faults)
