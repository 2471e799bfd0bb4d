"""Changing the items of the final account."""

from typing import Any

from amicable.disengagement.settlement import Item
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.facts.drafting import draft_of, kept

Account = dict[str, list[dict[str, Any]]]


def items(case: Case) -> Account:
    """What people wrote of the account, by kind; what the records say where nobody wrote anything."""
    written = kept(case).get("account")
    if written is not None:
        return {kind: list(some) for kind, some in written.items()}
    settlement = draft_of(case).drafted.parting.settlement
    found = [_open(one) for one in settlement.items] if settlement else []
    return {"open_invoice": found} if found else {}


def _open(item: Item) -> dict[str, Any]:
    return {"number": item.invoice, "gross": f"{item.lines[0].amount.amount:f}"}


def put(*, by: Person, case: Case, kind: str, place: int | None, item: dict[str, Any] | None) -> None:
    """Add an item (no `place`), change it, or take it away (no `item`)."""
    account = items(case)
    some = account.setdefault(kind, [])
    if place is None and item is not None:
        some.append(item)
    elif place is not None and item is not None:
        some[place] = item
    elif place is not None:
        del some[place]
    whole = {name: rows for name, rows in account.items() if rows}
    keep(by=by, case=case, content=kept(case) | {"account": whole})
