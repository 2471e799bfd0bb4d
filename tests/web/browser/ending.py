"""What a test of a whole ending holds in its hands: a clock to set, and the pages of the firm and of the client."""

from datetime import UTC, datetime

from amicable.web.cases.models import Case
from amicable.web.closing.models import OffboardingTask
from amicable.web.jobs.sweeper import sweep
from amicable.web.rights import Role
from tests.web.browser.conftest import DESKTOP, PHONE
from tests.web.leaving import NAME, SAID

FIRST = datetime(2026, 1, 12, 8, tzinfo=UTC)
"""When the clock begins."""


class Clock:
    """The clock of the application; it runs on from wherever it is set."""

    def __init__(self) -> None:
        self.set(FIRST)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def set(self, moment: datetime) -> None:
        self.ahead = moment - datetime.now(UTC)

    def morning(self, year: int, month: int, day: int) -> None:
        """A morning, and everything that the application does by itself then."""
        self.set(datetime(year, month, day, 8, tzinfo=UTC))
        assert None not in sweep().values()


class Journey:
    """What both sides see and type; `said` by the firm, `hers` by and to the client, each in their language."""

    def __init__(self, case: Case, language: str, theirs: str, page_of, overflow) -> None:
        self.case, self.theirs = case, theirs
        self.said, self.hers = SAID[language], SAID[theirs]
        self.at = f"/cases/{case.pk}/"
        self.page_of, self.overflow = page_of, overflow
        self.sign_in()

    def sign_in(self) -> None:
        """A fresh browser for whoever leads the case: years later, no session is left."""
        self.page = self.page_of(Role.MANAGER)
        self.page.set_default_timeout(60_000)  # the first letter in a language loads its rules

    def go(self, place: str) -> None:
        self.page.goto(f"{self.at}{place}")
        self.see(self.page)

    def see(self, page) -> None:
        """Nothing is wider than a phone."""
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert self.overflow(page) <= 0, page.url
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})

    def press(self, action: str) -> None:
        """Send the form that leads to this address."""
        self.page.locator(f"form[action$='{action}'] button:not([type=button])").last.click()
        self.page.wait_for_load_state()

    def keep(self) -> None:
        self.page.locator("main form .btn-primary").last.click()
        self.page.wait_for_load_state()

    def state(self) -> str:
        return Case.objects.get(pk=self.case.pk).state

    def task(self, name: str) -> OffboardingTask:
        return self.case.closing.tasks.get(task=name)

    def open_task(self, name: str):
        """The task on its page, opened."""
        number = self.task(name).pk
        self.page.goto(f"{self.at}offboarding/#task-{number}")
        found = self.page.locator(f"#task-{number}")
        found.locator("summary").first.click()
        return found

    def done(self, name: str, *, note: str = "", file: str = "") -> None:
        """Tick a task on its page."""
        found = self.open_task(name)
        if note:
            found.locator("textarea[name=note]").fill(note)
        if file:
            found.locator("input[name=file]").set_input_files(pdf(file))
        found.locator("form[action$='/tick/'] button").click()
        self.page.wait_for_load_state()
        assert self.task(name).done_at

    def accepted(self, name: str) -> None:
        """Accept on its page that a task is not done."""
        found = self.open_task(name)
        found.locator(".task-more details summary").first.click()
        found.locator("textarea[name=reason]").fill(self.said["accept"])
        found.locator("form[action$='/accept/'] button").click()
        self.page.wait_for_load_state()
        assert self.task(name).accepted_by == "max@example.com"


def pdf(name: str) -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7 " + NAME.encode()}
