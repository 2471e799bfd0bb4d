"""The database itself refuses to change or remove a sealed record; only its words may be erased."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WORDS = {
    "cases_decisionrecord": ("content", ("number", "case_id", "kind", "at", "by", "digest", "apart", "seal_before", "seal")),
    "cases_annex": ("content", ("id", "record_id")),
}  # fmt: skip
"""Table -> the column that may be emptied, and those that never change."""
SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT (NEW.{words} = '' AND {same})
BEGIN SELECT RAISE(ABORT, 'a sealed record is never changed'); END
"""
SQLITE_DELETE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'a sealed record is never removed'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a sealed record is never changed or removed'; END $$;
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
FOR EACH ROW WHEN (NOT (NEW.{words} = '' AND {same})) EXECUTE FUNCTION {table}_refuse();
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()
"""


def refuse_changes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 (Django's signature)
    """Put triggers on the tables."""
    postgresql = editor.connection.vendor == "postgresql"
    equals = "NEW.{0} IS NOT DISTINCT FROM OLD.{0}" if postgresql else "NEW.{0} IS OLD.{0}"
    for table, (words, fixed) in WORDS.items():
        same = " AND ".join(equals.format(f'"{column}"') for column in fixed)
        for statement in (POSTGRESQL,) if postgresql else (SQLITE, SQLITE_DELETE):
            editor.execute(statement.format(table=table, words=words, same=same), params=None)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
