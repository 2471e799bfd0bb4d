"""A small firm with twelve clients, one of which leaves; everything that names that one stands in WHO."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp

from amicable.engines.ledger import Ledger
from amicable.importing import import_files

LEAVER = "own:quill-7714"
NAME = "Quillon Threlkeld Oy"
PERSON = "Isaura Threlkeld"
EMAIL = "isaura@threlkeld.example"
WHO = (
    "quill-7714", NAME, PERSON, EMAIL, "office@quillon.example",
    "+358 40 555 0199", "+358 40 555 0188", "FI31415926", "Quillon", "Threlkeld",
)  # fmt: skip
"""What names the client and its people in the records."""
CLIENTS = 12
MESSAGES = (
    ("m1", "in", "2025-11-03T09:00:00", "The usual", f"Where are our payslips? {PERSON}", EMAIL),
    ("m2", "out", "2025-11-03T11:00:00", "The usual", f"Dear {PERSON}, they are on your desk.", EMAIL),
)
Row = Mapping[str, object]
SAID = {
    "fi": {
        "reasons": "Laskut maksettiin keskimäärin kuukauden myöhässä, eikä mikään sovittu muuttanut sitä.",
        "place": "Kahvihuone Tervapääsky",
        "notes": "Hän kuunteli rauhassa ja kysyi tiedostoista.",
        "said": "Kerrottiin päivä ja syy; hän toivoi selvää luetteloa.",
        "successor": "Tilitoimisto Hopeakuu",
        "third": "Pankki Aurinkolahti",
        "system": "Verkkolevy Kuukkeli",
        "holder": "Sanelma Ilmarinen",
        "service": "Kirjanpito ja palkat Kuukkelille",
        "open": "Tammikuun palkat ovat kesken, muu on valmista.",
        "file": "palkkalaskelmat-kuukkeli.pdf",
        "missing": "Palkkalaskelma Kuukkelin kesästä puuttuu.",
        "answer": "Se on nyt mukana, pahoittelemme viivettä.",
        "accept": "Sovittu puhelimessa Ilmarisen kanssa.",
        "again": "Lopettaminen helpotti viikkojamme Tervapääskyssä.",
        "turn": "Tilitoimisto Hopeakuu, kysykää Sanelmaa",
        "thanks": "Kiitos näistä vuosista ja Naantalin kesäpäivistä.",
    },
    "vi": {
        "reasons": "Hóa đơn được thanh toán muộn trung bình một tháng, và những gì đã thỏa thuận không thay đổi được.",
        "place": "Phòng Hoa Phượng",
        "notes": "Chị ấy lắng nghe và hỏi về hồ sơ.",
        "said": "Đã nói ngày và lý do; chị ấy mong một danh sách rõ ràng.",
        "successor": "Văn phòng kế toán Trăng Bạc",
        "third": "Ngân hàng Vịnh Nắng",
        "system": "Ổ đĩa chung Chim Sẻ",
        "holder": "Lê Thị Mỹ Duyên",
        "service": "Sổ sách và bảng lương cho Chim Sẻ",
        "open": "Lương tháng Giêng còn dở, việc khác đã xong.",
        "file": "bảng-lương-chim-sẻ.pdf",
        "missing": "Còn thiếu bảng lương mùa hè của Chim Sẻ.",
        "answer": "Nay đã có, xin lỗi vì chậm trễ.",
        "accept": "Đã thống nhất qua điện thoại với Mỹ Duyên.",
        "again": "Kết thúc giúp những tuần ở Hoa Phượng nhẹ hơn.",
        "turn": "Văn phòng Trăng Bạc, hỏi Mỹ Duyên",
        "thanks": "Cảm ơn những năm vừa qua và chuyến đi Hội An.",
    },
}
"""What people type while the client leaves, by language; nobody else says so."""


def _clients() -> Iterator[Row]:
    for number in range(CLIENTS):
        leaves = number == 0
        yield {
            "client_id": "quill-7714" if leaves else f"mill-{number}",
            "name": NAME if leaves else f"Mill {number} Ltd",
            "email": "office@quillon.example" if leaves else f"office@mill{number}.example",
            "phone": "+358 40 555 0199" if leaves else "",
            "tax_number": "FI31415926" if leaves else "",
            "kind": "business",
            "since_on": "2021-03-01",
        }


def _id(number: int) -> str:
    return "quill-7714" if number == 0 else f"mill-{number}"


def _invoices(years: Sequence[int]) -> Iterator[Row]:
    """One a month and client; the one that leaves pays four weeks late, and has none after 2025."""
    for year in years:
        for month in range(1, 13):
            for number in range(0 if year <= 2025 else 1, CLIENTS):
                key = f"{_id(number)}-{year}-{month}"
                yield {
                    "invoice_id": key,
                    "number": key,
                    "client_id": _id(number),
                    "issued_on": f"{year}-{month:02d}-01",
                    "due_on": f"{year}-{month:02d}-02",
                    "paid_on": f"{year}-{month:02d}-{28 if number == 0 else 3}",
                    "total": f"{100 + number}.00",
                    "currency": "EUR",
                }


def _hours(years: Sequence[int]) -> Iterator[Row]:
    for year in years:
        for month in range(1, 13):
            for number in range(0 if year <= 2025 else 1, CLIENTS):
                yield {
                    "entry_id": f"h-{_id(number)}-{year}-{month}",
                    "client_id": _id(number),
                    "staff_id": "eva",
                    "worked_on": f"{year}-{month:02d}-05",
                    "seconds": 7200,
                    "billable": "true",
                    "note": f"Books, after a call with {PERSON}" if number == 1 else "Books",
                }


def _write(folder: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as written:
            table = csv.DictWriter(written, list(rows[0]))
            table.writeheader()
            table.writerows(rows)


@cache
def _made() -> Path:
    place = Path(mkdtemp(prefix="amicable-quill-"))
    names = ("message_id", "direction", "sent_at", "subject", "body", "contact")
    tables: dict[str, Sequence[Row]] = {
        "clients": list(_clients()),
        "contacts": [{"contact_id": "P1", "client_id": "quill-7714", "name": PERSON, "email": EMAIL, "phone": "+358 40 555 0188"}],
        "engagements": [{"engagement_id": "E1", "client_id": "quill-7714", "title": "Bookkeeping", "started_on": "2021-03-01", "notice_days": 30, "currency": "EUR"}],
        "invoices": list(_invoices((2024, 2025))),
        "time_entries": list(_hours((2024, 2025))),
        "messages": [dict(zip(names, one, strict=True)) | {"client_id": "quill-7714"} for one in MESSAGES],
    }  # fmt: skip
    _write(place / "exports", tables)
    opened = Ledger.open(place / "ledger").set_firm(currency="EUR", name="Puig & Lee", zone="Europe/Helsinki")
    import_files(opened, [place / "exports"], at=datetime(2026, 1, 5, tzinfo=UTC))
    return place / "ledger"


def records(settings, place: Path) -> Path:
    """The firm's ledger, copied to `place`, as the one that the application works on."""
    copytree(_made(), place)
    settings.DEPLOYMENT = replace(settings.DEPLOYMENT, ledger=place)
    settings.MEDIA_ROOT = str(settings.DEPLOYMENT.files)
    return place


def year_after(folder: Path, scratch: Path, year: int, at: date) -> None:
    """The firm's records of one more year, in which the one that left has no part."""
    _write(scratch, {"invoices": list(_invoices((year,))), "time_entries": list(_hours((year,)))})
    import_files(Ledger.open(folder), [scratch], at=datetime(at.year, at.month, at.day, tzinfo=UTC))
