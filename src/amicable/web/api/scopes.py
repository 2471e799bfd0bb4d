"""What a token may be used for: a rule of the house, for reading or for writing."""

from dataclasses import dataclass

from amicable.i18n import N_
from amicable.web.accounts.models import Person
from amicable.web.rights import AUDIT, CLIENTS, CONNECT, DECIDE, OWN, PEOPLE, RUN, STEER, Rule


@dataclass(frozen=True)
class Scope:
    """One thing that a token may be used for."""

    rule: Rule
    writing: bool
    about: str

    @property
    def name(self) -> str:
        """As it stands in tokens: "clients:read"."""
        return f"{self.rule.name}:{'write' if self.writing else 'read'}"


SCOPES = {
    scope.name: scope
    for scope in (
        Scope(CLIENTS, writing=False, about=N_("Read reviews, clients and what is written about them")),
        Scope(CLIENTS, writing=True, about=N_("Write notes and incidents")),
        Scope(STEER, writing=False, about=N_("Read what was imported, and what is in doubt")),
        Scope(STEER, writing=True, about=N_("Start reviews, settle doubts, assign clients")),
        Scope(DECIDE, writing=False, about=N_("Read cases and decisions")),
        Scope(DECIDE, writing=True, about=N_("Open and lead cases, decide, sign")),
        Scope(RUN, writing=False, about=N_("Read offboardings, and whether new work may begin")),
        Scope(RUN, writing=True, about=N_("Run offboardings, check the register")),
        Scope(AUDIT, writing=False, about=N_("Read the diary")),
        Scope(PEOPLE, writing=False, about=N_("Read who the people of the firm are")),
        Scope(CONNECT, writing=False, about=N_("Read the webhooks")),
        Scope(CONNECT, writing=True, about=N_("Add and remove webhooks")),
    )
}


def needed(rule: Rule, *, writing: bool) -> str:
    """The scope that an operation under `rule` asks for; none for what concerns the token's own person."""
    return "" if rule is OWN else Scope(rule, writing, "").name


def open_to(person: Person) -> dict[str, Scope]:
    """Scopes that a token of this person may have: never more than the role."""
    return {name: scope for name, scope in SCOPES.items() if person.may(scope.rule, writing=scope.writing)}
