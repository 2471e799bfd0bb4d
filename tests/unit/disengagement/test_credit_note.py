"""The credit note: what the account gives back against an invoice, as the accounting system takes it."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given, settings

from amicable.disengagement.credit_note import CAC, CBC, NothingToCredit, as_csv, as_ubl, credit_note
from amicable.disengagement.parting import Addressee, Sender
from amicable.disengagement.settlement import (
    credited,
    deposit,
    goodwill,
    open_invoice,
    prepaid,
    settle,
    unbilled,
    waived,
)
from amicable.disengagement.texts import Texts
from tests.unit.disengagement.partings import END, euros, settlement
from tests.unit.disengagement.test_settlement import accounts

NAMES = {"cac": CAC, "cbc": CBC}
SCHEMA = Path(__file__).parent / "ubl-2.1-credit-note.zip"
"""UBL-CreditNote-2.1.xsd and the modules that it needs, unchanged, as OASIS published them on 4 November 2013.

Each file holds the notice that allows to copy it. The modules for signatures, which are not all of OASIS, are left out;
they declare nothing that a credit note without a signature uses.
"""


def note(made, name="Kowalska Ltd"):
    return credit_note(made, Texts("en"), number="CN-1", issued_on=date(2027, 1, 5), seller=Sender("Puig & Lee", address=("2 High Street",)), buyer=Addressee(name))  # fmt: skip


def parsed(xml):
    return ET.fromstring(xml)  # noqa: S314 (written a moment ago by ourselves)


def amount(root, path):
    return Decimal(root.find(path, NAMES).text)


def test_states_what_the_account_gives_back():
    root = parsed(as_ubl(note(settlement())))
    assert amount(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == Decimal("577.20")
    assert amount(root, "cac:TaxTotal/cbc:TaxAmount") == Decimal("96.20")
    assert [
        amount(line, "cbc:LineExtensionAmount") for line in root.findall("cac:CreditNoteLine", NAMES)
    ] == [300, 181]


@settings(max_examples=60)
@given(accounts())
def test_lines_and_tax_add_up_in_every_currency(made):
    try:
        root = parsed(as_ubl(note(made)))
    except NothingToCredit:
        return
    net = sum(amount(line, "cbc:LineExtensionAmount") for line in root.findall("cac:CreditNoteLine", NAMES))
    tax = sum(amount(part, "cbc:TaxAmount") for part in root.findall("cac:TaxTotal/cac:TaxSubtotal", NAMES))
    assert amount(root, "cac:TaxTotal/cbc:TaxAmount") == tax
    assert amount(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == net + tax


def test_names_the_invoices_that_it_credits():
    made = settle([waived("18", euros(121), tax=Decimal(21)), credited("16", euros(60))], currency="EUR")
    root = parsed(as_ubl(note(made)))
    assert [one.text for one in root.findall("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID", NAMES)] == ["18", "16"]  # fmt: skip
    assert amount(root, "cac:TaxTotal/cbc:TaxAmount") == 21


@pytest.mark.parametrize(
    "items", [[], [open_invoice("1", euros(5))], [unbilled("A", euros(5))], [deposit("Keys", euros(5))]]
)
def test_where_nothing_is_credited_there_is_no_credit_note(items):
    with pytest.raises(NothingToCredit):
        note(settle(items, currency="EUR"))


def test_the_csv_has_a_row_for_each_line_and_no_formula():
    made = settle([goodwill("=1+1", euros(12.1), tax=Decimal(21))], currency="EUR")
    (row,) = csv.DictReader(io.StringIO(as_csv(note(made))))
    assert (row["net"], row["tax"], row["gross"], row["currency"]) == ("10.00", "2.10", "12.10", "EUR")
    assert row["description"] == "Goodwill: =1+1"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The published schema of a credit note."""
    folder = tmp_path_factory.mktemp("ubl")
    with zipfile.ZipFile(SCHEMA) as files:
        files.extractall(folder)
    with pytest.warns(xmlschema.XMLSchemaImportWarning, match="CommonSignatureComponents"):
        return xmlschema.XMLSchema(folder / "maindoc" / "UBL-CreditNote-2.1.xsd")


@pytest.mark.parametrize("name", ["Kowalska Ltd", "<b>&\x00", "Nguyễn"])
def test_is_valid_by_the_published_schema(published, name):
    year = prepaid("Care", euros(365), first=date(2026, 7, 1), last=date(2027, 6, 30), end_on=END, tax=Decimal("25.5"))  # fmt: skip
    made = settle([year, waived("18", euros(121), tax=Decimal(21)), goodwill("A sign", euros(9))], currency="EUR")  # fmt: skip
    published.validate(ET.ElementTree(parsed(as_ubl(note(made, name)))))


def test_the_published_schema_would_find_a_fault(published):
    written = as_ubl(note(settlement())).replace(b"LineExtensionAmount", b"LineAmount")
    assert not published.is_valid(ET.ElementTree(parsed(written)))


def test_text_of_others_stays_text():
    root = parsed(as_ubl(note(settlement(), '<b> & "x"\x07')))
    assert (
        root.find("cac:AccountingCustomerParty/cac:Party/cac:PartyName/cbc:Name", NAMES).text == '<b> & "x"'
    )
