"""The database itself refuses to remove an entry, and every change but one: its words may go with their client."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIXED = ("number", "at", "act", "seal_before", "seal")
SQLITE = """
CREATE TRIGGER diary_no_delete BEFORE DELETE ON diary_entry
BEGIN SELECT RAISE(ABORT, 'the diary is only ever added to'); END
"""
SQLITE_UPDATE = """
CREATE TRIGGER diary_no_update BEFORE UPDATE ON diary_entry WHEN NOT ({allowed})
BEGIN SELECT RAISE(ABORT, 'the diary is only ever added to'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION diary_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the diary is only ever added to'; END $$;
CREATE TRIGGER diary_append_only BEFORE DELETE OR TRUNCATE ON diary_entry
FOR EACH STATEMENT EXECUTE FUNCTION diary_refuse();
CREATE TRIGGER diary_no_update BEFORE UPDATE ON diary_entry
FOR EACH ROW WHEN (NOT ({allowed})) EXECUTE FUNCTION diary_refuse()
"""


def refuse_changes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 (Django's signature)
    """Put triggers on the table."""
    postgresql = editor.connection.vendor == "postgresql"
    equals = "NEW.{0} IS NOT DISTINCT FROM OLD.{0}" if postgresql else "NEW.{0} IS OLD.{0}"
    erased = "NEW.told ? 'erased'" if postgresql else "NEW.told LIKE '%\"erased\"%'"
    allowed = " AND ".join([erased, *(equals.format(f'"{name}"') for name in FIXED)])
    for statement in (POSTGRESQL,) if postgresql else (SQLITE, SQLITE_UPDATE):
        editor.execute(statement.format(allowed=allowed), params=None)


class Migration(migrations.Migration):
    """After the table."""

    dependencies = [("diary", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
