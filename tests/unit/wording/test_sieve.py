"""The first look leaves nothing out: what the expressions of all rules find by themselves is found through it, too."""

import random
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amicable.i18n import LANGUAGES
from amicable.wording import Matcher, look, of_messages, rule, shipped_in
from amicable.wording._text import ready
from amicable.wording.matching import MOST

BETWEEN = (" ", ", ", ". ", "\n\n", " - ", "! ", " … ", "'", '" ', "\u200b ", " 500", " 🙂 ")


def slowly(matcher: Matcher, text: str, language: str) -> list[tuple[str, int, int]]:
    """Every rule's own expression over the whole text, without a first look."""
    made = ready(text)
    everywhere = {needle: [(0, len(made.text))] for needle in matcher.needles}
    return [(one.rule.id, one.start, one.end) for one in matcher.find(made, everywhere, language)]


def quickly(matcher: Matcher, text: str, language: str) -> list[tuple[str, int, int]]:
    return [(one.rule.id, one.start, one.end) for one in look(matcher, text, language)]


def mixtures(language: str, count: int) -> list[str]:
    """Examples of rules torn apart and put together again, some of them long."""
    rng = random.Random(language)
    texts = [text for one in shipped_in(language) if not one.tone for text in (*one.flags, *one.passes)]
    return [
        "".join(
            piece
            for text in rng.sample(texts, rng.choice((1, 2, 8)))
            for piece in (" ".join(text.split()[rng.randrange(3) :]), rng.choice(BETWEEN))
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_look_leaves_nothing_out(language):
    matcher = of_messages(language)
    examples = [text for one in matcher.rules for text in one.flags[:1]]
    for text in (*islice(examples, 0, None, 100), *mixtures(language, 3)):
        assert quickly(matcher, text, language) == slowly(matcher, text, language)


WORDS = ["pay", "now", "you", "you're", "late", "later", "500", "500k", "k", "%", "euros", "d'anada", "not", "-", "·", "🙂", "PAY,now", "l.l"]  # fmt: skip
PHRASES = ["pay _ now", "you ('re|are) late*", "# (k|euros)", "(pay|you) not", "(d'|de) anada", "*ate you?", "pay (the|you)? now", "(pay now|you late) 500"]  # fmt: skip


@settings(max_examples=100)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(BETWEEN), st.booleans())
def test_no_text_hides_from_the_first_look(words, between, long):
    one = rule(
        {"id": "x", "kind": "insult", "phrases": PHRASES[:2] + PHRASES[2:], "flags": ["x"], "passes": ["y"]},
        language="en", situation="abuse", tone=False,
    )  # fmt: skip
    matcher = Matcher([one])
    text = between.join(words) * (20 if long else 1)
    found = quickly(matcher, text, "en")
    assert found == slowly(matcher, text, "en")
    assert len(found) <= MOST * len(PHRASES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_phrases_are_tried_in_vain(language):
    """The first look is what makes reading quick: of the examples that pass, each costs few expressions."""
    matcher = of_messages(language)
    passes = [text for one in matcher.rules for text in one.passes]
    tried = sum(len(matcher.candidates(text)) for text in passes)
    assert tried < 2 * len(passes)
    assert len(matcher.needles) > 500
