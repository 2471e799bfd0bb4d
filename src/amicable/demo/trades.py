"""Three kinds of demo firm, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["accounting", "agency", "shop"]

ROLES = ("owner", "partner", "manager", "manager", *["senior"] * 4, *["employee"] * 4, *["assistant"] * 2)
"""Roles of the fourteen people, in order."""


@dataclass(frozen=True)
class Trade:
    """What one kind of firm does, where, and with which seasons."""

    kind: Kind
    name: str
    domain: str
    country: str
    zone: str
    currency: str
    currency_name: str
    language: str
    tax_rate: float
    terms_days: int
    languages: Mapping[str, float]
    """Share of clients by language."""
    segments: tuple[str, ...]
    services: tuple[str, ...]
    tasks: tuple[str, ...]
    """What the staff write on their time sheets."""
    fee: float
    """Median revenue of a client in a month."""
    hourly_cost: Mapping[str, float]
    hours_share: float
    """Cost of staff time as a share of revenue."""
    direct_share: float
    """Direct cost as a share of revenue."""
    season: tuple[float, ...]
    """Work in each calendar month against the average."""
    evenings: tuple[float, ...]
    """Added chance that anybody writes after hours, by calendar month."""
    meetings: float
    """Per client and month."""
    threads: float
    tickets: float
    orders: float
    clients_abroad: Mapping[str, str]
    """Zone -> country of the clients who live by another clock."""

    @property
    def is_shop(self) -> bool:
        """Whether revenue comes from orders."""
        return self.kind == "shop"

    @property
    def profession(self) -> str:
        """As the policy packs name it; empty where none is for it."""
        return "" if self.kind == "agency" else self.kind

    @property
    def segment_at_home(self) -> str:
        """The segment whose clients are consumers; empty if there is none."""
        return "households" if self.is_shop else ""


ACCOUNTING = Trade(
    kind="accounting",
    name="Gestoría Robles y Asociados",
    domain="gestoriarobles.example",
    country="ES",
    zone="Europe/Madrid",
    currency="EUR",
    currency_name="Euro",
    language="es",
    tax_rate=0.21,
    terms_days=30,
    languages={"es": 0.52, "ca": 0.2, "en": 0.14, "pl": 0.05, "fi": 0.04, "vi": 0.05},
    segments=("retail and food", "trades and construction", "professionals", "hospitality"),
    services=("Bookkeeping", "Payroll", "Tax", "Advice"),
    tasks=(
        "Bookkeeping",
        "VAT return",
        "Payroll",
        "Annual accounts",
        "Tax advice",
        "Client meeting",
        "E-mail and calls",
    ),
    fee=350.0,
    hourly_cost={"owner": 98, "partner": 84, "manager": 61, "senior": 47, "employee": 35, "assistant": 26},
    hours_share=0.55,
    direct_share=0.05,
    season=(1.15, 0.95, 1.35, 1.5, 1.05, 1.1, 1.05, 0.45, 0.85, 1.0, 0.85, 0.7),
    evenings=(0, 0, 0.22, 0.24, 0, 0, 0, 0, 0, 0, 0, 0),
    meetings=0.98,
    threads=1.02,
    tickets=0.3,
    orders=0.05,
    clients_abroad={
        "America/Mexico_City": "MX",
        "America/New_York": "US",
        "Atlantic/Canary": "ES",
        "Europe/London": "GB",
        "Europe/Lisbon": "PT",
    },
)

AGENCY = Trade(
    kind="agency",
    name="Studio Kreska",
    domain="studiokreska.example",
    country="PL",
    zone="Europe/Warsaw",
    currency="PLN",
    currency_name="Polish Zloty",
    language="pl",
    tax_rate=0.23,
    terms_days=21,
    languages={"pl": 0.58, "en": 0.2, "es": 0.06, "ca": 0.04, "fi": 0.06, "vi": 0.06},
    segments=("commerce", "local services", "industry", "culture and education"),
    services=("Websites", "Campaigns", "Branding", "Content"),
    tasks=(
        "Design",
        "Development",
        "Copywriting",
        "Campaign management",
        "Revisions",
        "Client meeting",
        "E-mail and calls",
    ),
    fee=950.0,
    hourly_cost={
        "owner": 290,
        "partner": 250,
        "manager": 180,
        "senior": 138,
        "employee": 104,
        "assistant": 74,
    },
    hours_share=0.56,
    direct_share=0.08,
    season=(0.85, 0.95, 1.1, 1.05, 1.05, 1.0, 0.85, 0.8, 1.1, 1.15, 1.3, 0.8),
    evenings=(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, 0),
    meetings=0.9,
    threads=0.95,
    tickets=0.4,
    orders=0.04,
    clients_abroad={
        "America/New_York": "US",
        "Asia/Ho_Chi_Minh": "VN",
        "Europe/London": "GB",
        "Europe/Lisbon": "PT",
        "Europe/Helsinki": "FI",
    },
)

SHOP = Trade(
    kind="shop",
    name="Koivu ja Kivi",
    domain="koivujakivi.example",
    country="FI",
    zone="Europe/Helsinki",
    currency="EUR",
    currency_name="Euro",
    language="fi",
    tax_rate=0.255,
    terms_days=14,
    languages={"fi": 0.62, "en": 0.16, "es": 0.06, "ca": 0.03, "pl": 0.07, "vi": 0.06},
    segments=("cafes and hotels", "offices", "schools", "households"),
    services=("Furniture", "Tableware", "Textiles", "Lighting"),
    tasks=("Picking and packing", "Customer service", "Returns handling", "Quotations", "Deliveries"),
    fee=520.0,
    hourly_cost={"owner": 70, "partner": 62, "manager": 48, "senior": 39, "employee": 32, "assistant": 27},
    hours_share=0.22,
    direct_share=0.48,
    season=(0.8, 0.75, 0.85, 0.9, 0.95, 0.9, 0.7, 0.85, 0.95, 1.0, 1.5, 1.9),
    evenings=(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.08, 0.12),
    meetings=0.05,
    threads=0.8,
    tickets=0.55,
    orders=1.15,
    clients_abroad={
        "America/New_York": "US",
        "Europe/Madrid": "ES",
        "Europe/London": "GB",
        "Europe/Lisbon": "PT",
        "Europe/Warsaw": "PL",
    },
)

TRADES: Mapping[Kind, Trade] = {"accounting": ACCOUNTING, "agency": AGENCY, "shop": SHOP}
