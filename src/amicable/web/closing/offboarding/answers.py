"""Offboardings as plain values, for programs and for the command line."""

from datetime import date
from typing import Any

from amicable.web.closing.models import Closing
from amicable.web.closing.offboarding.page import Row, rows


def brief(closing: Closing, today: date) -> dict[str, Any]:
    """One row of a list."""
    tasks = list(closing.tasks.all())
    still_open = [one.due_on for one in tasks if not one.is_over]
    return {
        "case": closing.case_id,
        "client_id": closing.case.client.client_id,
        "name": closing.case.client.name,
        "state": closing.case.state,
        "led_by": closing.case.led_by.email,
        "told_on": closing.told_on,
        "end_on": closing.end_on,
        "erase_on": closing.erase_on,
        "on_hold": closing.on_hold,
        "tasks_open": len(still_open),
        "tasks_overdue": sum(day < today for day in still_open),
        "next_due_on": min(still_open, default=None),
    }


def whole(closing: Closing, today: date) -> dict[str, Any]:
    """One offboarding with its tasks, by their days."""
    tasks = list(closing.tasks.select_related("person"))
    found = rows(tasks, closing.case.led_by, today)
    return brief(closing, today) | {"tasks": [_task(one) for one in found]}


def _task(one: Row) -> dict[str, Any]:
    return {
        "number": one.row.pk,
        "key": one.row.key,
        "title": one.title,
        "person": one.row.person.email,
        "due_on": one.row.due_on,
        "status": one.status,
        "waits_for": list(one.waits_for),
        "done_at": one.row.done_at,
        "done_by": one.row.done_by,
        "accepted_by": one.row.accepted_by,
    }
