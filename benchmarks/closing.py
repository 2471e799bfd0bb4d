"""The minute of a firm with 10,000 endings under way: what one sweep takes while nothing, a day's, or a week's work is due."""

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

CASES, TASKS, PEOPLE = 10_000, 25, 40
SPREAD_DAYS = 100
"""Tasks fall due on days from a month before the ledger was made to ten weeks after it."""
PAST_DAYS = 30
MORNINGS = {"nothing due": 0, "after a night": 1, "after a week of downtime": 7}
"""What is measured: so many days of deadlines wait."""
AT_ONCE = 5_000


def closing(folder: Path, run: Callable[..., dict[str, float]]) -> Iterator[str]:
    """A line for each morning; the ledger is filled, prepared and swept in processes of their own, as `run` starts them."""
    place = folder / f"closing-{datetime.now(UTC):%Y-%m}"  # later, nothing in it would be due
    rows = run("fill", str(place))
    yield f"{CASES:,} open cases with {TASKS} tasks each, {rows['deadlines']:,} deadlines.\n"
    yield "| | deadlines told | letters | wall s | cpu s | memory MB, above the idle process | peak MB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, days in MORNINGS.items():
        run("prepare", str(place), str(days))
        done = run("sweep", str(place))
        yield (
            f"| {name} | {done['told']:,} | {done['letters']:,} | {done['wall']:.2f} | {done['cpu']:.2f} | "
            f"{done['memory'] / 1e6:,.0f} | {done['peak'] / 1e6:,.0f} |"
        )


# ---- each in a process of its own


def fill(place: str) -> dict[str, object]:
    """Make the ledger once; how many deadlines it holds."""
    _load(place)
    from amicable.web.closing.models import Deadline  # noqa: PLC0415 (after Django has been set up)

    if not Deadline.objects.exists():
        print(f"Writing {CASES:,} closings ...", flush=True)
        _write()
    return {"deadlines": Deadline.objects.count()}


def _write() -> None:
    from django.db import transaction  # noqa: PLC0415

    from amicable.web.accounts.models import Person  # noqa: PLC0415
    from amicable.web.cases.models import Case  # noqa: PLC0415
    from amicable.web.closing.models import Closing, OffboardingTask  # noqa: PLC0415
    from amicable.web.portfolio.models import Client  # noqa: PLC0415

    rng, first = random.Random(7), datetime.now(UTC).date() - timedelta(days=PAST_DAYS)
    with transaction.atomic():
        people = [Person.objects.create_user(f"p{n}@example.com", name=f"P{n}") for n in range(PEOPLE)]
        _put(Client, (Client(client_id=f"own:{n}", name=f"Vermell {n}") for n in range(CASES)))
        clients = Client.objects.order_by("pk").iterator()
        _put(Case, (_case(Case, client, rng.choice(people)) for client in clients))
        _put(Closing, (_closing(Closing, case, first) for case in Case.objects.order_by("pk").iterator()))
        _put(OffboardingTask, _tasks(rng, people, first))
        _put_deadlines()


def _case(kind: Any, client: Any, lead: Any) -> Any:  # noqa: ANN401 (models are loaded after Django)
    return kind(client=client, state="winding_down", led_by=lead, opened_by=lead)


def _closing(kind: Any, case: Any, first: date) -> Any:  # noqa: ANN401 (as above)
    end_on = first + timedelta(days=case.pk % SPREAD_DAYS)
    erase_on = end_on + timedelta(days=365 * 6)
    return kind(case=case, told_on=first, end_on=end_on, erase_on=erase_on, made_by="p0@example.com")


def _tasks(rng: random.Random, people: list, first: date) -> Iterator[Any]:
    from amicable.offboarding import all_tasks  # noqa: PLC0415
    from amicable.web.closing.models import Closing, OffboardingTask  # noqa: PLC0415

    names = sorted(all_tasks())[:TASKS]
    for one in Closing.objects.order_by("pk").iterator():
        for name in names:
            due_on = first + timedelta(days=rng.randrange(SPREAD_DAYS))
            yield OffboardingTask(closing=one, key=name, task=name, person=rng.choice(people), due_on=due_on)


def _put_deadlines() -> None:
    """As the product writes them, some cases at a time."""
    from amicable.web.closing.deadlines.writing import write_for_closing, write_for_tasks  # noqa: PLC0415
    from amicable.web.closing.models import Closing, OffboardingTask  # noqa: PLC0415

    closings = Closing.objects.select_related("case__led_by").order_by("pk")
    for start in range(0, CASES, 100):
        some = list(closings[start : start + 100])
        for one in some:
            write_for_closing(one)
        write_for_tasks(
            OffboardingTask.objects.filter(closing__in=some).select_related("closing__case__led_by", "person")
        )


def _put(model: Any, rows: Iterator[Any]) -> None:  # noqa: ANN401 (as above)
    model.objects.bulk_create(rows, batch_size=AT_ONCE)


def prepare(place: str, days: str) -> dict[str, object]:
    """As if the last sweep had been so many days ago."""
    _load(place)
    from amicable.web.closing.models import Deadline, Letter  # noqa: PLC0415

    now = datetime.now(UTC)
    Letter.objects.all().delete()
    past = Deadline.objects.filter(due_at__lte=now)
    past.filter(done_at=None).update(done_at=now)
    return {"due": past.filter(due_at__gt=now - timedelta(days=int(days))).update(done_at=None)}


def sweep(place: str) -> dict[str, object]:
    """One sweep, as the server does it every minute; memory is what it needs beyond the process that waits for it."""
    _load(place)
    from django.conf import settings  # noqa: PLC0415
    from django.utils.module_loading import import_string  # noqa: PLC0415

    from amicable.web.closing.models import Deadline, Letter  # noqa: PLC0415
    from amicable.web.jobs import sweeper  # noqa: PLC0415

    for path in settings.SWEEPS:
        import_string(path)
    Deadline.objects.filter(pk=0).exists()  # the database is open
    idle = _peak()
    began, spent = time.perf_counter(), time.process_time()
    done = sweeper.sweep()
    wall, cpu, peak = time.perf_counter() - began, time.process_time() - spent, _peak()
    if None in done.values():
        raise SystemExit(f"a sweep failed: {done}")
    told = done["amicable.web.closing.deadlines.sweeping.sweep_deadlines"]
    return {
        "told": told, "letters": Letter.objects.count(),
        "wall": wall, "cpu": cpu, "memory": peak - idle, "peak": peak,
    }  # fmt: skip


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _load(place: str) -> None:
    from amicable.engines.ledger import Ledger  # noqa: PLC0415
    from amicable.web import serving  # noqa: PLC0415

    os.environ.pop("AMICABLE_DATABASE", None)
    Ledger.open(Path(place))
    serving.set_up(Path(place))


def main() -> None:
    """Do what is named in the arguments; print what it took."""
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))


if __name__ == "__main__":
    main()
