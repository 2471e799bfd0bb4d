"""The reference pages of what decides: policy packs, gates, remedies."""

from collections.abc import Iterable, Mapping

from markdown import code, grid

from amicable.decision.gates import Gate, all_gates
from amicable.decision.ladder import Remedy, all_remedies
from amicable.duties import CHANNELS, ELEMENTS, RECORDS, Pack, RecordClass, Rule, contradictions, packs
from amicable.signs import FAMILIES


def pages() -> Mapping[str, str]:
    """Every page of them, by its path inside `docs`."""
    found = {
        "reference/duties.md": duties_page(),
        "reference/gates.md": gates_page(),
        "reference/ladder.md": ladder_page(),
    }
    found |= {f"reference/duties/{name}.md": pack_page(pack) for name, pack in packs().items()}
    found |= {f"reference/gates/{name}.md": gate_page(gate) for name, gate in all_gates().items()}
    return found | {f"reference/ladder/{name}.md": remedy_page(one) for name, one in all_remedies().items()}


def duties_page() -> str:
    """The policy packs, and where they contradict one another."""
    intro = (
        "What a firm owes a client when it ends the relationship, by country, profession and kind of client. Every rule is "
        "dated and cited. Nothing here is legal advice: check with a lawyer. "
        "[How to edit a policy pack](../how-to/edit-a-policy-pack.md)."
    )
    rows = (
        (
            f"[{pack.title}](duties/{name}.md)",
            f"`{name}`",
            f"{pack.notice.amount} {pack.notice.unit}",
            pack.reason.replace("_", " "),
        )
        for name, pack in packs().items()
    )
    differing = (
        (
            one.question.format(about=one.about),
            ", ".join(f"`{side.pack}`: {side.value}" for side in one.sides),
            one.chosen.value,
            one.why,
        )
        for one in contradictions(packs().values())
    )
    return (
        f"# Duties\n\n{intro}\n\n{grid(('pack', 'name', 'notice', 'reason'), rows)}\n\n## Where they contradict one another\n\n"
        f"{grid(('question', 'what they say', 'choice', 'why'), differing)}"
    )


def pack_page(pack: Pack) -> str:
    """One policy pack, rule by rule."""
    places = ", ".join(pack.countries) or "any country"
    intro = f"Name: `{pack.name}`. Countries: {places}. Checked on {pack.checked_on}. **{pack.warning}**"
    chapters: tuple[tuple[str, Iterable[tuple[str, Rule]]], ...] = (
        ("Notice", [("", pack.notice)]),
        ("Reason", [(pack.reason.replace("_", " "), pack.reason_rule)]),
        ("Channels", [(f"{CHANNELS[one.name]}: {one.use}", one) for one in pack.channels]),
        ("Parts of the letter", [(ELEMENTS[one.name], one) for one in pack.elements]),
        (
            "Records",
            [(f"{RECORDS[one.name]}: {_kept(one)}", one) for one in pack.records],
        ),
        ("Gates", [(f"[{all_gates()[one.name].title}](../gates/{one.name}.md)", one) for one in pack.gates]),
        (
            "Clocks",
            [(f"{one.name}: {one.days} {'working ' if one.working else ''}days", one) for one in pack.clocks],
        ),
        ("Special causes", [(", ".join(one.causes), one) for one in pack.variations]),
        (
            "Choices made",
            [
                (f"{one.question} {one.one if one.chosen == 'one' else one.other}", one)
                for one in pack.choices
            ],
        ),
    )
    parts = [f"## {title}\n\n{_rules(rules)}" for title, rules in chapters if rules]
    sources = (
        (
            f"`{name}`",
            f"[{one.title}]({one.url})" if one.url else one.title,
            str(one.read_on) if one.seen else "from memory",
        )
        for name, one in pack.sources.items()
    )
    return "\n\n".join(
        [f"# {pack.title}", intro, *parts, f"## Sources\n\n{grid(('name', 'source', 'read on'), sources)}"]
    )


def _kept(one: RecordClass) -> str:
    counts = [
        f"{count} {unit}" for count, unit in ((one.keep_years, "years"), (one.keep_days, "days")) if count
    ]
    return f"kept {' and '.join(counts)}" if counts else "not kept"


def _rules(rules: Iterable[tuple[str, Rule]]) -> str:
    """Rules that share a sentence stand in one line."""
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for about, rule in rules:
        together.setdefault((rule.note, rule.cite), []).append(about)
    rows = (("; ".join(about), note, code(cite)) for (note, cite), about in together.items())
    return grid(("about", "rule", "source"), rows)


def gates_page() -> str:
    """The gates, each with a link to its own page."""
    intro = "A gate is a condition that forbids or delays an ending until it is cleared, or passed with a written reason."
    rows = (
        (f"[{one.title}](gates/{name}.md)", f"`{name}`", one.explanation) for name, one in all_gates().items()
    )
    return f"# Gates\n\n{intro}\n\n{grid(('gate', 'name', 'what it is about'), rows)}"


def gate_page(gate: Gate) -> str:
    """One gate: what it asks, what it holds up, who may pass it."""
    who = ", ".join(gate.override) or "nobody: it opens only when the answer is no"
    facts = [
        ("Asked", gate.question),
        ("Holds up", ", ".join(sorted(gate.blocks))),
        ("May be passed by", who),
        ("The reason must say", gate.reasons),
        ("Second reviewer", "needed" if gate.second_reviewer else "not needed"),
        ("Cooling period", f"{gate.cooling_days} days" if gate.cooling_days else "none"),
        ("Seen by", "named people only" if gate.confidential else "everybody who sees the case"),
        ("Told from evidence", gate.applies.__doc__ or ""),
    ]
    lines = "\n".join(f"- **{name}**: {value}" for name, value in facts if value)
    named = ", ".join(
        f"[{one.title}](../duties/{name}.md)"
        for name, one in packs().items()
        if gate.name in {rule.name for rule in one.gates}
    )
    return f"# {gate.title}\n\n{gate.explanation}\n\n{lines}" + (
        f"\n\nMandatory under: {named}." if named else ""
    )


def ladder_page() -> str:
    """The remedies in the order of their rungs."""
    intro = "What is tried before parting, the mildest first. Skipping a rung needs a written reason."
    rows = (
        (
            f"[{one.title}](ladder/{name}.md)",
            f"`{name}`",
            one.explanation,
            f"{one.works[0] / sum(one.works):.0%}",
        )
        for name, one in all_remedies().items()
    )
    return f"# Ladder of remedies\n\n{intro}\n\n{grid(('remedy', 'name', 'what is done', 'works, at first guess'), rows)}"


def remedy_page(one: Remedy) -> str:
    """One remedy: which families it mends, what is agreed, when it is measured."""
    mends = (
        "every family"
        if one.mends == {"*"}
        else ", ".join(FAMILIES[name].title for name in sorted(one.mends))
    )
    facts = [
        ("Mends", mends),
        ("Measured again after", f"{one.measured_after_days} days"),
        ("Target proposed", one.target.__doc__ or ""),
        (
            "How often it works",
            f"{one.works[0] / sum(one.works):.0%}, as if {one.works[0]:g} plans had worked and {one.works[1]:g} had not",
        ),
        ("Where that is from", one.source),
    ]
    lines = "\n".join(f"- **{name}**: {value}" for name, value in facts)
    return f"# {one.title}\n\n{one.explanation}\n\n{lines}\n\n## What a plan settles\n\n" + "\n".join(
        f"- {ask}" for ask in one.asks
    )
