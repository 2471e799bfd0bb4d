"""Backups by a timer: the latest days and weeks are kept, what goes is said, and nothing else in the folder is touched."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies

from amicable.engines.ledger import Ledger
from amicable.web.keeping import keep, name_of, wanted
from tests.web.command import amicable

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
MOMENTS = strategies.sets(
    strategies.integers(0, 24 * 200).map(lambda hours: NOON - timedelta(hours=hours)), max_size=40
)
COUNTS = strategies.integers(0, 9)


@given(moments=MOMENTS, daily=COUNTS, weekly=COUNTS)
def test_the_newest_stays_and_each_kept_day_and_week_keeps_its_newest(moments, daily, weekly):
    kept = wanted(moments, daily=daily, weekly=weekly)
    assert kept <= moments
    assert len(kept) <= daily + weekly + 1
    assert not moments or max(moments) in kept
    days = sorted({one.date() for one in moments}, reverse=True)[:daily]
    assert {max(one for one in moments if one.date() == day) for day in days} <= kept
    weeks = sorted({one.isocalendar()[:2] for one in moments}, reverse=True)[:weekly]
    assert {max(one for one in moments if one.isocalendar()[:2] == week) for week in weeks} <= kept
    assert wanted(kept, daily=daily, weekly=weekly) == kept


def test_a_year_of_nights_leaves_a_week_of_days_and_the_sundays_of_five_weeks(tmp_path):
    for night in range(365):
        (tmp_path / name_of(NOON - timedelta(days=364 - night))).touch()
        keep(tmp_path, daily=7, weekly=5)
    left = sorted(path.name for path in tmp_path.iterdir())
    days = [NOON - timedelta(days=one) for one in range(7)]
    sundays = [datetime(2026, 9, day, 12, tzinfo=UTC) for day in (6, 13, 20, 27)]
    assert left == sorted({name_of(one) for one in (*days, *sundays)})


def test_the_command_names_the_backup_says_what_it_removes_and_leaves_other_files(tmp_path):
    ledger, place = tmp_path / "ledger", tmp_path / "backups"
    Ledger.open(ledger)
    place.mkdir()
    for name in ("amicable-2020-01-01.tar.zst", "amicable-2020-01-02T030405Z.tar.zst", "amicable-plan.txt"):
        (place / name).touch()
    done = amicable("backup", place, "--keep-daily", "2", ledger=ledger)
    assert done.returncode == 0, done.stderr
    assert "2020-01-01.tar.zst" in done.stdout
    assert "2020-01-02" not in done.stdout
    left = {path.name for path in place.iterdir()}
    assert len(left) == 3
    assert {"amicable-plan.txt", "amicable-2020-01-02T030405Z.tar.zst"} < left


def test_without_being_asked_nothing_is_removed_and_a_file_is_no_folder_to_clear(tmp_path):
    ledger, place = tmp_path / "ledger", tmp_path / "backups"
    Ledger.open(ledger)
    place.mkdir()
    (place / "amicable-2020-01-01.tar.zst").touch()
    assert amicable("backup", place, ledger=ledger).returncode == 0
    assert len(list(place.iterdir())) == 2
    file = place / "mine.tar.zst"
    refused = amicable("backup", file, "--keep-daily", "1", ledger=ledger)
    assert (refused.returncode, "is no folder" in refused.stderr) == (2, True)
    assert not file.exists()
