"""The ideal and the non-ideal client: a range for each feature, learned from clients, changed by hand in profile.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from amicable.i18n import N_
from amicable.refusal import Refusal

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

FILE = "profile.toml"
FEWEST = 5
"""Clients below which a side is not described."""
INNER = (0.25, 0.5, 0.75)
"""A range holds the middle half, so that one loud client does not paint the picture."""


class ProfileUnclear(Refusal):
    """profile.toml says something that cannot be meant."""


@dataclass(frozen=True)
class Range:
    """Where the middle half of some clients lies, and the middle itself."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class Sides:
    """One feature on either side; None: too few clients to say."""

    ideal: Range | None
    non_ideal: Range | None
    by_hand: bool = False
    """Whether a person wrote any of it."""


@dataclass(frozen=True)
class Profile:
    """Both sides, feature by feature."""

    features: Mapping[str, Sides]
    learned_from: str
    """"marked": from clients that somebody marked as wanted or not; "best_and_worst": from the figures."""
    ideal_clients: int
    non_ideal_clients: int


def learned(values: Mapping[str, Numbers], good: Flags, bad: Flags, learned_from: str) -> Profile:
    """The profile of the clients that are `good` beside those that are `bad`; `values` by feature, along the clients."""
    sides = {name: Sides(spread(each[good]), spread(each[bad])) for name, each in values.items()}
    return Profile(sides, learned_from, int(good.sum()), int(bad.sum()))


def spread(values: Numbers) -> Range | None:
    """The range of `values` (nan: unknown); None where fewer than `FEWEST` are known."""
    known = values[~np.isnan(values)]
    return Range(*map(float, np.quantile(known, INNER))) if len(known) >= FEWEST else None


def edited(profile: Profile, path: Path, scale: Mapping[str, float]) -> Profile:
    """`profile` with what a person wrote into `path`; `scale`: units of the file -> units of the values, by feature."""
    written = _read(path)
    features = dict(profile.features)
    for name, given in written.items():
        if name not in features:
            near = get_close_matches(name, features, n=1) or sorted(features)
            raise ProfileUnclear(N_("“{name}” in {file} is no feature. There is: {known}."), name=name, file=path.name, known=", ".join(near))  # fmt: skip
        if given.get("off") is True:
            del features[name]
            continue
        sides = {
            side: _range(given[side], name, path, scale.get(name, 1.0))
            for side in ("ideal", "non_ideal")
            if side in given
        }
        features[name] = replace(features[name], by_hand=bool(sides), **sides)
    return replace(profile, features=features)


def as_toml(profile: Profile, scale: Mapping[str, float]) -> str:
    """The profile as a file to be changed by hand."""
    parts = []
    for name, sides in profile.features.items():
        each = {"ideal": sides.ideal, "non_ideal": sides.non_ideal}
        rows = [
            f"{side} = [{one.low / scale.get(name, 1.0):.6g}, {one.high / scale.get(name, 1.0):.6g}]\n"
            for side, one in each.items()
            if one
        ]
        if rows:
            parts.append(f"[features.{name}]\n{''.join(rows)}")
    return "\n".join(parts)


def _read(path: Path) -> Mapping[str, Mapping[str, object]]:
    if not path.exists():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileUnclear(
            N_(
                "{file} cannot be read as TOML ({error}). Correct it, or move it away to use what is learned."
            ),
            file=path.name,
            error=error,
        ) from error
    features = found.get("features", {})
    if set(found) - {"features"} or not isinstance(features, dict) or not all(isinstance(one, dict) for one in features.values()):  # fmt: skip
        raise ProfileUnclear(
            N_(
                "{file} holds something else than features. Write, for example: [features.late_payment] ideal = [0, 0.1]"
            ),
            file=path.name,
        )
    return features


def _range(given: object, name: str, path: Path, scale: float) -> Range:
    if (
        not isinstance(given, list)
        or len(given) != 2  # noqa: PLR2004 (from, to)
        or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in given)
        or given[0] > given[1]
    ):
        raise ProfileUnclear(
            N_(
                "The range {range} of {name} in {file} is not two numbers, the lower one first. Write for example [0, 0.1]."
            ),
            range=given,
            name=name,
            file=path.name,
        )
    low, high = (float(one) * scale for one in given)
    return Range(low, (low + high) / 2, high)
