"""A client's page to test with: an offboarding, what is released of it, a link, and the client's browser."""

import re
from datetime import date

from django.core import mail
from django.test import Client as Browser

from amicable.web.closing.deadlines.outbox import deliver_letters
from amicable.web.portal.firm import links
from amicable.web.portal.models import Link
from amicable.web.rights import Role
from tests.web.closings import begun

CLIENT = "client@example.net"
FAR = date(2099, 1, 1)


def link_to(people, closing=None, *, language: str = "en", email: str = CLIENT) -> tuple[Link, str]:
    """A link that was sent, and the path in its mail."""
    closing = closing or begun(people)
    to = links.To("Ms Kowalska", email, language, FAR)
    made = links.make(by=people[Role.COORDINATOR], closing=closing, to=to)
    deliver_letters()
    return made, re.search(r"https://firm\.example(/portal/\S+)", mail.outbox[-1].body)[1]


def code_for(path: str, browser: Browser | None = None) -> str:
    """Ask for a code and read it in the mail."""
    (browser or Browser()).post(path)
    return digits_in(mail.outbox[-1].body)


def digits_in(text: str) -> str:
    """The code in a mail."""
    return re.search(r"\d{4} \d{4}", text)[0]


def entered(path: str) -> Browser:
    """A browser in which the client has opened the page."""
    browser = Browser()
    answer = browser.post(f"{path}code/", {"digits": code_for(path, browser)})
    assert answer.status_code == 302, answer.content.decode()
    return browser
