"""Kimai: the timesheet export, whose header is in the user's language."""

from collections.abc import Mapping

from amicable.connectors._mapping import Fill, From, Sheet, Source
from amicable.connectors._time import TOGETHER, engagement, named_in_passing

FIELDS = (
    "date", "begin", "duration", "currency", "rate", "internal rate", "alias", "user", "email",
    "customer", "project", "activity", "description", "billable", "VAT number",
)  # fmt: skip
HEADERS: Mapping[str, tuple[str, ...]] = {
    "English": (
        "Date", "From", "Duration", "Currency", "Price", "Internal price", "Name", "User", "E-mail",
        "Customer", "Project", "Activity", "Description", "Billable", "VAT-ID",
    ),
    "Catalan": (
        "Data", "De", "Duració", "Moneda", "Preu", "Preu intern", "Nom", "Usuari", "Correu electrònic",
        "Client", "Projecte", "Activitat", "Descripció", "Facturable", "ID de l'IVA",
    ),
    "Polish": (
        "Data", "Od", "Czas trwania", "Waluta", "Stawka", "Stawka wewnętrzna", "Nazwa", "Użytkownik",
        "E-mail", "Klient", "Projekt", "Aktywność", "Opis", "Płatne", "NIP",
    ),
    "Vietnamese": (
        "Ngày", "Từ", "Thời lượng", "Tiền tệ", "Giá", "Giá nội bộ", "Tên", "Người dùng", "Email",
        "Khách hàng", "Dự án", "Hoạt động", "Mô tả", "Hóa đơn", "VAT-ID",
    ),
    "Spanish": (
        "Fecha", "De", "Duración", "Moneda", "Tarifa", "Tarifa interna", "Nombre", "Usuario",
        "Correo electrónico", "Cliente", "Proyecto", "Actividad", "Descripción", "Facturable", "CIF / NIF",
    ),
    "Finnish": (
        "Päivämäärä", "Alkaen", "Kesto", "Valuutta", "Hinta", "Sisäinen hinta", "Nimi", "Käyttäjä",
        "Sähköposti", "Asiakas", "Projekti", "Työtehtävä", "Kuvaus", "Laskutettava", "VAT-ID",
    ),
}  # fmt: skip
"""Names of FIELDS, in their order, as Kimai's translators chose them."""


def _timesheet(language: str, header: tuple[str, ...]) -> Sheet:
    """The timesheet with its header in one language."""
    named = dict(zip(FIELDS, header, strict=True))
    needed = ("date", "begin", "duration", "rate", "internal rate", "user", "customer", "project", "activity")
    client, project, person = named["customer"], named["project"], From((named["alias"], named["user"]))
    return Sheet(
        name=f"timesheet ({language})",
        needs=tuple(named[field] for field in needed),
        fills=(
            Fill(
                "time_entries",
                {
                    "entry_id": _entry(named),
                    "client_id": client,
                    "engagement_id": engagement(client, project),
                    "staff_id": person,
                    "worked_on": named["date"],
                    "seconds": named["duration"],
                    "billable": named["billable"],
                    "amount": named["rate"],
                    "cost": From(compute=f"""nullif(number("{named["internal rate"]}"), 0)"""),
                    "currency": named["currency"],
                    "task": named["activity"],
                    "note": named["description"],
                },
                keep="last",
                sums=TOGETHER,
            ),
            *named_in_passing(client, project, {"staff_id": person, "name": person, "email": named["email"]}),
        ),
    )


def _entry(named: Mapping[str, str]) -> From:
    """A corrected end replaces the entry; several entries may begin in the same minute."""
    columns = ("user", "date", "begin", "customer", "project", "activity")
    return From(compute="concat_ws(' | ', {})".format(", ".join(f'"{named[column]}"' for column in columns)))


SOURCE = Source(
    title="Kimai", sheets=tuple(_timesheet(language, header) for language, header in HEADERS.items())
)
