"""Every rule flags and passes its own examples, in every language."""

from collections import Counter

import pytest

from amicable.i18n import LANGUAGES
from amicable.wording import SITUATIONS, Matcher, Rule, look, shipped

MATCHER = Matcher(shipped())
RULES = [pytest.param(rule, id=rule.id) for rule in shipped()]
ENOUGH = 25
"""Rules that each situation has in each language."""


def fits(rule: Rule, text: str) -> bool:
    """Whether the rule finds what it is for; aimed at nobody, abuse is no abuse."""
    fades = not rule.tone and SITUATIONS[rule.situation].fades
    return any(
        one.rule is rule and not (fades and one.aimed == "nobody")
        for one in look(Matcher([rule]), text, rule.language)
    )


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_flags_what_it_says_it_flags(rule):
    assert [text for text in rule.flags if not fits(rule, text)] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_passes_what_it_says_it_passes(rule):
    assert [text for text in rule.passes if fits(rule, text)] == []


def test_no_two_rules_have_one_name():
    names = [rule.id for rule in shipped()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_speaks_of_each_situation(language):
    counted = Counter(rule.situation for rule in shipped() if rule.language == language and not rule.tone)
    assert {name: counted[name] for name in SITUATIONS if counted[name] < ENOUGH} == {}


def test_all_rules_together_are_made_ready_once():
    assert len(MATCHER.rules) == len(shipped())


FIXING = [rule for rule in shipped() if rule.fixes]


@pytest.mark.parametrize("rule", FIXING, ids=lambda rule: rule.id)
def test_each_fix_has_an_example_and_leaves_nothing_to_mend_in_it(rule):
    matcher, mended = Matcher([rule]), set()
    for text in rule.flags:
        for one in look(matcher, text, rule.language):
            if one.fix is not None:
                mended.add(one.fix)
                assert look(matcher, text[: one.start] + one.fix + text[one.end :], rule.language) == []
    assert mended == set(rule.fixes.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dozen_wordings_of_a_language_are_mended_by_themselves(language):
    assert sum(len(rule.fixes) for rule in FIXING if rule.language == language) >= 12
