"""One parting in which everything is known, for the tests of script, letter and kit."""

from datetime import date
from decimal import Decimal

from amicable.disengagement.parting import (
    Access,
    Addressee,
    Alternative,
    Contest,
    Deadline,
    Fact,
    Goodwill,
    Parting,
    Records,
    Sender,
    Service,
    Support,
    Work,
)
from amicable.disengagement.settlement import Part, prepaid, settle, work_done
from amicable.duties import ELEMENTS, Channel, Element, Notice, Pack, Reason, ReasonRule, Source
from amicable.money import Money

TOLD, END = date(2026, 10, 5), date(2026, 12, 31)
RULE = {"note": "A rule.", "cite": ("own",), "dated": date(2026, 11, 1)}


def euros(amount: float) -> Money:
    return Money(round(amount * 100), "EUR")


def tiny(*elements: str, reason: Reason = Reason.OPTIONAL) -> Pack:
    """A pack that demands `elements`, or all of them."""
    return Pack(
        name="tiny",
        title="Tiny pack",
        checked_on=date(2026, 11, 1),
        sources={"own": Source(title="Written for tests", read_on=date(2026, 11, 1))},
        notice=Notice(**RULE, amount=30, unit="days", work="normal"),
        reason_rule=ReasonRule(**RULE, choice=reason),
        channels=(Channel(**RULE, name="call", use="tell"),),
        elements=tuple(Element(**RULE, name=name) for name in elements or ELEMENTS),
        records=(),
    )


def settlement():
    website = work_done(
        "Yearly accounts",
        euros(1200),
        [Part("Bookkeeping", Decimal(9), Decimal(12), "hours")],
        paid=euros(1200),
        tax=Decimal(20),
    )
    months = prepaid("Payroll", euros(365), first=date(2026, 7, 1), last=date(2027, 6, 30), end_on=END, tax=Decimal(20))  # fmt: skip
    return settle([website, months], currency="EUR", held=euros(250))


def whole(**changes) -> Parting:
    """Everything known; `changes` override it."""
    told = {
        "client": "Kowalska Ltd",
        "addressees": (
            Addressee("Anna Kowalska", "Ms Kowalska", ("Kowalska Ltd", "1 Mill Road", "Leeds LS1 1AA"), "anna@kowalska.example"),
        ),
        "firm": Sender("Puig & Lee", "Sam Lee", "Partner", ("2 High Street", "Leeds LS2 2BB"), "0113 496 0000", "office@puiglee.example"),
        "pack": tiny(),
        "language": "en",
        "as_of": TOLD,
        "told_on": TOLD,
        "end_on": END,
        "since_on": date(2019, 3, 1),
        "cause": "payment",
        "facts": (
            Fact("Invoice 1042, due on 3 May 2026, was paid 47 days late.", date(2026, 5, 3), "payment"),
            Fact("Invoice 1061, due on 3 June 2026, was paid 39 days late.", date(2026, 6, 3), "payment"),
        ),
        "counted": 7,
        "counted_since": date(2025, 10, 5),
        "services": (Service("Bookkeeping", date(2019, 3, 1)), Service("Payroll", date(2021, 7, 1))),
        "remaining": ("Company secretary",),
        "work": (
            Work("Accounts for 2025", "done"),
            Work("VAT return for November", "will", date(2026, 12, 20), euros(180)),
            Work("Accounts for 2026", "not_done"),
        ),
        "deadlines": (Deadline("Corporation tax for 2026", date(2027, 9, 30), "A late payment costs interest."),),
        "alternatives": (
            Alternative("Stone & Co", "small firms with staff", "0113 496 0111"),
            Alternative("Ledgerly", "bookkeeping by software, with a person to ask"),
        ),
        "settlement": settlement(),
        "settled_by": date(2027, 1, 14),
        "records": (
            Records("client_provided", date(2027, 1, 14), None),
            Records("invoices", date(2027, 1, 14), date(2032, 12, 31), "Companies Act 2006, section 388"),
        ),
        "records_by": date(2027, 1, 30),
        "download": "https://files.puiglee.example/k",
        "deletion_on": date(2027, 2, 28),
        "originals": ("minute book", "two keys"),
        "originals_by": date(2027, 1, 14),
        "access": (Access("Bank view", True, END, "Kowalska Ltd"), Access("Our portal", False, date(2027, 1, 30), "Puig & Lee")),
        "processes_personal_data": True,
        "urgent_cover": True,
        "support": Support(date(2027, 3, 31), euros(90)),
        "contest": Contest("Jo Hall, hall@puiglee.example", date(2026, 11, 5), date(2026, 11, 26), "ICAEW"),
        "readmission": "",
        "channel": "tracked_post",
        "acknowledge_by": date(2026, 10, 31),
        "goodwill": Goodwill(refund=euros(100), by=date(2027, 1, 14)),
        "apologise": True,
    }  # fmt: skip
    return Parting(**(told | changes))
