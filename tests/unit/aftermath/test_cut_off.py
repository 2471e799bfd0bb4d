import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.aftermath.cut_off import CutOff, NotAnAddress, auto_reply, phone_note, sieve
from amicable.i18n import LANGUAGES

CUT_OFF = CutOff(("ann@client.example",), "Kowalska & Co", date(2027, 6, 30), "en", "office@firm.example")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_client_is_thanked_and_told_where_to_turn(language):
    _, text = auto_reply(replace(CUT_OFF, language=language))
    assert "Kowalska & Co" in text
    assert "office@firm.example" in text


def test_without_a_place_to_turn_to_none_is_promised():
    assert "turn to" not in auto_reply(replace(CUT_OFF, turn_to=""))[1]


def test_the_filter_ends_by_itself():
    assert 'currentdate :value "le" "date" "2027-06-30"' in sieve(CUT_OFF)
    assert "June 30, 2027" in phone_note(CUT_OFF, "en")
    assert "30. kesäkuuta 2027" in phone_note(CUT_OFF, "fi")


@given(st.text())
def test_no_name_of_a_firm_or_folder_leaves_its_quotation_marks(name):
    script = sieve(replace(CUT_OFF, firm=name, folder=name))
    without = re.sub(r'"(?:[^"\\]|\\.)*"', '""', script, flags=re.DOTALL)
    assert '"' not in without.replace('""', "")
    assert without.count("{") == without.count("}") == 1
    assert without.count("stop;") == 1


@pytest.mark.parametrize("bad", ['a"b@c.example', "nobody", "a b@c.example", "x@y"])
def test_refuses_what_is_no_address(bad):
    with pytest.raises(NotAnAddress, match="not an e-mail address"):
        replace(CUT_OFF, addresses=(bad,))
