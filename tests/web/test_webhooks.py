"""Webhooks: told in the transaction of the action, signed, tried again, and never sent into the firm's own network."""

import hashlib
import hmac
import json
import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address

import pytest
from django.db import transaction
from django.utils import timezone

from amicable.web.api.actions import add_webhook, signing_key, try_webhook
from amicable.web.api.delivering import PAUSES, deliver_due, signature
from amicable.web.api.models import Delivery, Webhook
from amicable.web.api.outbox import EVENTS
from amicable.web.api.sending import NotSent, is_outside, post
from amicable.web.diary.actions import write
from amicable.web.diary.acts import ACTS
from amicable.web.portfolio.models import Client
from amicable.web.rights import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_ledger")]


@pytest.fixture
def listener():
    """A program on this machine that is told things, and answers with the statuses it is given."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.heard.append((self.path, dict(self.headers), body))
            status = server.statuses.pop(0) if server.statuses else 204
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.heard, server.statuses = [], []
    server.address = f"http://127.0.0.1:{server.server_port}/told?by=amicable"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def inside(settings):
    """An installation that may tell programs on its own machine."""
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, webhooks_inside=True)


def hook(url, *events) -> Webhook:
    return add_webhook(url=url, events=list(events or EVENTS), by="ona@example.com")


def test_what_happens_is_told_once_and_signed(listener, inside):
    webhook = hook(listener.address, "review.made")
    entry = write("portfolio.reviewed", by="ona@example.com", about="review:2026-09-30", named=3, clients=60)
    assert deliver_due() == 1
    assert deliver_due() == 0
    [(path, headers, body)] = listener.heard
    assert path == "/told?by=amicable"
    stamp, made = headers["Amicable-Signature"].split(",")
    expected = hmac.new(
        signing_key(webhook).encode(), stamp[2:].encode() + b"." + body, hashlib.sha256
    ).hexdigest()
    assert made == f"v1={expected}"
    told = json.loads(body)
    assert told["event"] == headers["Amicable-Event"] == "review.made"
    assert (told["review"], told["entry"]) == ("2026-09-30", entry.number)
    assert told["id"] == headers["Amicable-Delivery"]


def test_nothing_personal_is_sent(listener, inside):
    hook(listener.address)
    client = Client.objects.create(client_id="address:ann@acme.example", name="Ann")
    write("incident.logged", by="eva@example.com", about="client:address:ann@acme.example", incident="77")
    deliver_due()
    told = json.loads(listener.heard[0][2])
    assert set(told) == {"id", "event", "at", "client", "entry"}
    assert told["client"] == client.pk
    assert b"@" not in listener.heard[0][2]


def test_of_a_confidential_incident_nothing_is_told(listener, inside):
    hook(listener.address)
    write("incident.logged", by="eva@example.com", about="incident:77", incident="77")
    assert not Delivery.objects.exists()


def test_only_events_that_were_chosen_are_told(listener, inside):
    hook(listener.address, "import.done")
    write("portfolio.reviewed", by="ona@example.com", about="review:2026-09-30")
    assert not Delivery.objects.exists()


def test_what_did_not_happen_is_not_told():
    hook("https://example.com/")

    with transaction.atomic():
        write("portfolio.reviewed", by="ona@example.com", about="review:2026-09-30")
        assert Delivery.objects.exists()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_every_event_comes_from_an_act_of_the_diary():
    assert {act for act, _ in EVENTS.values()} <= set(ACTS)


def test_a_program_that_fails_is_told_again_later_and_later_until_it_is_given_up(listener, inside):
    hook(listener.address, "review.made")
    write("portfolio.reviewed", by="ona@example.com", about="review:2026-09-30")
    listener.statuses = [500] * 20
    now, pauses = timezone.now(), []
    for _ in range(20):
        deliver_due(now)
        one = Delivery.objects.get()
        if one.state == "given_up":
            break
        pauses.append(round((one.due_at - now).total_seconds() / 60))
        assert deliver_due(one.due_at - timedelta(seconds=1)) == 0
        now = one.due_at
    assert tuple(pauses) == PAUSES
    assert one.state == "given_up"
    assert (one.tries, one.answered) == (len(PAUSES) + 1, "500")
    assert len(listener.heard) == len(PAUSES) + 1


def test_a_second_try_that_succeeds_ends_it(listener, inside):
    hook(listener.address, "review.made")
    write("portfolio.reviewed", by="ona@example.com", about="review:2026-09-30")
    listener.statuses = [503]
    now = timezone.now()
    assert deliver_due(now) == 0
    assert deliver_due(now + timedelta(minutes=6)) == 1
    assert Delivery.objects.get().state == "delivered"


def test_nobody_listening_is_no_error(inside):
    hook("http://127.0.0.1:9/", "review.made")
    write("portfolio.reviewed", by="ona@example.com", about="review:2026-09-30")
    assert deliver_due() == 0
    assert "Refused" in Delivery.objects.get().answered


def test_redirects_are_not_followed(listener, inside):
    hook(listener.address, "review.made")
    write("portfolio.reviewed", by="ona@example.com", about="review:2026-09-30")
    listener.statuses = [302]
    deliver_due()
    assert [path for path, _, _ in listener.heard] == ["/told?by=amicable"]
    assert Delivery.objects.get().answered == "302"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://0.0.0.0:1/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_the_own_machine_and_network_are_never_told(url):
    with pytest.raises(NotSent, match="its own network"):
        post(url, b"{}", {})


@pytest.mark.parametrize(
    "url", ["ftp://example.com/", "file:///etc/passwd", "gopher://example.com", "https://"]
)
def test_only_web_addresses_are_told(url):
    with pytest.raises(NotSent):
        post(url, b"{}", {})


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_addresses_are_told_apart_in_whatever_form_they_are_written(address, outside):
    assert is_outside(ip_address(address)) is outside


def test_the_example_of_the_manual_holds():
    assert signature("whsec_example", b'{"event":"review.made"}', 1790000000) == (
        "t=1790000000,v1="
        + hmac.new(b"whsec_example", b'1790000000.{"event":"review.made"}', hashlib.sha256).hexdigest()
    )


def test_an_owner_adds_a_webhook_sees_its_key_once_tries_it_and_removes_it(signed_in, listener, inside):
    browser = signed_in(Role.OWNER)
    page = browser.post("/api/webhooks/", {"url": listener.address, "events": ["review.made"]})
    webhook = Webhook.objects.get()
    assert signing_key(webhook) in page.content.decode()
    assert signing_key(webhook) not in browser.get("/api/webhooks/").content.decode()
    browser.post(f"/api/webhooks/{webhook.pk}/try/")
    deliver_due()
    assert json.loads(listener.heard[0][2])["event"] == "webhook.tried"
    assert "204" in browser.get(f"/api/webhooks/{webhook.pk}/").content.decode()
    browser.post(f"/api/webhooks/{webhook.pk}/remove/")
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://ona:secret@example.com/", "ftp://example.com/", "nonsense"]
)
def test_an_address_that_is_none_is_refused_with_a_sentence(signed_in, url):
    page = signed_in(Role.OWNER).post("/api/webhooks/", {"url": url, "events": ["review.made"]})
    assert page.context["form"].errors["url"]
    assert not Webhook.objects.exists()


def test_the_key_differs_for_each_webhook_and_stays_the_same():
    one, other = hook("https://example.com/"), hook("https://example.com/")
    assert signing_key(one) != signing_key(other)
    assert signing_key(one) == signing_key(Webhook.objects.get(pk=one.pk))
    assert signing_key(one) not in str(vars(one))


def test_a_trial_says_nothing_but_that_it_was_sent(listener, inside):
    webhook = hook(listener.address)
    try_webhook(webhook, by="ona@example.com")
    deliver_due()
    assert set(json.loads(listener.heard[0][2])) == {"id", "event", "at", "entry"}
