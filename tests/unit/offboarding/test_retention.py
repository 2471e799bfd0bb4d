from datetime import date

import pytest

from amicable.duties import packs
from amicable.offboarding.retention import erased_on, may_go, schedule

END = date(2027, 1, 31)


@pytest.mark.parametrize("name", sorted(packs()))
def test_no_class_is_erased_before_the_pack_allows_it(name):
    pack = packs()[name]
    for one in schedule(pack, END):
        assert one.erased_on > pack.record(one.name).kept_until(END)
        assert one.basis
        assert one.cite


def test_a_finnish_accountant_keeps_invoices_six_years_from_the_end_of_the_year():
    kept = {one.name: one for one in schedule(packs()["accounting_fi"], END)}
    assert kept["invoices"].kept_until == date(2033, 12, 31)
    assert kept["invoices"].erased_on == date(2034, 1, 1)


def test_the_firm_may_keep_longer_but_not_shorter():
    pack, name = packs()["accounting_fi"], "invoices"
    longer = schedule(pack, END, {name: date(2040, 1, 1)})
    shorter = schedule(pack, END, {name: date(2028, 1, 1)})
    assert next(one for one in longer if one.name == name).kept_until == date(2040, 1, 1)
    assert next(one for one in shorter if one.name == name).kept_until == date(2033, 12, 31)


def test_nothing_goes_while_a_hold_stands():
    kept = schedule(packs()["general_b2b"], END)
    last = erased_on(kept, END)
    assert may_go(kept, last, hold=False) == kept
    assert may_go(kept, last, hold=True) == ()
    assert may_go(kept, END, hold=False) == ()
