"""Which backups of a folder are kept: the newest of each of the last days, and of each of the last weeks, that have any."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

NAME = re.compile(r"amicable-(\d{4}-\d{2}-\d{2})(?:T(\d{6})Z)?\.tar\.(?:zst|gz)")
"""What we name backups; whatever else lies in the folder is not ours to remove."""
Moments = Iterable[datetime]


def name_of(at: datetime) -> str:
    """The name of a backup made at this moment."""
    return f"amicable-{at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.tar.zst"


def keep(folder: Path, *, daily: int, weekly: int) -> list[Path]:
    """Remove what is no longer wanted; what was removed, oldest first. The newest backup stays whatever is asked."""
    found = dict(_backups(folder))
    gone = sorted(found.keys() - wanted(found, daily=daily, weekly=weekly))
    for moment in gone:
        found[moment].unlink()
    return [found[moment] for moment in gone]


def wanted(moments: Moments, *, daily: int, weekly: int) -> frozenset[datetime]:
    """Those that are kept."""
    newest = sorted(moments, reverse=True)
    return frozenset(newest[:1]) | _newest(newest, daily, datetime.date) | _newest(newest, weekly, _week)


def _newest(newest_first: Moments, count: int, of: Callable[[datetime], date]) -> frozenset[datetime]:
    """The newest of each of the `count` latest days, or weeks."""
    found: dict[date, datetime] = {}
    for moment in newest_first:
        found.setdefault(of(moment), moment)
    return frozenset(list(found.values())[: max(count, 0)])


def _week(moment: datetime) -> date:
    """The Monday of its week."""
    return date.fromordinal(moment.toordinal() - moment.weekday())


def _backups(folder: Path) -> Iterator[tuple[datetime, Path]]:
    """Moment and place of each backup."""
    for path in folder.iterdir():
        if found := NAME.fullmatch(path.name):
            yield datetime.strptime(f"{found[1]} {found[2] or '000000'}Z", "%Y-%m-%d %H%M%S%z"), path
