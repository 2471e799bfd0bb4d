"""The reference pages of the rules: one for each situation and tone in each language, and a table of them all."""

from collections.abc import Iterator, Mapping

from markdown import code, grid

from amicable.i18n import LANGUAGES
from amicable.wording import SITUATIONS, TONES, Rule, Situation, Tone
from amicable.wording.rules import shipped_in

About = Situation | Tone


def pages() -> Mapping[str, str]:
    """Every page by its path inside `docs`."""
    groups = {(language, about.name): rules for language, about, rules in _groups()}
    found = {"reference/rules.md": _index({key: len(rules) for key, rules in groups.items()})}
    return found | {
        f"reference/rules/{language}/{about.name}.md": _page(language, about, rules)
        for language, about, rules in _groups()
    }


def _groups() -> Iterator[tuple[str, About, list[Rule]]]:
    """Each situation and tone in each language that has rules for it."""
    for language in LANGUAGES:
        for about in (*SITUATIONS.values(), *TONES.values()):
            if rules := [rule for rule in shipped_in(language) if rule.situation == about.name]:
                yield language, about, rules


def _index(counted: Mapping[tuple[str, str], int]) -> str:
    intro = (
        "Words are looked through by rules, each with its own examples. Those on situations read what clients write; "
        "those on tone check what the firm writes. How to write one is told in [add a rule](../how-to/add-a-rule.md)."
    )
    parts = [f"# Rules\n\n{intro}"]
    groups: tuple[tuple[str, Mapping[str, About]], ...] = (
        ("What clients write", SITUATIONS),
        ("What the firm writes", TONES),
    )
    for title, about in groups:
        rows = ((one.title, f"`{name}`", *(_link(counted, language, name) for language in LANGUAGES)) for name, one in about.items())  # fmt: skip
        parts.append(f"## {title}\n\n{grid(('what', 'name', *LANGUAGES), rows)}")
    return "\n\n".join(parts)


def _link(counted: Mapping[tuple[str, str], int], language: str, name: str) -> str:
    count = counted.get((language, name), 0)
    return f"[{count}](rules/{language}/{name}.md)" if count else ""


def _page(language: str, about: About, rules: list[Rule]) -> str:
    why = about.about if isinstance(about, Situation) else about.why
    return "\n\n".join([f"# {about.title} ({language})", why, *(_rule(rule, why) for rule in rules)])


def _rule(rule: Rule, why: str) -> str:
    """What one rule says, when it is silent, and its examples."""
    facts = [f"- **Name**: `{rule.id}`", f"- **Level**: {rule.level}"]
    facts += [f"- **Why**: {rule.why}"] if rule.why != why else []
    facts += [f"- **Instead**: {rule.instead}"] if rule.instead else []
    facts += [f"- **Silent where**: {code(rule.unless)}"] if rule.unless else []
    facts += [f"- **Note**: {rule.note}"] if rule.note else []
    examples = (("It marks", rule.flags), ("It lets pass", rule.passes))
    lists = (f"{title}:\n\n" + "\n".join(f"- {text}" for text in texts) for title, texts in examples)
    return "\n\n".join([f"## {rule.id.rpartition('/')[2]}", rule.message, "\n".join(facts), *lists])
