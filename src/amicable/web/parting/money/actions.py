"""Changing the items of the final account."""

from typing import Any

from amicable.disengagement.settlement import Item
from amicable.web.accounts.models import Person
from amicable.web.cases.models import Case
from amicable.web.parting.facts.actions import keep
from amicable.web.parting.facts.drafting import Draft, draft_of, kept

Account = dict[str, list[dict[str, Any]]]


def items(case: Case, draft: Draft | None = None) -> Account:
    """What people wrote of the account, by kind; what the records say (in `draft`) where nobody wrote anything."""
    written = kept(case).get("account")
    if written is not None:
        return {kind: list(some) for kind, some in written.items()}
    settlement = (draft or draft_of(case)).drafted.parting.settlement
    found = [_open(one) for one in settlement.items] if settlement else []
    return {"open_invoice": found} if found else {}


def _open(item: Item) -> dict[str, Any]:
    return {"number": item.invoice, "gross": f"{item.lines[0].amount.amount:f}"}


def put(*, by: Person, case: Case, account: Account, kind: str, place: int | None, item: dict[str, Any] | None) -> None:  # fmt: skip
    """Add an item to the `account` as it stands (no `place`), change it, or take it away (no `item`)."""
    some = account.setdefault(kind, [])
    if place is None and item is not None:
        some.append(item)
    elif place is not None and item is not None:
        some[place] = item
    elif place is not None:
        del some[place]
    whole = {name: rows for name, rows in account.items() if rows}
    keep(by=by, case=case, content=kept(case) | {"account": whole})
