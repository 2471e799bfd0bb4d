"""The conversation: in its order, with facts, without blame; and the path without a call."""

from datetime import date

import pytest

from amicable.disengagement.objections import objections
from amicable.disengagement.parting import Fact, Goodwill
from amicable.disengagement.script import build, spoken
from amicable.disengagement.texts import Texts, languages
from amicable.disengagement.tone import check
from amicable.duties import Reason
from amicable.i18n import LANGUAGES
from amicable.signs import FAMILIES
from tests.unit.disengagement.partings import tiny, whole

CAUSES = ["", *sorted(set(FAMILIES) - {"own_faults"})]


def said(**changes):
    return spoken(build(whole(**changes)))


def test_lines_come_in_the_order_of_a_good_conversation():
    assert [one.name for one in build(whole()).lines] == [
        "greeting", "thanks", "framing", "our_share", "message", "reason", "goodwill", "apology", "alternatives", "next_steps", "close",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("formal", [True, False])
@pytest.mark.parametrize("cause", CAUSES)
def test_for_every_cause_and_address_the_script_sounds_right(cause, formal, language):
    if not {"script", "letter", "objections"} <= {file for file in ("script", "letter", "objections") if language in languages(file)}:  # fmt: skip
        pytest.skip("not written yet")
    text = said(cause=cause, formal=formal, language=language, facts=())
    assert [(mark.rule, mark.quote) for mark in check(text, language, kind="script")] == []


def test_the_message_is_one_line_with_the_day():
    (message,) = (one for one in build(whole()).lines if one.name == "message")
    assert message.sentences == (
        "We have decided to end our work together. The last day is December 31, 2026.",
    )


def test_at_most_three_facts_are_read_out_the_latest_last():
    facts = tuple(Fact(f"Fact {day}.", date(2026, 5, day), "payment") for day in (4, 1, 3, 2, 5))
    text = said(facts=facts, counted=5)
    assert (
        "Fact 3. Fact 4. Fact 5. Since October 5, 2025 it stands in our records this many times: 5." in text
    )
    assert "Fact 2." not in text


def test_facts_of_another_cause_are_not_read_out():
    assert "Invoice 1042" not in said(cause="outgrown")


def test_words_of_abuse_are_not_repeated_only_the_days_are_named():
    text = said(cause="staff_abuse", facts=(Fact("“You fools”", date(2026, 5, 4), "staff_abuse"),))
    assert "I have these days in mind: May 4, 2026." in text
    assert "fools" not in text


@pytest.mark.parametrize("cause", ["staff_abuse", "unethical_conduct"])
def test_no_share_is_taken_where_somebody_else_behaved_badly(cause):
    assert "our_share" not in [one.name for one in build(whole(cause=cause)).lines]


def test_what_we_did_late_is_named_and_apologised_for():
    fault = "Your message of 3 May 2026 waited too long for our answer."
    assert f"Part of this is ours. {fault}" in said(own_faults=(fault,))
    assert "on our side, I am sorry" in said(own_faults=(fault,))
    assert "sorry" not in said(own_faults=(fault,), apologise=False)


def test_goodwill_is_said_only_where_it_is_given():
    assert "goodwill" not in said(goodwill=None)
    assert "you do not pay our last invoice, number 77" in said(goodwill=Goodwill(waived_invoice="77"))


@pytest.mark.parametrize("reason", [Reason.FORBIDDEN, Reason.ADVISED_AGAINST])
def test_no_reason_is_spoken_where_the_pack_is_against_it(reason):
    assert "reason" not in [one.name for one in build(whole(pack=tiny(reason=reason))).lines]


def test_nobody_calls_where_it_is_not_safe():
    script = build(whole(cause="staff_abuse"), call=False)
    assert not script.call
    assert script.cards == ()
    assert [one.name for one in script.lines] == ["no_call"]
    assert [(mark.rule, mark.quote) for mark in check(spoken(script), "en", kind="email")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_to_an_objection_reopens_the_decision(language):
    if language not in languages("objections"):
        pytest.skip("not written yet")
    for card in objections(Texts(language)):
        assert [mark.rule for mark in check(f"{card.answer} {card.then}", language, kind="note")] == []


def test_the_objections_that_are_heard_most_have_a_card():
    assert {"another_chance", "owed_reason", "pay_double", "bad_review", "owner", "anger", "tears", "threats"} <= {card.name for card in objections(Texts("en"))}  # fmt: skip


def test_a_speaker_without_a_name_is_shown_where_the_name_belongs():
    from amicable.disengagement.parting import Sender

    assert "This is [your name] from Puig & Lee" in said(firm=Sender("Puig & Lee"))
