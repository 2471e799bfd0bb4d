import pytest

from amicable.connectors import guess, load_mapping, read
from amicable.evidence import Firm
from amicable.refusal import Refusal

INVOICES = {
    "en": "Invoice number,Customer,Invoice date,Due date,Total,Currency",
    "es": "Número de factura,Cliente,Fecha de factura,Vencimiento,Importe total,Moneda",
    "ca": "Factura,Client,Data factura,Venciment,Import total,Moneda",
    "pl": "Numer faktury,Nabywca,Data wystawienia,Termin płatności,Razem brutto,Waluta",
    "fi": "Laskunumero,Asiakas,Laskun päivämäärä,Eräpäivä,Yhteensä,Valuutta",
    "vi": "Số hóa đơn,Khách hàng,Ngày hóa đơn,Ngày đến hạn,Tổng cộng,Loại tiền",
}
ROWS = "\n1,Ann,31/01/2021,15/02/2021,10.50,EUR\n2,Bob,01/02/2021,16/02/2021,20.00,EUR\n"


@pytest.mark.parametrize("language", INVOICES)
def test_proposes_a_mapping_for_invoices_in_six_languages(tmp_path, language):
    path = tmp_path / "list.csv"
    path.write_text(INVOICES[language] + ROWS)
    proposed = guess(path, Firm())
    (tmp_path / "map.toml").write_text(proposed.toml)

    (reading,) = read(path, firm=Firm(), mapping=load_mapping(tmp_path / "map.toml"))

    tables = {filled.table: filled.rows.read_all().to_pylist() for filled in reading.filled}
    assert [row["total"] for row in tables["invoices"]] == [1050, 2000]
    assert [row["due_on"].month for row in tables["invoices"]] == [2, 2]
    assert [row["name"] for row in tables["clients"]] == ["Ann", "Bob"]


def doubts(tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_text(content)
    return "\n".join(guess(path, Firm()).doubts)


def test_tells_how_the_mapping_fares_on_the_file(tmp_path):
    content = INVOICES["en"] + ROWS + "3,Cid,32/01/2021,,1,EUR\n"

    said = doubts(tmp_path, content)

    assert "2 of 3 rows would enter" in said
    assert "“32/01/2021” is not a date that exists" in said


def test_is_unsure_about_tax_dates_and_rivals(tmp_path):
    said = doubts(tmp_path, "Invoice number,Customer,Customer name,Date,Total\n1,7,Ann,01/02/2021,5\n")

    assert "taken for the total with tax" in said
    assert "“Customer name” could be meant as well" in said
    assert "could be day/month or month/day" in said


def test_names_columns_it_does_not_use(tmp_path):
    assert "Not used: “Colour”." in doubts(
        tmp_path, INVOICES["en"] + ",Colour" + ROWS.replace("EUR", "EUR,red")
    )


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "", "Foo;Bar\n1;2\n"])
def test_refuses_what_resembles_no_evidence(tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_text(content)

    with pytest.raises(Refusal, match=r"list\.csv"):
        guess(path, Firm())
