"""How long each class of records is kept after the end, and why; from the policy pack, never shorter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from amicable.duties import RECORDS, Pack, RecordClass


@dataclass(frozen=True)
class Kept:
    """One class of records of one client."""

    name: str
    """One of `duties.RECORDS`."""
    title: str
    returned_by: date | None
    """The day by which the client has them; None: they are ours, and are not handed over."""
    kept_until: date
    """The last day on which they are kept."""
    basis: str
    cite: tuple[str, ...]
    withheld: str
    """Whether they may be kept back while an invoice is open: "never", "until_paid" or "ask"."""

    @property
    def erased_on(self) -> date:
        """The first day on which they may be erased."""
        return self.kept_until + timedelta(days=1)


def schedule(pack: Pack, end_on: date, longer: Mapping[str, date] | None = None) -> tuple[Kept, ...]:
    """Every class of records of the pack, first erased first; `longer`: classes that the firm keeps longer, until when.

    The firm may keep a class longer than the pack says, where it has a reason; shorter it may not.
    """
    wanted = longer or {}
    found = (_kept(rule, end_on, wanted.get(rule.name, end_on)) for rule in pack.records)
    return tuple(sorted(found, key=lambda one: (one.kept_until, one.name)))


def erased_on(kept: tuple[Kept, ...], end_on: date) -> date:
    """The day on which the last class of records may go."""
    return max((one.erased_on for one in kept), default=end_on + timedelta(days=1))


def may_go(kept: tuple[Kept, ...], today: date, *, hold: bool) -> tuple[Kept, ...]:
    """Classes whose day has come; none while a legal hold stands."""
    return () if hold else tuple(one for one in kept if one.erased_on <= today)


def _kept(rule: RecordClass, end_on: date, longer: date) -> Kept:
    returned = end_on + timedelta(days=rule.return_by_days) if rule.return_by_days else None
    # records made until the last day are kept from then at the latest
    until = max(rule.kept_until(end_on), longer, returned or end_on)
    title = RECORDS[rule.name]
    return Kept(rule.name, title, returned, until, rule.basis, rule.cite, rule.withhold)
