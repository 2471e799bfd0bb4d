"""Criteria as files: what is written is read back, and what differs is said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.decision.criteria import Criteria, UnknownCriterion, read, text
from amicable.decision.what_if import differences
from amicable.signs import all_signs

PLAIN = sorted(name for name, sign in all_signs().items() if not sign.source)
settings = st.one_of(
    st.builds("sure={:.3f}".format, st.floats(0.01, 1)),
    st.builds("points={:.2f}".format, st.floats(0.01, 100)),
    st.builds("{}.on={}".format, st.sampled_from(PLAIN), st.sampled_from(["true", "false"])),
    st.builds("{}.weight={:.2f}".format, st.sampled_from(PLAIN), st.floats(0, 10)),
    st.builds("{}.above={:.3f}".format, st.sampled_from(PLAIN), st.floats(0, 1)),
    st.builds("{}.enough={}".format, st.sampled_from(PLAIN), st.integers(1, 50)),
)


@given(st.lists(settings, max_size=12))
def test_criteria_that_are_written_are_read_back_as_they_were(assignments):
    written = Criteria(version="7").changed(assignments)
    again = read(text(written), "criteria.toml")
    assert differences(written, again) == ()
    assert text(again) == text(written)


@given(st.lists(settings, max_size=12))
def test_every_difference_is_a_sentence_and_nothing_differs_from_itself(assignments):
    draft = Criteria().changed(assignments)
    assert differences(draft, draft) == ()
    there, back = differences(Criteria(), draft), differences(draft, Criteria())
    assert len(there) == len(back)
    assert all("{" not in one.said("en") and one.said("en") for one in there)


def test_differences_are_said_as_a_person_would():
    draft = Criteria().changed(["points=3", "late_payment.grace_days=14", "no_growth.on=false", "late_payment.weight=1"])  # fmt: skip
    assert [one.said("en") for one in differences(Criteria(), draft)] == [
        "A client is named from 3 points on; before: 2.",
        "A strong “Pays late” weighs 1 points; before: 2.",
        "“Pays late”: now 14, before 7. What it sets: Days after the due date that are not yet counted as late.",
        "“Does not grow” is no longer looked at.",
    ]


@pytest.mark.parametrize("assignment", ["late_payment.weight=11", "late_payment.weight=-1"])
def test_a_weight_beyond_its_limits_is_refused(assignment):
    with pytest.raises(UnknownCriterion, match="lies between 0 and 10"):
        Criteria().changed([assignment])
