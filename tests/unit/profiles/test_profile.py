"""The ideal and the non-ideal client: learned, and changed by hand."""

import numpy as np
import pytest

from amicable.profiles.profile import ProfileUnclear, Range, as_toml, edited, learned

GOOD, BAD = np.arange(40) < 10, np.arange(40) >= 30
LATE = np.linspace(0, 1, 40)
SCALE = {"revenue": 100.0}


@pytest.fixture
def profile():
    return learned({"late": LATE, "revenue": LATE * 100_000}, GOOD, BAD, "marked")


def test_a_range_holds_the_middle_half_of_each_side(profile):
    sides = profile.features["late"]
    assert sides.ideal == Range(*np.quantile(LATE[:10], (0.25, 0.5, 0.75)))
    assert sides.ideal.high < sides.non_ideal.low


def test_fewer_than_five_clients_describe_no_side():
    few = learned({"late": LATE}, np.arange(40) < 4, BAD, "marked")
    assert few.features["late"].ideal is None


def test_what_a_person_wrote_goes_before_what_was_learned(profile, tmp_path):
    """Money is written in whole units of the currency, and lies in cents."""
    path = tmp_path / "profile.toml"
    path.write_text(
        "[features.revenue]\nideal = [500, 1500]\n[features.late]\noff = true\n", encoding="utf-8"
    )
    found = edited(profile, path, SCALE)
    assert found.features["revenue"].ideal == Range(50_000, 100_000, 150_000)
    assert found.features["revenue"].non_ideal == profile.features["revenue"].non_ideal
    assert found.features["revenue"].by_hand
    assert "late" not in found.features


def test_a_profile_that_is_written_reads_back_the_same(profile, tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text(as_toml(profile, SCALE), encoding="utf-8")
    again = edited(profile, path, SCALE)
    for name, sides in profile.features.items():
        assert again.features[name].ideal.low == pytest.approx(sides.ideal.low, rel=1e-5)
        assert again.features[name].non_ideal.high == pytest.approx(sides.non_ideal.high, rel=1e-5)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[features.revenu]\nideal = [1, 2]", "“revenu” in profile.toml is no feature. There is: revenue."),
        ("[features.late]\nideal = [2, 1]", "is not two numbers, the lower one first"),
        ("[features.late]\nideal = 3", "is not two numbers"),
        ("late = 3", "holds something else than features"),
        ("[features", "cannot be read as TOML"),
    ],
)
def test_says_what_is_wrong_with_the_file(profile, tmp_path, text, why):
    path = tmp_path / "profile.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileUnclear, match=why):
        edited(profile, path, SCALE)
