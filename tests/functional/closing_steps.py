"""Goes through endings until somebody kills it. Called with: prepare FOLDER, go FOLDER PORT SEED ENDINGS, or account FOLDER.

"stand FOLDER PORT" loads everything once; for each SEED that it reads, a process goes off, whose number it prints.

Each ending is begun, its tasks are ticked, and the clock goes from one deadline to the next: what is due is swept, and
letters leave. Whatever a killed one left is gone on with; once so many endings are through, it ends by itself.
"""

import json
import os
import random
import signal
import sys
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from amicable.refusal import Refusal

FIRST = date(2080, 1, 8)
MANY = 10_000
"""More endings than a process gets through before it is killed."""
DAYS = 30
"""Between the telling and the last day; the next client is told as many days later."""


def load(folder: Path, port: int) -> None:
    """The application on this ledger, whose letters go to this port."""
    from django.conf import settings

    from amicable.web import serving

    serving.load(folder)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


def prepare(folder: str) -> None:
    """An empty ledger, its database, and two people."""
    from amicable.engines.ledger import Ledger
    from amicable.web import serving

    Ledger.open(Path(folder)).set_firm(currency="EUR", name="Demo")
    serving.set_up(Path(folder))
    from amicable.web.accounts.models import Person

    for name, role in (("max", "manager"), ("can", "coordinator")):
        Person.objects.create_user(f"{name}@example.com", name=name, role=role, language="en")


def begin(number: int) -> None:
    """The client of this number was told: the offboarding is laid out, and its letter waits; all of it or nothing."""
    from django.db import transaction
    from django.utils import timezone

    from amicable.web.accounts.models import Person
    from amicable.web.cases.models import Case
    from amicable.web.closing.offboarding import actions
    from amicable.web.parting.models import Posted
    from amicable.web.portfolio.models import Client

    lead = Person.objects.get(email="max@example.com")
    with transaction.atomic():
        client, fresh = Client.objects.get_or_create(
            client_id=f"own:{number}", defaults={"name": f"Mill {number}."}
        )
        if not fresh:
            return
        case = Case.objects.create(client=client, state="told", led_by=lead, opened_by=lead)
        told_on = FIRST + timedelta(days=DAYS * number)
        actions.begin(by=lead, case=case, given={"told_on": told_on, "end_on": told_on + timedelta(days=DAYS)})  # fmt: skip
        Posted.objects.create(
            case=case, to_name=client.name, to_email=f"c{number}@example.net", language="en", subject=client.name,
            text="Dear client", html="<p>Dear client</p>", pdf=b"%PDF", digest="0", way="email",
            due_at=timezone.now(), sent_by=lead.email,
        )  # fmt: skip


def go_on(chance: random.Random) -> bool:
    """To the next moment at which something is due, and what happens then; False: nothing is due any more."""
    from amicable.web.closing.deadlines.outbox import deliver_letters
    from amicable.web.closing.deadlines.sweeping import sweep_deadlines
    from amicable.web.closing.models import Deadline
    from amicable.web.parting.letters.delivering import deliver_due

    moment = Deadline.objects.filter(done_at=None).order_by("due_at").values_list("due_at", flat=True).first()
    if moment is None:
        return False
    sweep_deadlines(moment)
    deliver_letters(moment)
    deliver_due()
    work(chance)
    return True


def work(chance: random.Random) -> None:
    """Somebody ticks a task, or accepts one undone, as far as its turn has come."""
    from amicable.web.closing.models import OffboardingTask
    from amicable.web.closing.offboarding import actions

    open_ones = OffboardingTask.objects.filter(done_at=None, accepted_at=None).order_by("due_on", "pk")
    for task in open_ones.select_related("closing__case__led_by")[:1]:
        with suppress(Refusal):  # another server was quicker, or its turn has not come
            if chance.random() < 0.5:
                actions.tick(by=task.closing.case.led_by, task=task, note="Done.")
            else:
                actions.accept(by=task.closing.case.led_by, task=task, reason="Agreed.")


def stand(folder: str, port: str) -> None:
    """Let a process go off for each seed; it has everything in memory, and no connection of ours."""
    from django.db import connections

    load(Path(folder), int(port))
    begin(0)
    go_on(random.Random(0))
    connections.close_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever was killed is gone at once
    for seed in sys.stdin:
        number = os.fork()
        if not number:
            through(random.Random(seed), MANY)
        print(number, flush=True)  # noqa: T201 (the test waits for it)


def go(folder: str, port: str, seed: str, endings: str) -> None:
    """So many endings, from their first day to the last."""
    load(Path(folder), int(port))
    through(random.Random(seed), int(endings))


def through(chance: random.Random, endings: int) -> None:
    """Ending after ending, whatever of them was done before."""
    from django.utils import timezone

    from amicable.web.closing.models import Deadline
    from amicable.web.parting.letters.delivering import SILENCE, deliver_due

    for number in range(endings):
        begin(number)
        until = FIRST + timedelta(days=DAYS * (number + 1))
        while Deadline.objects.filter(done_at=None, due_at__date__lt=until).exists():
            go_on(chance)
    while go_on(chance):
        pass
    deliver_due(timezone.now() + 2 * SILENCE)


def account(folder: str) -> None:
    """What the database says at the end, as JSON."""
    load(Path(folder), 0)
    from django.db.models import Count

    from amicable.web.closing.models import Closing, Deadline, Letter, OffboardingTask
    from amicable.web.diary.queries import verify
    from amicable.web.parting.models import Posted

    swept = Deadline.objects.filter(done_at__year__gte=FIRST.year)  # ticking happens today
    found = {
        "endings": Closing.objects.count(),
        "tasks": sorted(
            set(OffboardingTask.objects.annotate(n=Count("deadlines")).values_list("n", flat=True))
        ),
        "deadlines": Deadline.objects.count(),
        "undone": Deadline.objects.filter(done_at=None).count(),
        "swept": swept.count(),
        "letters": list(Letter.objects.values("id", "state", "text")),
        "posted": list(Posted.objects.values("message_id", "state")),
        "diary": verify().holds,
    }
    print(json.dumps(found, default=str))  # noqa: T201 (the test reads it)


if __name__ == "__main__":
    {"prepare": prepare, "stand": stand, "go": go, "account": account}[sys.argv[1]](*sys.argv[2:])
