"""What machines ask the application, what it logs, what it does by itself."""

import io
import json
import logging
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser
from filelock import FileLock

from amicable.engines.ledger import Ledger
from amicable.web import health, logs
from amicable.web.deployment import deployment
from amicable.web.jobs.sweeper import sweep
from amicable.web.portfolio.models import Review
from amicable.web.portfolio.nightly import refresh_by_night

pytestmark = pytest.mark.django_db
DEEP_NIGHT = datetime(2026, 10, 2, 1, 30, tzinfo=UTC)
"""Half past two, three or four where the made-up firms are, whether it is summer or winter."""


@pytest.fixture
def log(monkeypatch):
    """What is logged while the block runs, as it would be written."""

    @contextmanager
    def listening():
        written = io.StringIO()
        before = logging.getLogger().handlers
        monkeypatch.setattr(sys, "stderr", written)
        logs.logging_settings()
        yield written
        logging.getLogger().handlers = before

    return listening


# ---- health


def test_it_says_that_it_lives_without_asking_the_database(empty_ledger, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Browser().get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_it_is_ready_when_everything_it_needs_is_there(empty_ledger):
    Ledger.open(empty_ledger)
    answer = Browser().get("/ready/")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)
    assert answer.json()["checks"] == dict.fromkeys(["database", "migrations", "ledger", "disk"], True)


def test_it_is_not_ready_without_its_ledger_and_does_not_begin_a_new_one(empty_ledger):
    answer = Browser().get("/ready/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["ledger"] is False
    assert not empty_ledger.exists()


def test_strangers_learn_that_something_is_wrong_and_no_more(empty_ledger, monkeypatch, log):
    empty_ledger.mkdir()
    (empty_ledger / "manifest.json").write_text("the name of a client", encoding="utf-8")
    with log() as written:
        answer = Browser().get("/ready/")
    assert set(map(type, answer.json()["checks"].values())) == {bool}
    assert "the name of a client" not in written.getvalue()
    assert '"check": "ledger"' in written.getvalue()


def test_too_little_room_on_the_disk_is_not_ready(empty_ledger, monkeypatch):
    Ledger.open(empty_ledger)
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)
    assert Browser().get("/ready/").json()["checks"]["disk"] is False


# ---- metrics


def test_counters_are_for_this_machine(empty_ledger):
    Browser().get("/health/")
    shown = Browser().get("/metrics").content.decode()
    assert 'amicable_requests_total{method="GET",status="200",view="health"}' in shown
    assert Browser(REMOTE_ADDR="10.1.2.3").get("/metrics").status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_a_proxy_on_this_machine_does_not_let_strangers_read_them(empty_ledger, header):
    assert Browser().get("/metrics", headers={header: "10.1.2.3"}).status_code == 404


def test_behind_a_proxy_only_the_token_counts(empty_ledger, settings):
    there = {"AMICABLE_LEDGER": str(empty_ledger), "AMICABLE_URL": "https://testserver"}
    settings.DEPLOYMENT = deployment(there)
    assert Browser().get("/metrics").status_code == 404
    settings.DEPLOYMENT = deployment({**there, "AMICABLE_METRICS_TOKEN": "sesame"})
    assert Browser().get("/metrics").status_code == 404
    assert Browser().get("/metrics", headers={"Authorization": "Bearer sésame"}).status_code == 404
    assert Browser().get("/metrics", headers={"Authorization": "Bearer sesame"}).status_code == 200


# ---- logs


def test_a_failed_sign_in_leaves_neither_address_nor_password_in_the_log(empty_ledger, people, log):
    with log() as written:
        Browser().post(
            "/account/login/?next=/clients/?q=Vermell",
            {"login": "ona@example.com", "password": "correct horse battery"},
        )
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [line["view"] for line in lines if line["event"] == "request"] == ["account_login"]
    for private in ("ona@", "correct horse", "Vermell", "next="):
        assert private not in written.getvalue()


def test_a_one_time_link_that_fails_is_not_in_the_log(empty_ledger, log):
    with log() as written:
        assert Browser().get("/nowhere/one-time-secret/?q=Vermell").status_code == 404
    assert "one-time-secret" not in written.getvalue()
    assert "Vermell" not in written.getvalue()
    assert '"status": 404' in written.getvalue()


def quoting(value: str) -> None:
    raise ValueError(f"duplicate key\nDETAIL: Key (email)=({value}) already exists.")


def test_an_error_is_logged_with_where_it_happened_and_without_the_values_that_databases_quote(log):
    with log() as written:
        try:
            quoting("ona" + "@example.com")
        except ValueError:
            logging.getLogger("amicable.test").exception("failed")
    line = json.loads(written.getvalue())
    assert "ValueError: duplicate key" in line["exception"]
    assert "in quoting" in line["exception"]
    assert "ona@example.com" not in written.getvalue()


# ---- the sweeper

CALLS: list[str] = []


def works() -> int:
    CALLS.append("works")
    return 2


def fails() -> int:
    raise RuntimeError("no")


def test_a_sweep_that_fails_keeps_no_other_from_its_turn(empty_ledger, settings):
    CALLS.clear()
    here = __name__
    sys.modules.setdefault(here, sys.modules[works.__module__])
    settings.SWEEPS = [f"{here}.fails", f"{here}.works"]
    assert sweep() == {f"{here}.fails": None, f"{here}.works": 2}
    assert CALLS == ["works"]


def test_one_process_sweeps_at_a_time(empty_ledger, settings):
    settings.SWEEPS = ["nowhere.at.all"]
    settings.DEPLOYMENT.folder.mkdir(parents=True)
    with FileLock(settings.DEPLOYMENT.folder / ".sweep"):
        assert sweep() == {}


def test_everything_the_sweeper_calls_exists_and_may_be_called_at_any_time(empty_ledger):
    assert sweep()
    assert None not in sweep().values()


def test_by_night_the_portfolio_is_reviewed_where_records_have_changed(reviewed):
    assert refresh_by_night(DEEP_NIGHT) == 0
    Review.objects.update(ledger_version="another")
    assert refresh_by_night(DEEP_NIGHT + timedelta(hours=9)) == 0
    assert refresh_by_night(DEEP_NIGHT) == 1
    assert refresh_by_night(DEEP_NIGHT) == 0
    assert Review.objects.count() == 2
