"""The interface for programs as a whole: its operations, how they refuse, and the document that describes them."""

import inspect
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from amicable import __version__
from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.api.operations import GROUPS
from amicable.web.api.shapes import Invalid, Sentence
from amicable.web.errors import CODES, PROGRAMS, told_as_json
from amicable.web.rendering import told

REFUSED = (400, 401, 403, 404, 405, 409, 429)
INVALID = N_("Some of what was sent cannot be taken: {fields}.")
LOGIN = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token made under “Access for programs”."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "A signed-in browser; to write, it sends the token against forged requests, too.",
    },
}


class Interface(NinjaAPI):
    """Operations are called as their functions are."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function."""
        name: str = operation.view_func.__name__
        return name


api = Interface(title="Amicable", version=__version__, openapi_url=None, docs_url=None)
for routes in GROUPS:
    api.add_router("", routes.router)


@api.exception_handler(Http404)
def leave_to_django(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001 (the signature of a handler)
    """Unknown things are answered in one place."""
    raise error


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:  # noqa: ARG001 (the signature of a handler)
    """A request that cannot be granted as things stand."""
    sentence = told(refusal.message, **refusal.values)
    return JsonResponse({"error": sentence, "code": "refused"}, status=409)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001 (the signature of a handler)
    """A body that is no JSON."""
    sentence = N_("The body of the request could not be read as JSON.")
    return told_as_json(error.status_code, sentence, CODES.get(error.status_code, "bad_request"))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001 (the signature of a handler)
    """Values that cannot be taken, each with its place."""
    fields = [{"where": ".".join(map(str, one["loc"])), "what": one["msg"]} for one in error.errors]
    sentence = told(INVALID, fields=", ".join(one["where"] for one in fields))
    return JsonResponse({"error": sentence, "code": "invalid", "fields": fields}, status=422)


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document."""
    made: dict[str, Any] = api.get_openapi_schema(path_prefix=PROGRAMS.strip("/") + "/")
    made["components"]["securitySchemes"] = LOGIN
    made["security"] = [{name: []} for name in LOGIN]
    _describe_refusals(made)
    return made


def _describe_refusals(made: dict[str, Any]) -> None:
    """Every operation can refuse, and all refuse alike: declared with each of them, they would take longer to load."""
    _, shapes = models_json_schema(
        [(one, "serialization") for one in (Sentence, Invalid)], ref_template="#/components/schemas/{model}"
    )
    made["components"]["schemas"] |= shapes["$defs"]
    made["components"]["responses"] = {one.__name__: _answer(one) for one in (Sentence, Invalid)}
    refusals: dict[int, dict[str, str]] = {
        code: {"$ref": "#/components/responses/Sentence"} for code in REFUSED
    }
    refusals[422] = {"$ref": "#/components/responses/Invalid"}
    for operations in made["paths"].values():
        for one in operations.values():
            one["responses"] |= refusals


def _answer(shape: type[BaseModel]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{shape.__name__}"}
    return {"description": inspect.getdoc(shape), "content": {"application/json": {"schema": schema}}}
