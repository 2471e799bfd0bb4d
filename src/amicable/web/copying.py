"""From one database into another, row by row, whatever kind each is; Django must have been loaded before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Model, sql

from amicable.web.deployment import SQLITE

ALIAS = "copy"
MADE_BY_DJANGO = frozenset({"contenttypes", "auth"})
"""Apps whose rows Django writes anew into every database, and that nothing of ours refers to."""
AT_ONCE = 500


@contextmanager
def opened(file: Path) -> Iterator[str]:
    """The name of a connection to the SQLite database in `file`, whose tables are made or brought up to date."""
    wanted = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": SQLITE}}
    connections.settings[ALIAS] = connections.configure_settings(wanted)["default"]
    try:
        call_command("migrate", database=ALIAS, verbosity=0, skip_checks=True)
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def copy(source: str, target: str) -> int:
    """Copy every row of one moment; the number of rows."""
    with transaction.atomic(using=target), transaction.atomic(using=source):
        if connections[source].vendor == "postgresql":
            with connections[source].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        copied = sum(_copy_table(model, source, target) for model in tables())
        _number_on(target)
    return copied


def tables() -> list[type[Model]]:
    """Every table that holds something of ours."""
    found = apps.get_models(include_auto_created=True)
    return [
        one
        for one in found
        if one._meta.managed and not one._meta.proxy and one._meta.app_label not in MADE_BY_DJANGO  # noqa: SLF001 (Django's documented interface to a model)
    ]


def _copy_table(model: type[Model], source: str, target: str) -> int:
    rows: list[Any] = []
    copied = 0
    for row in model._base_manager.using(source).order_by("pk").iterator(chunk_size=AT_ONCE):  # noqa: SLF001 (as above: every row, whatever the model's own manager leaves out)
        rows.append(row)
        if len(rows) == AT_ONCE:
            copied += _insert(model, rows, target)
            rows = []
    return copied + _insert(model, rows, target)


def _insert(model: type[Model], rows: list[Any], target: str) -> int:
    """As they are: not even a field that is set to the present moment on saving changes."""
    fields = model._meta.concrete_fields  # noqa: SLF001 (as above)
    most = connections[target].ops.bulk_batch_size(fields, rows) or len(rows)
    for start in range(0, len(rows), max(most, 1)):
        query = sql.InsertQuery(model)
        query.insert_values(fields, rows[start : start + most], raw=True)
        query.get_compiler(using=target).execute_sql()
    return len(rows)


def _number_on(target: str) -> None:
    """New rows get numbers after those that were copied."""
    with connections[target].cursor() as cursor:
        for statement in connections[target].ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
