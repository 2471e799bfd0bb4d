"""The confirmation: nothing is missing that a pack demands, nothing is said that nobody knows."""

from dataclasses import replace

import pytest

from amicable.disengagement.letter import ForbiddenReason, MissingElement, build, letters, prose
from amicable.disengagement.letter_check import recognised
from amicable.disengagement.paragraphs import all_paragraphs
from amicable.disengagement.parting import Addressee, Contest, Support
from amicable.disengagement.texts import languages
from amicable.disengagement.tone import check
from amicable.duties import ELEMENTS, Reason, packs
from amicable.i18n import LANGUAGES
from amicable.signs import FAMILIES
from tests.unit.disengagement.partings import END, settlement, tiny, whole

ABSENT = {
    "services": {"services": ()},
    "reason": {"reason": None},
    "deadlines": {"deadlines": None},
    "fees": {"settlement": None},
    "money_held": {"settlement": replace(settlement(), held=None)},
    "services_provided": {"services": ()},
    "records": {"records_by": None},
    "deletion": {"deletion_on": None},
    "originals": {"originals": None},
    "access": {"access": None},
    "data_roles": {"processes_personal_data": False},
    "urgent_cover": {"urgent_cover": False},
    "support": {"support": None},
    "contest": {"contest": None},
    "readmission": {"readmission": None},
    "delivery": {"channel": ""},
    "acknowledgement": {"acknowledge_by": None},
}
"""What is unknown when an element cannot be written; the others can always be."""


def written(language):
    return pytest.skip("not written yet") if language not in languages("letter") else language


def test_every_element_has_one_part():
    assert sorted(one.element for one in all_paragraphs() if one.element) == sorted(ELEMENTS)


@pytest.mark.parametrize("element", sorted(ABSENT))
def test_refuses_a_letter_that_lacks_an_element_and_names_it(element):
    assert element in build(whole(pack=tiny(element))).elements
    with pytest.raises(MissingElement) as refused:
        build(whole(pack=tiny(element), **ABSENT[element]))
    assert [one.name for one in refused.value.elements] == [element]
    assert ELEMENTS[element] in str(refused.value)


@pytest.mark.parametrize("element", sorted(set(ELEMENTS) - set(ABSENT)))
def test_what_can_always_be_said_is_always_said(element):
    bare = whole(pack=tiny(element), **{key: value for one in ABSENT.values() for key, value in one.items()}, since_on=None, alternatives=(), work=None)  # fmt: skip
    assert element in build(bare).elements


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", sorted(packs()))
def test_for_every_pack_and_language_the_letter_builds_and_sounds_right(pack, language):
    made = build(short(packs()[pack], written(language)))
    assert {one.name for one in packs()[pack].elements} <= made.elements
    assert [(mark.rule, mark.quote) for mark in check(prose(made), language)] == []


def short(pack, language, **changes):
    """What a letter under `pack` has to say, and no more than that."""
    demanded = {one.name for one in pack.elements}
    unsaid = {key: value for name, one in ABSENT.items() if name not in demanded for key, value in one.items() if name != "services_provided"}  # fmt: skip
    given = {
        "pack": pack,
        "language": language,
        "remaining": (),
        "work": whole().work[:2],
        "facts": (),
    } | unsaid
    if not {"fees", "money_held"} - demanded:
        given.pop("settlement", None)
    return whole(**(given | changes))


@pytest.mark.parametrize("cause", sorted(set(FAMILIES) - {"own_faults"}))
def test_every_cause_has_a_reason_that_sounds_right(cause):
    made = build(short(tiny("statement", "reason", "thanks"), "en", cause=cause, reason=""))
    assert [(mark.rule, mark.quote) for mark in check(prose(made), "en")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_recognised_by_the_phrases_of_its_language(language):
    made = build(whole(language=written(language)))
    lost = [part.element for part in made.parts if part.element and not recognised(part.element, "\n".join(_words(part)), language)]  # fmt: skip
    assert lost == []


def _words(part):
    return [text for block in part.blocks for text in ([block] if isinstance(block, str) else getattr(block, "lines", ()))]  # fmt: skip


def test_the_last_day_can_not_be_overlooked():
    made = build(whole())
    assert "December 31, 2026" in made.subject
    assert "The last day is December 31, 2026." in prose(made)


def test_unknown_is_not_said():
    text = prose(build(whole(pack=tiny("statement"), **ABSENT["originals"], **ABSENT["access"], **ABSENT["money_held"], **ABSENT["deadlines"])))  # fmt: skip
    for claim in ("hold no", "no originals", "Neither side", "no deadline"):
        assert claim not in text


def test_known_to_be_nothing_is_said():
    text = prose(build(whole(originals=(), access=(), deadlines=(), work=())))
    for claim in ("We hold no originals", "Neither side has access", "no deadline", "No other work is open"):
        assert claim in text


def test_a_draft_marks_the_gap_where_the_part_belongs():
    made = build(whole(pack=tiny("deadlines", "fees"), deadlines=None), draft=True)
    assert "[Still to be written: Deadlines ahead and what happens if they are missed]" in prose(made)
    assert "deadlines" not in made.elements


def test_joint_clients_each_get_their_own_letter():
    couple = (Addressee("Ana Vidal", "Ms Vidal"), Addressee("Pau Vidal", "Mr Vidal"))
    one, other = letters(whole(addressees=couple))
    assert "Dear Ms Vidal" in prose(one)
    assert "Dear Mr Vidal" in prose(other)
    assert all("Ana Vidal and Pau Vidal" in prose(each) for each in (one, other))


def test_a_pack_that_forbids_a_reason_has_none_even_where_one_is_given():
    made = build(
        whole(pack=tiny("statement", "reason", reason=Reason.FORBIDDEN), reason="We part over terms.")
    )
    assert "over terms" not in prose(made)
    assert "reason" not in made.elements


@pytest.mark.parametrize("slip", ["Your transfers looked suspicious.", "We reported you to the police."])
def test_a_pack_that_forbids_a_reason_refuses_words_that_tip_off(slip):
    with pytest.raises(ForbiddenReason, match="must not hint"):
        build(whole(pack=tiny("statement", reason=Reason.FORBIDDEN), thanks=slip))


def test_deliberately_no_reason():
    assert "reason" not in build(whole(pack=tiny("statement"), reason=None)).elements


def test_a_letter_without_a_call_is_the_news_itself():
    text = prose(build(whole(told_on=None)))
    assert "confirms our conversation" not in text
    assert "This letter tells you about a decision" in text


def test_a_client_that_owes_nothing_and_gets_nothing_reads_so():
    assert "No payment is open" in prose(build(whole(settlement=replace(settlement(), items=()))))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"support": Support(END)}, "This is included."),
        ({"readmission": "From 2028 we take requests again."}, "From 2028 we take requests again."),
        ({"download": ""}, "We will hand over your files by January 30, 2027."),
        ({"contest": Contest("Jo Hall", END, END)}, "please write to Jo Hall by"),
        ({"consumer": True}, "We wish you all the best."),
        ({"alternatives": ()}, "Your professional body has a directory"),
        ({"since_on": None}, "Thank you for the trust you have placed in us."),
        ({"thanks": "Thank you for the bread."}, "Thank you for the bread."),
    ],
)
def test_each_variant_is_said_where_it_is_true(changes, sentence):
    assert sentence in prose(build(whole(**changes)))


def test_headings_stand_over_their_parts():
    headings = [heading for heading, _ in build(whole()).body if heading]
    assert headings == ["What ends, and when", "The work", "Who can help you", "Money", "Your files and data", "Afterwards"]  # fmt: skip
