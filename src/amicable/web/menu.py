"""The main menu: what a person's role lets them open."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse

from amicable.i18n import N_
from amicable.web.rights import AUDIT, CLIENTS, PEOPLE, STEER, Rule


@dataclass(frozen=True)
class Item:
    """One line of the menu."""

    view: str
    title: str
    icon: str
    rule: Rule
    address: str = ""
    current: bool = False


ITEMS = (
    Item("portfolio", N_("Clients"), "users", CLIENTS),
    Item("my_clients", N_("My clients"), "user-heart", CLIENTS),
    Item("together", N_("Keep and make room"), "heart-handshake", STEER),
    Item("cases", N_("Cases"), "scale", CLIENTS),
    Item("hub", N_("Conversations"), "phone", CLIENTS),
    Item("mandate", N_("May I do this?"), "hand-stop", CLIENTS),
    Item("my_tasks", N_("My tasks"), "clock", CLIENTS),
    Item("queue", N_("Needs a look"), "eye", CLIENTS),
    Item("log_incident", N_("Log an incident"), "pencil-plus", CLIENTS),
    Item("outlook", N_("Outlook"), "trending-up", STEER),
    Item("criteria", N_("Criteria"), "filter", STEER),
    Item("intake", N_("Records"), "files", STEER),
    Item("people", N_("People"), "user-cog", PEOPLE),
    Item("diary", N_("Diary"), "book-2", AUDIT),
)


def menu(request: HttpRequest) -> list[Item]:
    """The lines for this person, the one they are on marked."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return []
    shown = {item: reverse(item.view) for item in ITEMS if person.may(item.rule)}
    around = (address for address in shown.values() if request.path.startswith(address))
    here = max(around, key=len, default="")
    return [replace(item, address=address, current=address == here) for item, address in shown.items()]
