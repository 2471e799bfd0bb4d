"""What machines ask: whether the application lives, whether it can work, how much it did."""

import hmac
import os
import shutil
from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest, multiprocess

from amicable.engines.ledger import Ledger
from amicable.web.rights import OPEN, allow

LOG = structlog.get_logger("amicable.health")
LEAST_FREE_BYTES = 200_000_000
"""Below that an import or the database may fail at any moment."""
LOOPBACK = frozenset({"127.0.0.1", "::1"})
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


class NotReady(Exception):  # noqa: N818 (a state, not an error of the program)
    """Something that the application needs is not there."""


@allow(OPEN)
@require_GET
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """The process lives and answers."""
    return JsonResponse({"ok": True})


@allow(OPEN)
@require_GET
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """Whether everything is there that the application needs; why not stands in the log, strangers learn no more."""
    found = {name: _holds(name, check) for name, check in CHECKS.items()}
    well = all(found.values())
    return JsonResponse({"ok": well, "checks": found}, status=200 if well else 503)


def _holds(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception as error:  # noqa: BLE001 (whatever it is, the answer is "not ready")
        LOG.warning("not ready", check=name, error=type(error).__name__)
        return False
    return True


def database_answers() -> None:
    """The database takes questions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations_are_applied() -> None:
    """The tables are as this version needs them; once they are, they stay so while the process lives."""
    if connection.alias in _migrated:
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady
    _migrated.add(connection.alias)


_migrated: set[str] = set()


def ledger_opens() -> None:
    """The ledger is there and its snapshot can be read; a folder that vanished must not be begun anew."""
    if not (settings.DEPLOYMENT.ledger / "manifest.json").exists():
        raise NotReady
    Ledger.open(settings.DEPLOYMENT.ledger)


def disk_has_room() -> None:
    """There is room to write."""
    if shutil.disk_usage(settings.DEPLOYMENT.ledger).free < LEAST_FREE_BYTES:
        raise NotReady


CHECKS = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "ledger": ledger_opens,
    "disk": disk_has_room,
}


@allow(OPEN)
@require_GET
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Counters for Prometheus; for whom they are not, there is nothing here."""
    if not _may_measure(request):
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _may_measure(request: HttpRequest) -> bool:
    """With the token; without one only from this machine, and not through a proxy on it."""
    if token := settings.DEPLOYMENT.metrics_token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    proxied = bool(settings.DEPLOYMENT.address.netloc) or any(name in request.META for name in FORWARDED)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not proxied


def _registry() -> CollectorRegistry:
    """The counters of all workers together."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # the library has types but here
    return together
