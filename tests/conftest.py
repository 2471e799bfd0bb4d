"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
# how long an example takes says nothing on a machine that does other things, too
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real exports; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("AMICABLE_SHARED") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("no folder of real exports: name one in AMICABLE_SHARED")
    return folder


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """English answers, and no ledger but the test's own, whoever runs the tests."""
    monkeypatch.setenv("AMICABLE_LANG", "en")
    monkeypatch.setenv("AMICABLE_LEDGER", str(tmp_path / "ledger"))
