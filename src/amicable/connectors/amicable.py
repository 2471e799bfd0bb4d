"""Amicable's own tables: files whose header consists of evidence columns, such as the demo firm's."""

from amicable.connectors._mapping import Fill, From, Sheet, Source
from amicable.evidence import schemas
from amicable.evidence.schema import Column, Kind, Table


def _column(name: str, column: Column) -> str | From:
    """An evidence column under its own name, in the ledger's own notation."""
    match column.kind:
        case Kind.SECONDS:
            return From(name, unit="seconds")
        case Kind.MONEY | Kind.NUMBER | Kind.INTEGER:
            return From(name, decimal=".")
        case Kind.TIMESTAMP:
            return From(name, zone="UTC")
    return name


def _sheet(table: Table) -> Sheet:
    """The sheet of one evidence table; a key of its own may be lacking where no other table refers to it."""
    referred = {column.refers_to for other in schemas().values() for column in other.columns.values()}
    made_up = table.key if table.name not in referred else ""
    needs = [name for name, column in table.columns.items() if column.required and name != made_up]
    columns = {name: _column(name, column) for name, column in table.columns.items()}
    return Sheet(table.name, tuple(needs), (Fill(table.name, columns),), exclusive=True)


SOURCE = Source(
    title="Amicable",
    sheets=tuple(_sheet(table) for table in schemas().values() if not table.read_from),
    namespace="own",
)
