"""The diary still refuses every change but one: the words of an entry may go with the client that they were about."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIXED = ("number", "at", "act", "seal_before", "seal")
SQLITE = """
CREATE TRIGGER diary_no_UPDATE BEFORE UPDATE ON diary_entry WHEN NOT ({allowed})
BEGIN SELECT RAISE(ABORT, 'the diary is only ever added to'); END
"""
POSTGRESQL = """
DROP TRIGGER IF EXISTS diary_append_only ON diary_entry;
CREATE TRIGGER diary_append_only BEFORE DELETE OR TRUNCATE ON diary_entry
FOR EACH STATEMENT EXECUTE FUNCTION diary_refuse();
CREATE TRIGGER diary_no_update BEFORE UPDATE ON diary_entry
FOR EACH ROW WHEN (NOT ({allowed})) EXECUTE FUNCTION diary_refuse()
"""


def allow_erasing(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 (Django's signature)
    """Put other triggers in the place of those that were."""
    postgresql = editor.connection.vendor == "postgresql"
    equals = "NEW.{0} IS NOT DISTINCT FROM OLD.{0}" if postgresql else "NEW.{0} IS OLD.{0}"
    told = "NEW.told ? 'erased'" if postgresql else "NEW.told LIKE '%\"erased\"%'"
    allowed = " AND ".join([told, *(equals.format(f'"{name}"') for name in FIXED)])
    if not postgresql:
        editor.execute("DROP TRIGGER IF EXISTS diary_no_UPDATE")
    editor.execute((POSTGRESQL if postgresql else SQLITE).format(allowed=allowed), params=None)


class Migration(migrations.Migration):
    """After the diary's own."""

    dependencies = [("closing", "0001_initial"), ("diary", "0002_append_only")]
    operations = [migrations.RunPython(allow_erasing, migrations.RunPython.noop)]
