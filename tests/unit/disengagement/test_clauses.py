"""Clauses for new agreements."""

import pytest

from amicable.disengagement.clauses import UnknownClause, as_markdown, clauses, names, note
from amicable.disengagement.texts import languages


@pytest.mark.parametrize("language", languages("clauses"))
def test_all_are_there_and_the_note_stands_above_and_below(language):
    text = as_markdown(clauses(language), language)
    assert text.count(note(language)) == 2
    assert all(f"## {one.title}" in text for one in clauses(language))
    assert names() == ("exit", "notice", "conduct", "boundaries", "payment", "data_return")


def test_the_exit_clause_offers_a_replacement_or_a_refund_by_work_done():
    (clause,) = clauses("en", ("exit",))
    for piece in ("reasonable substitute", "refund or credit", "percentage of the work done", "release us"):
        assert piece in clause.text


def test_a_clause_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(UnknownClause, match="exit, notice"):
        clauses("en", ("marriage",))
