"""What is read from Kimai."""

import json
from pathlib import Path

import pytest
from tests.connectors.tables import check

from amicable.connectors.kimai import HEADERS

HERE = Path(__file__).parent
CODES = {
    "English": "en",
    "Catalan": "ca",
    "Polish": "pl",
    "Vietnamese": "vi",
    "Spanish": "es",
    "Finnish": "fi",
}
KEYS = (
    "date", "begin", "duration", "currency", "rate", "internalRate", "alias", "username", "email",
    "customer", "project", "activity", "description", "billable", "vat_id",
)  # fmt: skip


@pytest.mark.parametrize("language", HEADERS)
def test_reads_the_same_hours_in_every_language(language):
    check(
        HERE / f"{language.lower()}.csv",
        {
            "time_entries": """
            client_id         | engagement_id             | staff_id  | worked_on  | seconds | billable | amount | cost  | currency | task   | note
            Brightwater Mills | Brightwater Mills / Audit | nora lind | 2025-02-03 | 5400    | yes      | 150.00 | 60.00 | EUR      | Review | First look
            Copper & Finch    | Copper & Finch / Office   | otto berg | 2025-02-04 | 2700    | no       | 0.00   | -     | EUR      | Talk   | -
            """,
            "clients": """
            client_id         | name              | mentioned
            Brightwater Mills | Brightwater Mills | yes
            Copper & Finch    | Copper & Finch    | yes
            """,
            "staff": """
            staff_id  | name      | email
            nora lind | Nora Lind | nora@lindberg.example
            otto berg | Otto Berg | otto@lindberg.example
            """,
        },
    )


@pytest.mark.parametrize("language", HEADERS)
def test_names_columns_as_kimai_does(shared, language):
    path = shared / "formats" / "kimai" / "headers_by_language.json"
    header = json.loads(path.read_text(encoding="utf-8"))[CODES[language]]
    assert HEADERS[language] == tuple(header[key] for key in KEYS)
