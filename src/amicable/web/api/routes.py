"""Operations: each names its rule; a path lets through whom the rules of its operations allow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI, Router
from ninja.operation import Operation, PathView
from ninja.responses import Status

from amicable.i18n import N_
from amicable.web.accounts.middleware import READING
from amicable.web.api.scopes import needed
from amicable.web.errors import told_as_json
from amicable.web.rights import Rule, allow

View = Callable[..., Any]


@dataclass(frozen=True)
class Routes:
    """Operations about one thing."""

    router: Router

    @classmethod
    def about(cls, title: str) -> "Routes":
        """A new group under this title."""
        return cls(Router(tags=[title]))

    def get(self, route: str, rule: Rule, summary: str, answer: Any) -> Callable[[View], View]:  # noqa: ANN401 (a shape)
        """An operation that reads."""
        return self._operation("GET", route, rule, summary, {200: answer})

    def post(
        self,
        route: str,
        rule: Rule,
        summary: str,
        answer: Any,  # noqa: ANN401 (a shape)
        *,
        status: int = 201,
    ) -> Callable[[View], View]:
        """An operation that makes something, or (status 200) only answers what it is sent."""
        return self._operation("POST", route, rule, summary, {status: answer})

    def delete(self, route: str, rule: Rule, summary: str) -> Callable[[View], View]:
        """An operation that takes something away."""
        return self._operation("DELETE", route, rule, summary, {204: None})

    def _operation(
        self, method: str, route: str, rule: Rule, summary: str, answers: dict[int, Any]
    ) -> Callable[[View], View]:
        def put(view: View) -> View:
            scope = needed(rule, writing=method not in READING)
            declare = self.router.api_operation(
                [method],
                route,
                summary=summary,
                response=answers,
                openapi_extra={"x-scope": scope},
            )
            made: View = declare(allow(rule)(_with_status(view, next(iter(answers)))))
            return made

        return put


def _with_status(view: View, status: int) -> View:
    """The view, its answer under the status that was declared."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: object) -> Status:
        return Status(status, view(request, **parts))

    return answer


def operations(api: NinjaAPI) -> Iterator[tuple[str, PathView]]:
    """Every route with its operations."""
    for router in api._get_bound_routers():  # noqa: SLF001 (there is no public way to them)
        yield from router.path_operations.items()


def patterns(api: NinjaAPI) -> list[URLPattern]:
    """The addresses of all operations, each under its rules."""
    return [
        path(_written(route), _under_rules(path_view), name=path_view.operations[0].view_func.__name__)
        for route, path_view in operations(api)
    ]


def _written(route: str) -> str:
    """As Django writes it: {int:number} -> <int:number>."""
    return route.replace("{", "<").replace("}", ">")


def rule_of(operation: Operation) -> Rule:
    """The rule that an operation was declared with."""
    view: Any = operation.view_func
    rule: Rule = view.rule
    return rule


def _joined(path_view: PathView) -> Rule:
    """Who may read and who may write on a path, where its operations stand under different rules."""
    rules = {method: rule_of(one) for one in path_view.operations for method in one.methods}
    any_rule = next(iter(rules.values()))
    reading = next((rule for method, rule in rules.items() if method in READING), any_rule)
    writing = next((rule for method, rule in rules.items() if method not in READING), any_rule)
    if reading is writing:
        return reading
    return Rule(f"{reading.name} and {writing.name}", "", reads=reading.reads, writes=writing.writes)


def _under_rules(path_view: PathView) -> View:
    """The path's view: what the role allows is looked at before it, what the token allows here."""
    answer = path_view.get_view()
    rules = {method: rule_of(one) for one in path_view.operations for method in one.methods}

    @wraps(
        answer, updated=()
    )  # without its exemption: who comes with a session is checked for forged requests
    def view(request: HttpRequest, **parts: object) -> HttpResponse:
        if request.method not in rules:
            sentence = N_("This address is not for {method}, but for {known}.")
            known = ", ".join(sorted(rules))
            return told_as_json(405, sentence, "method", headers={"Allow": known}, method=request.method, known=known)  # fmt: skip
        scope = needed(rules[request.method], writing=request.method not in READING)
        if scope and request.token and scope not in request.token.scopes:
            sentence = N_("This token is not for that: it lacks the scope {scope}. Make one that has it.")
            return told_as_json(403, sentence, "scope", scope=scope)
        response: HttpResponse = answer(request, **parts)
        return response

    return allow(_joined(path_view))(view)
