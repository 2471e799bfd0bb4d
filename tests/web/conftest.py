"""The same people in every test of the web application, and a made-up firm to look at."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template.backends.jinja2 import Template
from django.test import Client as Browser
from django.test.signals import template_rendered
from pytest_django.plugin import blocking_manager_key

from amicable.demo import generate
from amicable.engines.ledger import Ledger
from amicable.importing import import_files
from amicable.web.accounts.models import Person
from amicable.web.rights import Role
from tests.web.sink import Sink, taking_mail
from tests.web.unsealed import unsealed

NAMES = {
    Role.OWNER: "Ona",
    Role.MANAGER: "Max",
    Role.EMPLOYEE: "Eva",
    Role.COORDINATOR: "Can",
    Role.AUDITOR: "Ada",
}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After a test that commits, the database is emptied, sealed rows and all."""
    marked = item.get_closest_marker("django_db")
    if marked is None or not marked.kwargs.get("transaction"):
        return (yield)
    blocker = item.config.stash[blocking_manager_key]
    with (
        blocker.unblock(),
        unsealed(for_good=nextitem is None),
    ):  # after the last one the database itself goes
        return (yield)


@pytest.fixture(autouse=True)
def contexts(monkeypatch):
    """Lets tests see what a page was given: response.context, as Django does for its own templates."""
    render = Template.render

    def told(self, context=None, request=None):
        template_rendered.send(sender=self, template=self, context=context or {})
        return render(self, context, request)

    monkeypatch.setattr(Template, "render", told)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory) -> Path:
    """The ledger of the made-up accounting firm; to be read only."""
    place = tmp_path_factory.mktemp("demo")
    generate(place, kind="accounting", seed=1)
    import_files(Ledger.open(place / "ledger").set_firm(currency="EUR", name="Demo"), [place / "exports"], at=datetime(2026, 10, 1, tzinfo=UTC))  # fmt: skip
    return place / "ledger"


@pytest.fixture
def empty_ledger(settings, tmp_path) -> Path:
    """An empty ledger that the application works on."""
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, ledger=tmp_path / "ledger")
    settings.MEDIA_ROOT = str(settings.DEPLOYMENT.files)
    return settings.DEPLOYMENT.ledger


@pytest.fixture
def demo_ledger(settings, demo_folder) -> Path:
    """The made-up firm, for tests that only read."""
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, ledger=demo_folder)
    settings.MEDIA_ROOT = str(settings.DEPLOYMENT.files)
    return demo_folder


@pytest.fixture
def own_demo_ledger(settings, demo_folder, tmp_path) -> Path:
    """A copy of the made-up firm, for tests that write to it."""
    place = tmp_path / "demo-ledger"
    shutil.copytree(demo_folder, place)
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, ledger=place)
    settings.MEDIA_ROOT = str(settings.DEPLOYMENT.files)
    return place


@pytest.fixture
def people(db) -> dict[Role, Person]:
    """One person of each role."""
    return {
        role: Person.objects.create_user(f"{name.lower()}@example.com", "a long enough password", name=name, role=role)
        for role, name in NAMES.items()
    }  # fmt: skip


@pytest.fixture
def signed_in(people):
    """A browser in which the person of a role has signed in: signed_in(Role.OWNER)."""

    def browser(role: Role) -> Browser:
        made = Browser()
        made.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return made

    return browser


@pytest.fixture
def sink(settings):
    """A real mail server on this machine, to which the application sends."""
    handler = Sink()
    with taking_mail(handler) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = ""
        settings.DEFAULT_FROM_EMAIL = "office@puiglee.example"
        yield handler


@pytest.fixture
def reviewed(demo_ledger, db):
    """The snapshot of the made-up firm's review."""
    from amicable.web.portfolio.actions import refresh
    from amicable.web.portfolio.models import Review

    refresh(lambda _sentence, _progress: None, "amicable")
    return Review.objects.get()
