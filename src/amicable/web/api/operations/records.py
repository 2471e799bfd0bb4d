"""What the ledger holds, what each import read, and what stayed out."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Schema

from amicable.decision.holdings import holdings
from amicable.i18n import N_
from amicable.report import answers
from amicable.web.api.operations.oneself import Work
from amicable.web.api.operations.reviews import review_of
from amicable.web.api.routes import Routes
from amicable.web.api.shapes import Amount, Page, Paged, piece
from amicable.web.intake import actions, queries
from amicable.web.jobs.models import Job
from amicable.web.portfolio.reviewing import reading
from amicable.web.rendering import language
from amicable.web.rights import STEER

ROUTES = Routes.about(N_("Records"))
ImportId = Annotated[str, Path(max_length=100, pattern=r"^[A-Za-z0-9_.:-]+$")]


class Firm(Schema):
    """The firm's own facts."""

    name: str
    country: str
    zone: str
    currency: str


class Holding(Schema):
    """One table of the ledger."""

    table: str
    rows: int
    first_on: date | None
    last_on: date | None
    clients: int | None
    sum: Amount
    hours: float | None


class LedgerAnswer(Schema):
    """What the ledger holds."""

    as_of: date
    firm: Firm
    tables: list[Holding]


class Import(Schema):
    """One import."""

    import_id: str
    at: datetime
    files: list[str]
    read: int
    entered: int
    problems: int
    undone_at: datetime | None


class Entered(Schema):
    """What became of the rows for one table."""

    table: str
    new: int
    corrected: int
    unchanged: int
    repeated: int


class LeftOut(Schema):
    """Rows that are no evidence, and why."""

    reason: str
    rows: int


class ImportedFile(Schema):
    """One file of an import."""

    name: str
    source: str
    sheet: str
    read: int
    entered: int
    folded: int
    kept_out: int
    left_out: list[LeftOut]
    tables: list[Entered]
    problems: int


class FullImport(Schema):
    """One import with its files."""

    import_id: str
    at: datetime
    undone_at: datetime | None
    files: list[ImportedFile]


class Problem(Schema):
    """What is wrong with a row."""

    file: str
    line: int
    column: str
    sentence: str
    rows: int


@ROUTES.get("ledger", STEER, N_("What the ledger holds, table by table"), LedgerAnswer)
def ledger_tables(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """As of the latest review."""
    with reading(review_of(None).as_of) as review:
        known = review.facts.evidence
        found = holdings(known)
    return {
        "as_of": known.as_of,
        "firm": known.firm,
        "tables": [answers.holding(one, known.firm.currency) for one in found],
    }


@ROUTES.get("imports", STEER, N_("Imports, latest first"), Page[Import])
def imports(request: HttpRequest, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """Also those that were taken back."""
    return piece(queries.past(), asked)


@ROUTES.get("imports/{number}", STEER, N_("One import"), FullImport)
def one_import(request: HttpRequest, number: ImportId) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """With each file."""
    found, undone_at = queries.record(number)
    files = [_file(one) for one in queries.files_of(found)]
    return {"import_id": found.import_id, "at": found.at, "undone_at": undone_at, "files": files}


def _file(one: dict[str, object]) -> dict[str, object]:
    left_out, tables = one["left_out"], one["tables"]
    return {
        **one,
        "left_out": [dict(zip(LeftOut.model_fields, each, strict=True)) for each in left_out],  # type: ignore[attr-defined]
        "tables": [dict(zip(Entered.model_fields, each, strict=True)) for each in tables],  # type: ignore[attr-defined]
    }


@ROUTES.get("imports/{number}/problems", STEER, N_("What stayed out in an import, and why"), Page[Problem])
def problems(request: HttpRequest, number: ImportId, asked: Paged) -> dict[str, object]:  # noqa: ARG001 (the signature of an operation)
    """In the order in which it was found."""
    found, _ = queries.record(number)
    listed = [dict(zip(Problem.model_fields, one, strict=True)) for one in queries.problems(found)]
    return piece(listed, asked)


@ROUTES.post("imports/{number}/undoing", STEER, N_("Take an import back"), Work, status=202)
def undo_import(request: HttpRequest, number: ImportId) -> Job:
    """The work that does it; ask for it until it is over."""
    queries.record(number)
    return actions.take_back(number, by=request.user.email, language=language())
