"""Who may do what. Every view names one rule; a view without a rule answers nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from amicable.i18n import N_

View = TypeVar("View", bound=Callable[..., object])


class Role(StrEnum):
    """What a person is to the firm."""

    OWNER = "owner"
    MANAGER = "manager"
    EMPLOYEE = "employee"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"


TITLES = {
    Role.OWNER: N_("Owner"),
    Role.MANAGER: N_("Manager"),
    Role.EMPLOYEE: N_("Employee"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.AUDITOR: N_("Auditor"),
}
ABOUT = {
    Role.OWNER: N_("decides, and lets people in"),
    Role.MANAGER: N_("prepares decisions for all clients"),
    Role.EMPLOYEE: N_("sees the clients assigned to them, writes down what happens"),
    Role.COORDINATOR: N_("runs the offboarding of all clients"),
    Role.AUDITOR: N_("reads everything, changes nothing"),
}
ALL = frozenset(Role)
ALL_CLIENTS = ALL - {Role.EMPLOYEE}
"""Roles that see every client; the others see those assigned to them."""
READ_ANSWERS = frozenset({Role.OWNER, Role.MANAGER, Role.AUDITOR})
"""Roles that read what colleagues answered about working with a client; the others read their own answers."""
READ_CONFIDENTIAL = frozenset({Role.OWNER, Role.MANAGER, Role.AUDITOR})
"""Roles for which signs exist that are confidential; for the others the portfolio is as if there were none."""


@dataclass(frozen=True)
class Rule:
    """Who may look at a page, and who may change something through it."""

    name: str
    about: str
    reads: frozenset[Role] = frozenset()
    writes: frozenset[Role] = frozenset()
    open: bool = False
    """Also for people who have not signed in."""

    def allows(self, role: Role, *, writing: bool) -> bool:
        """Whether a person of this role may do it."""
        return self.open or role in (self.writes if writing else self.reads)


OPEN = Rule("open", N_("Anybody, before signing in"), open=True)
OWN = Rule("own", N_("One's own account: everybody signed in"), reads=ALL, writes=ALL)
CLIENTS = Rule(
    "clients",
    N_("Work with the clients one may see"),
    reads=ALL,
    writes=ALL - {Role.AUDITOR},
)
STEER = Rule(
    "steer",
    N_("Steer: import records, settle doubts, prepare decisions"),
    reads=frozenset({Role.OWNER, Role.MANAGER, Role.AUDITOR}),
    writes=frozenset({Role.OWNER, Role.MANAGER}),
)
DECIDE = Rule(
    "decide",
    N_("Open cases, decide, sign; read those of the clients one may see"),
    reads=ALL,
    writes=frozenset({Role.OWNER, Role.MANAGER}),
)
RUN = Rule(
    "run",
    N_("Run offboardings: tasks, files, access; read those of the clients one may see"),
    reads=ALL,
    writes=frozenset({Role.OWNER, Role.MANAGER, Role.COORDINATOR}),
)
AUDIT = Rule("audit", N_("Read the diary"), reads=frozenset({Role.OWNER, Role.AUDITOR}))
PEOPLE = Rule(
    "people",
    N_("Let people in, set their roles"),
    reads=frozenset({Role.OWNER, Role.AUDITOR}),
    writes=frozenset({Role.OWNER}),
)
CONNECT = Rule(
    "connect",
    N_("Connect other programs"),
    reads=frozenset({Role.OWNER, Role.AUDITOR}),
    writes=frozenset({Role.OWNER}),
)
MANDATES = Rule(
    "mandates",
    N_("Set what each role may do on the spot"),
    reads=ALL,
    writes=frozenset({Role.OWNER}),
)
RULES = (OPEN, OWN, CLIENTS, STEER, DECIDE, MANDATES, RUN, AUDIT, PEOPLE, CONNECT)


def allow(rule: Rule) -> Callable[[View], View]:
    """Put a view under `rule`."""

    def put(view: View) -> View:
        view.rule = rule  # type: ignore[attr-defined]  # where the middleware looks
        return view

    return put
