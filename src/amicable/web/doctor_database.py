"""The doctor's checks that need the database; Django must have been loaded before."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from amicable.i18n import N_
from amicable.web.deployment import Deployment
from amicable.web.diary.models import Entry
from amicable.web.diary.queries import verify
from amicable.web.doctor import Check, Trouble

START = N_("Start the application once (amicable serve): it brings the database up to date.")
RESTORE = N_("Restore the last backup into an empty folder: amicable restore FILE --ledger DIR")
AHEAD = timedelta(hours=1)
PATIENCE_SECONDS = 10


def database(_deployment: Deployment) -> Iterator[Trouble]:
    """The database answers, and is not damaged."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check")
            said = [row[0] for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            if said != ["ok"] or cursor.fetchone():
                yield Trouble(N_("The database is damaged: {said}"), RESTORE, {"said": "; ".join(said)[:200]})


def migrations(_deployment: Deployment) -> Iterator[Trouble]:
    """The tables are as this version needs them."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        yield Trouble(
            N_("{count} changes of the tables are still to be made."), START, {"count": len(pending)}
        )
    ours = {app for app, _ in known}
    if newer := {key for key in executor.loader.applied_migrations if key[0] in ours} - known:
        yield Trouble(
            N_("The database was made by a newer version of Amicable ({names})."),
            N_("Install that version; older ones cannot read its tables."),
            {"names": ", ".join(sorted(f"{app} {name}" for app, name in newer))},
        )


def diary(_deployment: Deployment) -> Iterator[Trouble]:
    """Nobody has changed, removed or put in an entry; none was written by a clock ahead of this one."""
    proof = verify()
    if not proof.holds:
        yield Trouble(
            N_("The diary does not hold from entry {number} on: somebody changed it past the application."),
            N_("Compare it with a backup from before, and find out who can write to the database."),
            {"number": proof.broken_at},
        )
    last = Entry.objects.order_by("-number").first()
    if last and last.at > timezone.now() + AHEAD:
        yield Trouble(
            N_("The last entry of the diary is from {moment}, which has not come yet."),
            N_("Set the clock of this machine, and let it be kept right (NTP)."),
            {"moment": last.at.isoformat(timespec="minutes")},
        )


def cache(_deployment: Deployment) -> Iterator[Trouble]:
    """The table that counts attempts to sign in is there."""
    table = settings.CACHES["default"]["LOCATION"]
    if table and table not in connection.introspection.table_names():
        yield Trouble(N_("The table “{name}” is missing from the database."), START, {"name": table})


def mail(deployment: Deployment) -> Iterator[Trouble]:
    """The mail server answers, if one is named."""
    if not deployment.mail.hostname:
        yield Trouble(
            N_("No mail is sent, because AMICABLE_MAIL is not set: you hand over invitations yourself."),
            N_("If mail shall be sent: AMICABLE_MAIL=smtp://user:password@host:587"),
            grave=False,
        )
        return
    line = get_connection(timeout=PATIENCE_SECONDS)
    try:
        line.open()
    except (OSError, SMTPException) as error:
        yield Trouble(
            N_("The mail server {host} does not let us in: {error}"),
            N_("Check host, port, user and password in AMICABLE_MAIL."),
            {"host": deployment.mail.hostname, "error": type(error).__name__},
        )
    finally:
        line.close()


AFTER: Mapping[str, tuple[str, Check]] = {
    "database": (N_("Database"), database),
    "migrations": (N_("Tables of the database"), migrations),
    "diary": (N_("Diary"), diary),
    "cache": (N_("Table of attempts"), cache),
    "mail": (N_("Mail"), mail),
}
"""Checks that need the database."""
