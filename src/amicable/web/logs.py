"""Logs as lines of JSON, one for each request, without what people typed and without secrets."""

import logging
import sys
import time
import traceback
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

REQUESTS = Counter("amicable_requests_total", "Requests answered", ["view", "method", "status"])
SHORT = 200
"""Letters of an error's message that are logged."""
SECONDS = Histogram("amicable_request_seconds", "Seconds until the answer was ready", ["view"])


def logging_settings() -> None:
    """Send every log, Django's too, to standard error as lines of JSON."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(told_in_short),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.set_name("amicable")
    handler.addFilter(without_addresses)
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if kept.get_name() != "amicable"] + [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("amicable").setLevel(logging.INFO)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def without_addresses(record: logging.LogRecord) -> bool:
    """Django names the address of a request that failed; ours can hold one-time tokens and what people search."""
    if record.name.startswith("django.") and hasattr(record, "request"):
        record.msg, record.args = f"{record.name} {getattr(record, 'status_code', '')}".rstrip(), ()
    return True


def told_in_short(exc_info: structlog.typing.ExcInfo) -> str:
    """Where it happened, and each error's first line: databases quote people's values in the lines below."""
    return "".join(_chain(traceback.TracebackException(*exc_info)))


def _chain(error: traceback.TracebackException) -> list[str]:
    """The error, after those that led to it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    first = next(iter(error.format_exception_only())).partition("\n")[0]
    return [*(_chain(before) if before is not None else ()), *error.stack.format(), f"{first[:SHORT]}\n"]


LOG = structlog.get_logger("amicable.web")


class RequestLog:
    """Writes a line for each request: which view, how long, by whom; never the address with its questions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write the line."""
        began = time.perf_counter()
        structlog.contextvars.bind_contextvars(request=uuid4().hex[:12])
        try:
            response = self.get_response(request)
        finally:
            spent = time.perf_counter() - began
            found = request.resolver_match
            view = found.view_name if found else "none"
        REQUESTS.labels(view, request.method, response.status_code).inc()
        SECONDS.labels(view).observe(spent)
        who = getattr(request, "user", None)
        LOG.info(
            "request",
            view=view,
            method=request.method,
            status=response.status_code,
            ms=round(spent * 1000, 1),
            person=getattr(who, "pk", None),
        )
        structlog.contextvars.clear_contextvars()
        return response
