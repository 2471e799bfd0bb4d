"""The database itself refuses to change or remove an entry."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER diary_no_{event} BEFORE {event} ON diary_entry
BEGIN SELECT RAISE(ABORT, 'the diary is only ever added to'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION diary_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the diary is only ever added to'; END $$;
CREATE TRIGGER diary_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON diary_entry
FOR EACH STATEMENT EXECUTE FUNCTION diary_refuse()
"""


def refuse_changes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 (Django's signature)
    """Put triggers on the table."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)
    else:
        for event in ("UPDATE", "DELETE"):
            editor.execute(SQLITE.format(event=event))


class Migration(migrations.Migration):
    """After the table."""

    dependencies = [("diary", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
