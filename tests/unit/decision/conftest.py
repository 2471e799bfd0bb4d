"""An engine, and a small firm reviewed once."""

import ibis
import pytest

from amicable.decision.criteria import Criteria
from amicable.decision.review import Review, review

from .firm import firm_of


@pytest.fixture(scope="session")
def engine() -> ibis.BaseBackend:
    """One connection; every test makes tables of its own in it."""
    return ibis.duckdb.connect()


@pytest.fixture(scope="session")
def reviewed(engine: ibis.BaseBackend) -> Review:
    """The small firm under the shipped criteria."""
    return review(firm_of(engine), Criteria())
