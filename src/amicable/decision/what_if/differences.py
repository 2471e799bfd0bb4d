"""Two versions of the criteria, compared in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from amicable.decision.criteria import Criteria
from amicable.i18n import N_, say
from amicable.signs import Sign, all_signs

GENERAL = {
    "sure": N_("A sign counts as strong from a probability of {after} on; before: {before}."),
    "false_alarms": N_("Of the strong signs, a share of {after} may be false alarms; before: {before}."),
    "points": N_("A client is named from {after} points on; before: {before}."),
}
OF_SIGN = {
    "on": N_("“{sign}” is looked at again."),
    "off": N_("“{sign}” is no longer looked at."),
    "weight": N_("A strong “{sign}” weighs {after} points; before: {before}."),
    "above": N_("“{sign}” counts from a rate of {after} on; before: {before}."),
    "times": N_("“{sign}” counts from {after} times the rate of the peers on; before: {before}."),
    "enough": N_("“{sign}” needs {after} occasions before anything is said; before: {before}."),
}
OTHER = N_("“{sign}”: now {after}, before {before}. What it sets: {setting}")


@dataclass(frozen=True)
class Difference:
    """One setting that differs."""

    name: str
    """The setting; "on" or "off" for a sign that is switched."""
    before: float
    after: float
    sign: Sign | None = None

    def said(self, language: str | None = None, number: Callable[[float], str] = "{:g}".format) -> str:
        """The difference as a whole sentence."""
        values: dict[str, object] = {"before": number(self.before), "after": number(self.after)}
        if self.sign is None:
            return say(GENERAL[self.name], language, **values)
        values["sign"] = say(self.sign.title, language)
        if self.name in OF_SIGN:
            return say(OF_SIGN[self.name], language, **values)
        return say(OTHER, language, setting=say(self.sign.about.get(self.name, ""), language) or self.name, **values)  # fmt: skip


def differences(before: Criteria, after: Criteria) -> tuple[Difference, ...]:
    """Everything in which `after` differs, the settings of the whole review first."""
    general = (
        Difference(name, getattr(before, name), getattr(after, name))
        for name in GENERAL
        if getattr(before, name) != getattr(after, name)
    )
    signs = (one for sign in all_signs().values() for one in _of_sign(sign, before, after))
    return (*general, *signs)


def _of_sign(sign: Sign, before: Criteria, after: Criteria) -> Iterator[Difference]:
    was, now = sign.name not in before.off, sign.name not in after.off
    if was != now:
        yield Difference("on" if now else "off", float(was), float(now), sign)
    if before.weight(sign) != after.weight(sign):
        yield Difference("weight", before.weight(sign), after.weight(sign), sign)
    old, new = before.sign(sign.name).parameters, after.sign(sign.name).parameters
    for name, value in new.items():
        if value != old[name]:
            yield Difference(name, float(str(old[name])), float(str(value)), sign)
