"""The learned order of the queue: off until it proves better on verdicts that it has not seen."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from amicable.reading.ranking import FEWEST, Judged, auc, figures, train

JOKING = ("you donkey, thanks for lunch", "you donkey, see you on Sunday", "ha ha you donkey")
MEANT = ("you donkey, this is the third mistake", "you donkey, pay me back", "useless, you donkey")


def verdicts(count: int, told: bool) -> list[Judged]:
    """Findings of one rule, whose words tell which are meant, or tell nothing."""
    found = []
    for number in range(count):
        meant = number % 2 == 0
        words = (MEANT if meant else JOKING)[number % 3] if told else "you donkey"
        found.append(Judged("en/abuse/donkey", f"{words} {number * 7919 % 1000}", meant, 1.0))
    return found


def test_too_few_verdicts_teach_nothing():
    found = figures(verdicts(FEWEST - 1, told=True))
    assert (found.learned, found.in_use) == (None, False)


def test_verdicts_of_one_kind_teach_nothing():
    alike = [Judged("r", f"you donkey {n}", confirmed=True, rules_score=1.0) for n in range(200)]
    assert not figures(alike).in_use


def test_words_that_tell_are_learned_and_used():
    found = figures(verdicts(120, told=True))
    assert found.rules and found.learned  # noqa: PT018 (both or none)
    assert found.rules.value == 0.5
    assert found.learned.value > 0.95
    assert found.learned.low <= found.learned.value <= found.learned.high
    assert found.in_use


def test_words_that_tell_nothing_leave_the_rules_in_charge():
    assert not figures(verdicts(160, told=False)).in_use


def test_the_model_scores_what_was_meant_above_what_was_not():
    model = train(verdicts(60, told=True))
    meant, joking = model.scores(
        ["en/abuse/donkey"] * 2, ["you donkey, the fourth mistake", "you donkey, lunch on Sunday"]
    )
    assert meant > joking


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=2, max_size=40))
def test_the_area_is_that_of_all_pairs_counted(pairs):
    scores, said = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    yes, no = scores[said], scores[~said]
    if not len(yes) or not len(no):
        return
    counted = np.mean([(a > b) + (a == b) / 2 for a in yes for b in no])
    assert abs(auc(scores, said) - counted) < 1e-9
