from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.offboarding.register import LONGEST_YEARS, REASONS, Listed, fingerprints, normalised, recognised

KEY, OTHER = b"k" * 32, b"o" * 32
TODAY = date(2027, 3, 1)
MARKS = [("email", "Ann.Lee+shop@Mail.Example"), ("phone", "+34 612 345 678"), ("tax_number", "ES-B12345678")]


def listed(**changes) -> Listed:
    return Listed(
        **{"fingerprints": fingerprints(MARKS, KEY), "reason": "payment", "until": date(2028, 1, 1)} | changes
    )


@pytest.mark.parametrize(
    "mark", [("email", "ann.lee@mail.example"), ("phone", "612345678"), ("phone", "0034 612-345-678"), ("tax_number", "esb12345678")]
)  # fmt: skip
def test_recognises_the_same_mark_however_it_is_written(mark):
    assert recognised([listed()], [mark], KEY, TODAY)


@pytest.mark.parametrize(
    "mark",
    [("email", "ann.lee@mail"), ("phone", "12"), ("name", "Ann Lee"), ("email", ""), ("tax_number", " - ")],
)
def test_what_is_no_mark_recognises_nobody(mark):
    assert fingerprints([mark], KEY) == frozenset()


def test_an_entry_ends_by_itself():
    assert not recognised([listed()], MARKS, KEY, date(2028, 1, 2))


def test_nothing_of_the_person_is_kept_and_another_key_finds_nothing():
    kept = " ".join(listed().fingerprints)
    assert not any(part in kept for part in ("ann", "612345678", "b12345678"))
    assert not recognised([listed()], MARKS, OTHER, TODAY)


def test_a_key_that_could_be_guessed_is_refused():
    with pytest.raises(ValueError, match="5 bytes"):
        fingerprints(MARKS, b"short")


@given(st.sampled_from(["email", "phone", "tax_number"]), st.text())
def test_writing_a_mark_plainly_twice_changes_nothing(kind, value):
    once = normalised(kind, value)
    assert normalised(kind, once) == once


def test_every_class_of_reasons_has_its_longest_time():
    assert set(LONGEST_YEARS) == set(REASONS)
