"""The firm's settings for a review: which signs, which thresholds, how sure to be."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.signs import Sign, all_signs

SECTIONS = ("version", "criteria", "signs")
"""What a file of criteria may hold."""
LIMITS = {"sure": 1, "false_alarms": 1, "points": 100}
"""Settings of the whole review, and the most that each can be."""
HEAVIEST = 10
"""The most that one strong sign can weigh."""


class UnknownCriterion(Refusal):
    """The criteria name something that does not exist."""


@dataclass(frozen=True)
class Criteria:
    """Thresholds of one review. `signs` maps a sign's name to the parameters that differ from the shipped ones."""

    version: str = N_("shipped")
    sure: float = 0.9
    """Probability from which a sign counts as strong."""
    false_alarms: float = 0.05
    """Share of false alarms accepted among the strong signs (false discovery rate)."""
    points: float = 2.0
    """Points from which a client is named."""
    signs: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)
    """Points of a strong sign, where the firm sets others than those of its gravity."""

    def in_force(self) -> tuple[Sign, ...]:
        """The signs that are switched on, each with its parameters."""
        chosen = {name: sign for name, sign in all_signs().items() if name not in self.off}
        return tuple(sign.with_parameters(**self.signs.get(name, {})) for name, sign in chosen.items())

    def sign(self, name: str) -> Sign:
        """The sign `name` with the parameters in force."""
        return _known(name).with_parameters(**self.signs.get(name, {}))

    def weight(self, sign: Sign) -> float:
        """Points that a client gets for showing the sign strongly."""
        return self.weights.get(sign.name, sign.gravity.weight)

    def changed(self, assignments: list[str]) -> "Criteria":
        """These criteria with "late_payment.grace_days=0" or "sure=0.95" set for one run."""
        criteria = self
        for assignment in assignments:
            criteria = criteria._set(assignment)
        return criteria

    def _set(self, assignment: str) -> "Criteria":
        name, equals, text = (part.strip() for part in assignment.partition("="))
        value = _value(text)
        if not equals or value is None:
            raise UnknownCriterion(
                N_(
                    "“{assignment}” is not a setting. Write NAME=VALUE, for example late_payment.grace_days=0."
                ),
                assignment=assignment,
            )
        sign, dot, parameter = name.partition(".")
        version = f"{self.version} + {name}={text}"
        if not dot:
            if name not in LIMITS:
                _suggest(name, [*LIMITS, *all_signs()])
            if not 0 < value <= LIMITS[name]:
                raise UnknownCriterion(
                    N_("{name} lies between 0 and {most}; {value} does not."),
                    name=name,
                    most=LIMITS[name],
                    value=text,
                )
            return replace(self, version=version, **{name: float(value)})  # type: ignore[arg-type]
        if parameter == "on":
            _known(sign)
            return replace(self, version=version, off=self.off - {sign} if value else self.off | {sign})
        if parameter == "weight":
            return replace(self, version=version, weights={**self.weights, sign: _weight(sign, value)})
        _known(sign).with_parameters(**{parameter: value})
        return replace(
            self, version=version, signs={**self.signs, sign: {**self.signs.get(sign, {}), parameter: value}}
        )


def load(path: Path) -> Criteria:
    """Criteria from a TOML file: [criteria] and one [signs.NAME] per sign that differs."""
    try:
        return read(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise _unreadable(path.name, error) from error


def read(text: str, name: str) -> Criteria:
    """Criteria from the text of such a file; `name` is what refusals call it."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(name, error) from error
    for section in written:
        if section not in SECTIONS:
            _suggest(section, list(SECTIONS))
    criteria = Criteria(version=str(written.get("version", name)))
    assignments = [f"{one}={_written(value)}" for one, value in _table(written, "criteria").items()]
    signs = _table(written, "signs")
    for sign in signs:
        assignments += [f"{sign}.{one}={_written(value)}" for one, value in _table(signs, sign).items()]
    return replace(criteria.changed(assignments), version=criteria.version)


def _unreadable(name: str, error: Exception) -> UnknownCriterion:
    return UnknownCriterion(
        N_(
            "{path} cannot be read as TOML ({error}). Correct it, or move it away to use the shipped criteria."
        ),
        path=name,
        error=error,
    )


def text(criteria: Criteria) -> str:
    """The criteria as a file that a person can read and compare; `load` reads it back."""
    general = [f"{name} = {getattr(criteria, name):g}" for name in LIMITS]
    lines = [f"version = {json.dumps(criteria.version, ensure_ascii=False)}", "", "[criteria]", *general]
    for name in sorted({*criteria.signs, *criteria.off, *criteria.weights}):
        settings = dict(criteria.signs.get(name, {}))
        if name in criteria.weights:
            settings["weight"] = criteria.weights[name]
        if name in criteria.off:
            settings["on"] = False
        lines += ["", f"[signs.{name}]", *(f"{one} = {_written(value)}" for one, value in settings.items())]
    return "\n".join(lines) + "\n"


def _weight(sign: str, value: float) -> float:
    if not 0 <= value <= HEAVIEST:
        raise UnknownCriterion(
            N_("The weight of {sign} lies between 0 and {most}; {value} does not."),
            sign=_known(sign).name,
            most=HEAVIEST,
            value=value,
        )
    return float(value)


def _table(written: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = written.get(name, {})
    if not isinstance(table, Mapping):
        raise UnknownCriterion(
            N_("“{name}” is to be a table of settings in the criteria, not “{value}”."),
            name=name,
            value=table,
        )
    return table


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(text: str) -> int | float | None:
    if text in ("true", "false"):
        return int(text == "true")
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return None


def _known(name: str) -> Sign:
    if name not in all_signs():
        _suggest(name, list(all_signs()))
    return all_signs()[name]


def _suggest(name: str, known: list[str]) -> None:
    near = get_close_matches(name, known, n=1)
    if near:
        raise UnknownCriterion(N_("There is no “{name}”. Did you mean {near}?"), name=name, near=near[0])
    raise UnknownCriterion(N_("There is no “{name}”. There are: {known}."), name=name, known=", ".join(known))
