"""The ten examples in the manual come out as the manual says."""

import re
from pathlib import Path

import pytest

from amicable.disengagement.drafting.given import read
from amicable.disengagement.settlement import settle

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "final-account.md"
EXAMPLES = re.findall(r"^## \d+\. (.+?)$.*?^```toml\n(.*?)^```\n+\*\*(.+?)\*\*", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)  # fmt: skip


def test_there_are_ten():
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize(("title", "written", "result"), EXAMPLES, ids=[one[0] for one in EXAMPLES])
def test_comes_out_as_the_page_says(title, written, result, tmp_path):
    (tmp_path / "parting.toml").write_text(written, encoding="utf-8")
    made = settle(read(tmp_path / "parting.toml", currency="EUR").items, currency="EUR")
    says = f"You pay {made.due.amount} EUR." if made.due.minor else f"We pay {made.refund.amount} EUR." if made.refund.minor else "Nothing is open."  # fmt: skip
    assert says == result
