import pytest

from amicable.engines.linkage import keys
from amicable.engines.linkage.company_forms import AFTER, BEFORE


@pytest.mark.parametrize(
    ("written", "name", "form"),
    [
        ("Kowalska Księgowość Sp. z o.o.", "kowalska księgowość", "spzoo"),
        ("KOWALSKA  KSIĘGOWOŚĆ sp.zo.o.", "kowalska księgowość", "spzoo"),
        ("Budowa Nowak spółka jawna", "budowa nowak", "spj"),
        ("Acme, Ltd.", "acme", "ltd"),
        ("ACME Limited", "acme", "ltd"),
        ("Acme L.L.C.", "acme", "llc"),
        ("Talleres Vega, S.L.U.", "talleres vega", "sl"),
        ("Talleres Vega S. L.", "talleres vega", "sl"),
        ("Bodegas del Sur, S.A.", "bodegas del sur", "sa"),
        ("Forn del Paral·lel SCCL", "forn del parallel", "sccl"),
        ("Virtanen Oy", "virtanen", "oy"),
        ("Oy Virtanen Ab", "virtanen", "oy"),
        ("Nordvik Oyj", "nordvik", "oyj"),
        ("T:mi Virtanen", "virtanen", "tmi"),
        ("Korhonen Ky", "korhonen", "ky"),
        ("Công ty TNHH Một Thành Viên Hoa Mai", "hoa mai", "tnhh"),
        ("CTY TNHH MTV Hoa Mai", "hoa mai", "tnhh"),
        ("Cong ty CP Hoa Mai", "hoa mai", "cp"),
        ("Müller Bau GmbH & Co. KG", "müller bau", "gmbhcokg"),
        ("SARL Dupont", "dupont", "sarl"),
        ("J. P. Morgan", "jp morgan", None),
        ("Joe's Diner", "joes diner", None),
    ],
)
def test_a_name_is_known_without_its_legal_form(written, name, form):
    assert keys.company(written) == (name, form)


def test_a_single_letter_before_the_legal_form_belongs_to_the_name():
    assert keys.company("Plan B, S.L.") == ("plan b", "sl")


def test_a_name_that_is_nothing_but_a_legal_form_stays_as_it_is():
    assert keys.company("Limited") == ("limited", None)


def test_an_empty_name_is_no_key():
    assert keys.company(" - ") == keys.company(None) == (None, None)


def test_two_ways_to_store_the_same_letters_are_one_name():
    assert keys.company("Hoa\u0300 Ma\u0303i") == keys.company("Hoà Mãi")


def test_vietnamese_marks_tell_two_names_apart_and_only_the_weaker_key_drops_them():
    assert keys.company("Hoa Mai") != keys.company("Hoà Mãi")
    assert keys.unmarked("hoà mãi đường łódź") == "hoa mai duong lodz"


def test_every_spelling_of_a_legal_form_is_written_as_names_are_read():
    for spelling in "|".join([*AFTER.values(), *BEFORE.values()]).split("|"):
        assert keys.plain(spelling) == spelling


@pytest.mark.parametrize("written", ["PL 123-456-32-18", "1234563218", "pl1234563218", "123 456 32 18"])
def test_a_tax_number_is_known_without_blanks_and_country(written):
    assert keys.tax_number(written) == "1234563218"


@pytest.mark.parametrize("written", [None, "", "n/a", "12345", "000-000-00-00", "none yet"])
def test_what_fills_an_empty_cell_is_no_tax_number(written):
    assert keys.tax_number(written) is None


def test_a_cell_may_hold_several_addresses():
    assert keys.addresses("Anna <Anna@Acme.com>; billing@acme.com, anna@acme.com") == [
        "anna@acme.com",
        "billing@acme.com",
    ]


@pytest.mark.parametrize(
    "address", ["a@gmail.com", "a@yahoo.co.uk", "a@outlook.es", "a@wp.pl", "a@luukku.com", None]
)
def test_a_domain_open_to_everybody_is_no_key(address):
    assert keys.domain(address) is None


def test_a_domain_that_begins_like_an_open_one_is_a_key():
    assert keys.domain("a@outlook.acme.com") == "outlook.acme.com"


def test_a_telephone_number_is_the_same_with_and_without_its_country():
    assert keys.phone("+34 93 123 45 67") == keys.phone("0034931234567") == keys.phone("931 234 567")


@pytest.mark.parametrize("written", [None, "ext. 12", "0000000000"])
def test_what_nobody_can_be_called_by_is_no_telephone_number(written):
    assert keys.phone(written) is None


def test_a_country_is_two_letters_or_unknown():
    assert [keys.country(code) for code in ("es", "UK", "Spain", None)] == ["ES", "GB", None, None]
