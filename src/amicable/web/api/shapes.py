"""Shapes that several operations share: pages, sentences, numbers and texts within limits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Query, Schema
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

Item = TypeVar("Item")
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""What a row is called in addresses; larger ones no database could look up."""


def _number(given: object) -> object:
    if isinstance(given, str | bool):
        raise ValueError("write the number as a number: 17")  # noqa: TRY004 (what pydantic takes for a refusal)
    return given


AS_NUMBER = BeforeValidator(_number)
"""In a body, a text is no number."""
Reference = Annotated[Number, AS_NUMBER]
"""The number of a row in a body."""
Words = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]
"""Text to search by; PostgreSQL cannot even be asked for a zero byte."""
Written = Annotated[
    str,
    StringConstraints(min_length=1, max_length=4000, strip_whitespace=True, pattern=r"^[^\x00]*\S[^\x00]*$"),
]
"""Text that is kept."""
Amount = Annotated[str | None, Field(examples=["1234.50"])]
"""An exact amount as text, so that no program rounds it; null where it is unknown."""
MOST = 200
FURTHEST = 10_000


def _text(given: object) -> object:
    if not isinstance(given, str | None):
        raise ValueError("write the day as text: 2026-09-30")  # noqa: TRY004 (what pydantic takes for a refusal)
    return given


Day = Annotated[date, BeforeValidator(_text)]
"""A day in a body; a number of seconds is none."""


@dataclass(frozen=True)
class OneOf:
    """Of a text: one of these names, and the document lists them."""

    names: Iterable[str]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """As a literal of these names, which only come to be when the program runs."""
        return core_schema.literal_schema(list(self.names))


class Sent(BaseModel):
    """What a program sends: an object with these names and no others."""

    model_config = ConfigDict(extra="forbid")


class Sentence(Schema):
    """What went wrong."""

    error: str
    """A sentence for people, in the language of the token's person."""
    code: str


class Fault(Schema):
    """One value that cannot be taken."""

    where: str
    what: str


class Invalid(Sentence):
    """Values that cannot be taken."""

    fields: list[Fault] = []


class Paging(Schema):
    """Which piece of a list is wanted."""

    page: Annotated[int, Field(ge=1, le=FURTHEST)] = 1
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


Paged = Query[Paging]


class Page(Schema, Generic[Item]):
    """A piece of a list."""

    items: list[Item]
    total: int
    page: int
    pages: int
    limit: int


def piece(
    found: "QuerySet | Sequence[Any]", asked: Paging, shown: Callable[[Any], object] | None = None
) -> dict[str, object]:
    """The piece of `found` that is asked for, each item as it is `shown`."""
    total = found.count() if isinstance(found, QuerySet) else len(found)
    first = (asked.page - 1) * asked.limit
    items = list(found[first : first + asked.limit])
    return around([shown(one) for one in items] if shown else items, total, asked)


def around(items: list[object], total: int, asked: Paging) -> dict[str, object]:
    """A piece that was cut out already, with what stands around it."""
    pages = max(1, -(-total // asked.limit))
    return {"items": items, "total": total, "page": asked.page, "pages": pages, "limit": asked.limit}
