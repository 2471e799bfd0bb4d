"""The database refuses to change or empty the diary and sealed records; a test database has to be emptied all the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

OURS = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


@contextmanager
def unsealed(*, for_good: bool = False) -> Iterator[None]:
    """Inside, nothing is refused; afterwards the same triggers stand again, unless the database is gone by then."""
    lifted = _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite()
    next(lifted)
    yield
    if not for_good:
        next(lifted, None)


def _on_sqlite() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        for _, statement in triggers:
            cursor.execute(statement)


def _on_postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
