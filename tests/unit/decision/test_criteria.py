"""The firm's settings: set for a run, read from a file, refused where nothing goes by the name."""

import pytest

from amicable.decision.criteria import Criteria, UnknownCriterion, load
from amicable.refusal import Refusal
from amicable.signs import all_signs


def test_every_sign_is_in_force_as_shipped():
    assert [sign.name for sign in Criteria().in_force()] == list(all_signs())


def test_sets_a_parameter_of_a_sign():
    criteria = Criteria().changed(["late_payment.grace_days=0", "late_payment.above=0.4"])
    late_payment = criteria.sign("late_payment")
    assert (late_payment.parameters["grace_days"], late_payment.above) == (0, 0.4)
    assert late_payment in criteria.in_force()


def test_the_latest_setting_holds():
    criteria = Criteria().changed(["late_payment.grace_days=0", "late_payment.grace_days=14"])
    assert criteria.sign("late_payment").parameters["grace_days"] == 14


def test_leaves_the_shipped_criteria_as_they_are():
    Criteria().changed(["late_payment.grace_days=0"])
    assert Criteria().sign("late_payment").parameters["grace_days"] == 7


def test_sets_how_sure_to_be():
    criteria = Criteria().changed(["sure=0.95", "false_alarms = 0.01", "points=3"])
    assert (criteria.sure, criteria.false_alarms, criteria.points) == (0.95, 0.01, 3.0)


def test_switches_a_sign_off_and_on_again():
    off = Criteria().changed(["no_referrals.on=false"])
    assert "no_referrals" not in [sign.name for sign in off.in_force()]
    assert "no_referrals" in [sign.name for sign in off.changed(["no_referrals.on=true"]).in_force()]


def test_says_in_its_version_what_was_set():
    assert Criteria().changed(["late_payment.grace_days=0"]).version == "shipped + late_payment.grace_days=0"


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("late_paymnt.grace_days=0", "Did you mean late_payment?"),
        ("suer=0.9", "Did you mean sure?"),
        ("weather=0.9", "There are: sure, false_alarms, points"),
        ("late_payment.grace=0", "has no parameter grace"),
        ("late_payment.grace_days=many", "is not a setting"),
        ("late_payment.grace_days", "is not a setting"),
        ("", "is not a setting"),
    ],
)
def test_refuses_what_does_not_exist_and_says_what_does(assignment, words):
    with pytest.raises(Refusal, match="") as refusal:
        Criteria().changed([assignment])
    assert words in str(refusal.value)
    assert refusal.value.exit_code == 2


def test_reads_a_file(tmp_path):
    path = tmp_path / "criteria.toml"
    path.write_text(
        'version = "2025-03"\n[criteria]\nsure = 0.95\n[signs.late_payment]\ngrace_days = 0\n[signs.no_growth]\non = false\n'
    )
    criteria = load(path)
    assert (criteria.version, criteria.sure) == ("2025-03", 0.95)
    assert criteria.sign("late_payment").parameters["grace_days"] == 0
    assert criteria.off == {"no_growth"}


def test_a_file_without_a_version_goes_by_its_name(tmp_path):
    path = tmp_path / "strict.toml"
    path.write_text("[criteria]\nsure = 0.95\n")
    assert load(path).version == "strict.toml"


def test_refuses_an_unknown_sign_in_a_file(tmp_path):
    path = tmp_path / "criteria.toml"
    path.write_text("[signs.late_paiment]\ngrace_days = 0\n")
    with pytest.raises(UnknownCriterion, match="Did you mean late_payment"):
        load(path)


@pytest.mark.parametrize("content", [b"[criteria\nsure = 1", b"\xff\xfe\x00"])
def test_says_why_a_file_cannot_be_read(tmp_path, content):
    path = tmp_path / "criteria.toml"
    path.write_bytes(content)
    with pytest.raises(UnknownCriterion, match=r"criteria\.toml cannot be read as TOML"):
        load(path)


@pytest.mark.parametrize("content", ["signs = 3\n", "[signs]\nlate_payment = 3\n", "criteria = 1\n"])
def test_refuses_a_file_laid_out_otherwise(tmp_path, content):
    """A table is expected where there is none: a refusal, not a crash."""
    path = tmp_path / "criteria.toml"
    path.write_text(content)
    with pytest.raises(UnknownCriterion):
        load(path)
