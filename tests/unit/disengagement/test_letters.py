"""Good letters and scripts pass in every language; bad ones are marked for what is wrong with them."""

from pathlib import Path

import pytest

from amicable.disengagement.tone import check

HERE = Path(__file__).parent


def texts(folder: str) -> list:
    return [pytest.param(path, id=path.stem) for path in sorted((HERE / folder).glob("*.txt"))]


def kind(path: Path) -> str:
    return "script" if "script" in path.stem else "letter"


@pytest.mark.parametrize("path", texts("good"))
def test_a_good_text_has_no_mark(path):
    marks = check(path.read_text(encoding="utf-8"), path.stem[:2], kind=kind(path))
    assert [(mark.rule, mark.quote) for mark in marks] == []


@pytest.mark.parametrize("path", texts("bad"))
def test_a_bad_text_is_marked_for_what_is_wrong_with_it(path):
    first, _, text = path.read_text(encoding="utf-8").partition("\n")
    wanted = set(first.removeprefix("# expect:").split())
    found = {mark.tone for mark in check(text, path.stem[:2], kind=kind(path))}
    assert wanted - found == set()
