"""The firm whose evidence this is: its clock, its calendar, its money. Lies in the ledger as firm.toml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from amicable.i18n import N_
from amicable.money import digits

NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True)
class Firm:
    """Facts about the firm itself that no export states."""

    name: str = ""
    country: str = ""
    """ISO 3166 two letters; decides public holidays and duties. Empty: none are known."""
    profession: str = ""
    """As the policy packs name it: accounting, tax, law, medicine, it, payments, shop; decides duties."""
    zone: str = "UTC"
    """The staff's IANA time zone; whose clock "after hours" means."""
    currency: str = "EUR"
    """Reporting currency (ISO 4217)."""
    domains: tuple[str, ...] = ()
    """The firm's own mail domains, or whole addresses: they tell our side of a message from theirs."""
    opens: str = "08:00"
    closes: str = "18:00"
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Days worked, Monday is 0."""
    hourly_cost: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    """Loaded cost of an hour by role, in `currency`, where `staff` does not say; "*" for any role."""
    exchange: Mapping[str, float | Mapping[str, float]] = field(default_factory=lambda: NOTHING)
    """What one unit of another currency is worth in `currency`: always, or from each of several days on."""
    direct_cost_rate: float | None = None
    """Direct cost as a share of revenue, where no cost table is kept (goods of a shop)."""
    owner_hour: float | None = None
    """What an hour of an owner or partner is worth when it is spent elsewhere, in `currency`."""
    financing_rate: float | None = None
    """What money costs in a year, as a share: of what is paid later than agreed."""
    bad_debt_days: int = 365
    """Days after the due day from which an open invoice counts as bad debt."""
    chasing_minutes: float | None = None
    """Our minutes that one reminder of a payment takes."""
    completeness: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    """The share of "hours", "revenue" and "periods" that must be known before a margin is shown."""
    future: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    """How the future value is reckoned: "years" ahead, and the yearly "discount"."""

    @property
    def minor_units(self) -> int:
        """Minor units in one unit of the reporting currency: 100 for EUR, 1 for VND."""
        return 10 ** int(digits(self.currency))

    def holidays(self, first: date, last: date) -> dict[date, str]:
        """Public holidays of the firm's country from `first` to `last`."""
        if not self.country:
            return {}
        import holidays  # noqa: PLC0415 (slow to import; wanted by one sign only)

        years = range(first.year, last.year + 1)
        found = holidays.country_holidays(self.country, years=years)
        return {day: name for day, name in found.items() if first <= day <= last}


ABOUT: Mapping[str, str] = {
    "name": N_("Name of the firm."),
    "country": N_("Country, two letters (ISO 3166); decides public holidays."),
    "profession": N_(
        "Profession, as the policy packs name it (accounting, tax, law, medicine, it, payments, shop); decides which duties are proposed."
    ),
    "zone": N_("Time zone of the staff; after hours is told by this clock."),
    "currency": N_("Reporting currency, three letters (ISO 4217)."),
    "domains": N_("Mail domains or whole addresses of the firm; they tell our side from the clients'."),
    "opens": N_("Opening time of a working day."),
    "closes": N_("Closing time of a working day."),
    "workdays": N_("Days worked; Monday is 0."),
    "hourly_cost": N_("Loaded cost of an hour by role; * stands for any role."),
    "exchange": N_(
        "What one unit of another currency is worth in the reporting currency: one rate, or one for each day; exchange.csv may hold more."
    ),
    "direct_cost_rate": N_(
        "Direct cost as a share of revenue, where no costs are recorded (goods of a shop)."
    ),
    "owner_hour": N_("What an hour of an owner or partner is worth when it is spent elsewhere."),
    "financing_rate": N_("What money costs in a year, as a share: 0.08 is 8 %. It prices late payment."),
    "bad_debt_days": N_("Days after the due day from which an open invoice counts as bad debt."),
    "chasing_minutes": N_("Minutes of our time that one reminder of a payment takes."),
    "completeness": N_(
        "Share of hours (0.95), revenue (0.95) and periods (0.5) that must be known before a margin is shown."
    ),
    "future": N_("How the future value is reckoned: years ahead (3), and the yearly discount (0.1)."),
}
