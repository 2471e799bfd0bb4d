"""Logs as lines of JSON, one for each request, without what people typed and without secrets."""

import logging
import sys
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

REQUESTS = Counter("amicable_requests_total", "Requests answered", ["view", "method", "status"])
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
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.set_name("amicable")
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if kept.get_name() != "amicable"] + [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("amicable").setLevel(logging.INFO)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


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
