"""The credit note for the accounting system: UBL 2.1 (OASIS, 2013) and CSV. The firm numbers and issues it itself."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

from amicable.disengagement.account import harmless, words
from amicable.disengagement.parting import Addressee, Sender
from amicable.disengagement.rendering._plain import plain
from amicable.disengagement.settlement import Item, Settlement, rounded
from amicable.disengagement.texts import Texts
from amicable.i18n import N_
from amicable.money import Money
from amicable.refusal import Refusal

UBL = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
COLUMNS = ("number", "issued_on", "description", "invoice", "net", "tax_percent", "tax", "gross", "currency")
NO_CREDIT = frozenset({"deposit"})
"""Lines of the account that give money back without an invoice behind them."""


class NothingToCredit(Refusal):
    """An account in which nothing is credited."""


@dataclass(frozen=True)
class Credited:
    """One line of the credit note, minor units."""

    words: str
    invoice: str
    net: int
    tax: int
    percent: Decimal


@dataclass(frozen=True)
class CreditNote:
    """What is credited, by whom, to whom."""

    number: str
    issued_on: date
    seller: Sender
    buyer: Addressee
    currency: str
    lines: tuple[Credited, ...]

    @property
    def net(self) -> int:
        """Minor units without tax."""
        return sum(line.net for line in self.lines)

    @property
    def tax(self) -> int:
        """Minor units of tax."""
        return sum(line.tax for line in self.lines)


def credit_note(
    settlement: Settlement, texts: Texts, *, number: str, issued_on: date, seller: Sender, buyer: Addressee
) -> CreditNote:
    """The credit note of an account; NothingToCredit where nothing is given back against an invoice."""
    items = [item for item in settlement.items if item.credited and item.lines[-1].what not in NO_CREDIT]
    if not items:
        raise NothingToCredit(N_("Nothing is credited in this account, so there is no credit note to issue."))
    lines = _adjusted(tuple(_line(item, texts, settlement) for item in items), items, settlement)
    return CreditNote(number, issued_on, seller, buyer, settlement.currency, lines)


def _line(item: Item, texts: Texts, settlement: Settlement) -> Credited:
    gross = Decimal(item.credited)
    over = gross * item.tax / (100 + item.tax) if item.included else gross * item.tax / 100
    tax = rounded(over, settlement.rounding)
    net = item.credited - tax if item.included else item.credited
    return Credited("; ".join(words(line, texts) for line in item.lines), item.invoice, net, tax, item.tax)


def _adjusted(lines: tuple[Credited, ...], items: list[Item], settlement: Settlement) -> tuple[Credited, ...]:
    """Tax on top is counted once for all lines of a rate, as in the account; the last of them takes the difference."""
    made = list(lines)
    for rate in {item.tax for item in items if not item.included}:
        places = [place for place, item in enumerate(items) if item.tax == rate and not item.included]
        whole = rounded(Decimal(sum(made[place].net for place in places)) * rate / 100, settlement.rounding)
        last = made[places[-1]]
        rest = whole - sum(made[place].tax for place in places)
        made[places[-1]] = Credited(last.words, last.invoice, last.net, last.tax + rest, last.percent)
    return tuple(made)


def as_csv(note: CreditNote) -> str:
    """One row for each line; text never becomes a formula."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    for line in note.lines:
        net, tax, gross = (Money(one, note.currency).amount for one in (line.net, line.tax, line.net + line.tax))  # fmt: skip
        told = (
            harmless(note.number),
            note.issued_on.isoformat(),
            harmless(line.words),
            harmless(line.invoice),
        )
        rows.writerow((*told, net, line.percent, tax, gross, note.currency))
    return written.getvalue()


def as_ubl(note: CreditNote) -> bytes:
    """The document as UBL 2.1 XML."""
    for prefix, space in (("", UBL), ("cac", CAC), ("cbc", CBC)):
        ET.register_namespace(prefix, space)
    root = ET.Element(f"{{{UBL}}}CreditNote")
    _basic(root, "UBLVersionID", "2.1")
    _basic(root, "ID", note.number)
    _basic(root, "IssueDate", note.issued_on.isoformat())
    _basic(root, "DocumentCurrencyCode", note.currency)
    for invoice in dict.fromkeys(line.invoice for line in note.lines if line.invoice):
        _basic(_group(_group(root, "BillingReference"), "InvoiceDocumentReference"), "ID", invoice)
    _party(_group(root, "AccountingSupplierParty"), note.seller.name, note.seller.address)
    _party(_group(root, "AccountingCustomerParty"), note.buyer.name, note.buyer.address)
    _taxes(_group(root, "TaxTotal"), note)
    totals = _group(root, "LegalMonetaryTotal")
    gross = note.net + note.tax
    for name, minor in (("LineExtensionAmount", note.net), ("TaxExclusiveAmount", note.net), ("TaxInclusiveAmount", gross), ("PayableAmount", gross)):  # fmt: skip
        _amount(totals, name, minor, note.currency)
    for number, line in enumerate(note.lines, 1):
        _entry(_group(root, "CreditNoteLine"), number, line, note.currency)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _taxes(total: ET.Element, note: CreditNote) -> None:
    _amount(total, "TaxAmount", note.tax, note.currency)
    for rate, net, tax in _by_rate(note):
        part = _group(total, "TaxSubtotal")
        _amount(part, "TaxableAmount", net, note.currency)
        _amount(part, "TaxAmount", tax, note.currency)
        _category(_group(part, "TaxCategory"), rate)


def _by_rate(note: CreditNote) -> Iterator[tuple[Decimal, int, int]]:
    for rate in sorted({line.percent for line in note.lines}):
        lines = [line for line in note.lines if line.percent == rate]
        yield rate, sum(line.net for line in lines), sum(line.tax for line in lines)


def _entry(entry: ET.Element, number: int, line: Credited, currency: str) -> None:
    _basic(entry, "ID", str(number))
    _basic(entry, "CreditedQuantity", "1", unitCode="C62")
    _amount(entry, "LineExtensionAmount", line.net, currency)
    item = _group(entry, "Item")
    _basic(item, "Name", line.words)
    _category(_group(item, "ClassifiedTaxCategory"), line.percent)
    _amount(_group(entry, "Price"), "PriceAmount", line.net, currency)


def _category(category: ET.Element, rate: Decimal) -> None:
    _basic(category, "ID", "S" if rate else "Z")
    _basic(category, "Percent", f"{rate.normalize():f}")
    _basic(_group(category, "TaxScheme"), "ID", "VAT")


def _party(role: ET.Element, name: str, address: tuple[str, ...]) -> None:
    party = _group(role, "Party")
    _basic(_group(party, "PartyName"), "Name", name)
    if address:
        place = _group(party, "PostalAddress")
        for line in address:
            _basic(_group(place, "AddressLine"), "Line", line)
    _basic(_group(party, "PartyLegalEntity"), "RegistrationName", name)


def _group(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{CAC}}}{name}")


def _basic(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, f"{{{CBC}}}{name}", attributes).text = plain(text)


def _amount(parent: ET.Element, name: str, minor: int, currency: str) -> None:
    _basic(parent, name, f"{Money(minor, currency).amount:f}", currencyID=currency)
