"""The outlook: whether signs change by themselves, how long they last, and how good such forecasts were."""

import re

import pytest

from amicable.web.jobs.models import Job, State
from amicable.web.portfolio.models import Client, Review, Standing
from amicable.web.portfolio.outlook.learning import lessons
from amicable.web.rights import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def worst(reviewed) -> Client:
    return Client.objects.get(pk=Standing.objects.get(rank=1).client_id)


def text(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def test_each_strong_sign_says_whether_it_will_change_and_who_tells_it(worst, signed_in):
    page = signed_in(Role.OWNER).get(f"/clients/{worst.pk}/")
    ahead = {one.name: one for one in page.context["ahead"]}
    showing = [one for one in ahead.values() if one.state == "showing"]
    assert set(ahead) <= {one.name for one in page.context["strong"]}
    assert showing
    for one in showing:
        assert re.match(r"Will it change by itself\? .*: \d+ in \d+ within three months, \d+ in \d+ within six\.", one.short)  # fmt: skip
        assert one.by.startswith(("Told by", "There is too little history"))
        assert one.short in text(page)
        assert len(one.steps) == 12


def test_the_headline_speaks_of_the_first_strong_sign_that_shows(worst, signed_in):
    page = signed_in(Role.OWNER).get(f"/clients/{worst.pk}/")
    first = next(one for one in page.context["ahead"] if one.state == "showing")
    assert f"“{first.title}”" in page.context["headline"]
    assert 'id="headline"' in text(page)


def test_the_words_agree_with_the_probability_that_was_learned(worst, signed_in):
    page = signed_in(Role.OWNER).get(f"/clients/{worst.pk}/")
    found = {one.sign.name: one for one in lessons().outlook(worst.client_id)}
    for one in page.context["ahead"]:
        chance = found[one.name].p6
        if chance is not None and one.state == "showing":
            part, whole = map(int, re.findall(r"(\d+) in (\d+) within six", one.short)[0])
            assert abs(part / whole - chance) < 0.06


def test_a_sign_without_occasions_is_said_to_be_unseen_and_nothing_is_told(reviewed):
    from amicable.web.portfolio.outlook import words

    found = next(
        (one for client in Client.objects.all()[:20] for one in lessons().outlook(client.client_id) if one.state == "unseen"),
        None,
    )  # fmt: skip
    (told,) = words.ahead([found], [found.sign.name])
    assert told.lately.startswith("Nothing happened in the last three months")
    assert (told.short, told.chances, told.remedies, str(told.fan)) == ("", (), (), "")


def test_while_it_is_being_worked_out_the_dossier_waits_for_nothing(worst, signed_in, settings, monkeypatch):
    from amicable.web.portfolio.outlook import learning
    from amicable.web.portfolio.reviewing import ledger, make, version

    held = make(ledger())
    monkeypatch.setattr(held, "lessons", None)
    settings.WORK_AT_ONCE = False
    monkeypatch.setattr(learning, "_asked", {(version(ledger()), held.answer.as_of)})
    page = signed_in(Role.OWNER).get(f"/clients/{worst.pk}/")
    assert page.context["ahead"] is None
    assert f'hx-get="/clients/{worst.pk}/outlook/"' in text(page)
    assert "This is being worked out from your records" in text(page)


def test_the_piece_that_comes_later_brings_headline_and_short_answers(worst, signed_in):
    piece = signed_in(Role.OWNER).get(f"/clients/{worst.pk}/outlook/")
    assert "<html" not in text(piece)
    assert text(piece).count('hx-swap-oob="true"') == 1 + len(piece.context["ahead"])


def test_how_long_signs_last_is_kept_with_the_review(reviewed, signed_in):
    kept = Review.objects.get().lasting
    assert {"late_payment", "no_shows"} <= {one["sign"] for one in kept}
    page = signed_in(Role.OWNER).get("/outlook/")
    rows = {row.title: row for row in page.context["rows"]}
    assert re.match(r".* \d+ in \d+", rows["Pays late"].in_six)
    assert rows["Pays late"].kind in ("trait", "partly", "chance")
    assert "Let the past judge" in text(page)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.COORDINATOR])
def test_the_page_is_for_those_who_steer(reviewed, signed_in, role):
    assert signed_in(role).get("/outlook/").status_code == 403


OUTCOME = {
    "from": "2025-09-30",
    "to": "2026-09-30",
    "days": ["2025-09-30"],
    "signs": [
        {
            "sign": "late_payment", "months": 3, "forecasts": 200, "clients": 40, "gone": 0.3, "by": {"model": 200},
            "brier": {"shown": 0.15, "model": 0.15, "base_rate": 0.21, "own_rate": 0.19, "same_as_now": 0.3},
            "log_loss": {"shown": 0.45, "model": 0.45, "base_rate": 0.61, "own_rate": 0.55, "same_as_now": 4.1},
            "calibration_error": 0.02, "best_baseline": "own_rate", "enough": True, "holds": True,
            "reliability": [{"low": 0.2, "high": 0.3, "told": 0.25, "came": 0.3, "count": 200}],
        },
        {
            "sign": "no_shows", "months": 6, "forecasts": 12, "clients": 4, "gone": 0.5, "by": {"base_rate": 12},
            "brier": {"shown": 0.3, "model": 0.3, "base_rate": 0.3, "own_rate": 0.3, "same_as_now": 0.5},
            "log_loss": {"shown": 0.7, "model": 0.7, "base_rate": 0.7, "own_rate": 0.7, "same_as_now": 6.0},
            "calibration_error": 0.2, "best_baseline": "base_rate", "enough": False, "holds": True, "reliability": [],
        },
    ],
}  # fmt: skip


def test_a_backtest_that_was_kept_is_told_beside_the_simple_rules(reviewed, signed_in):
    Job.objects.create(function="amicable.web.portfolio.outlook.testing.test_forecasts", by="x", state=State.DONE, outcome=OUTCOME)  # fmt: skip
    page = signed_in(Role.OWNER).get("/outlook/")
    (one,) = page.context["tests"]
    assert one.verdict == "The forecasts were no worse than assuming how often it went away with the client."
    assert [(each.brier, each.shown) for each in one.compared] == [("0.150", True), ("0.210", False), ("0.190", False), ("0.300", False)]  # fmt: skip
    assert "may be taken at their word" in one.meaning
    assert "In 1 of 1 comparisons" in text(page)
    assert "Too few forecasts to tell how good they are, for: Does not come to meetings." in text(page)
    answered = signed_in(Role.AUDITOR).get("/api/v1/outlook/test").json()
    assert (answered["first"], answered["signs"][0]["brier"]["shown"]) == ("2025-09-30", 0.15)


def test_an_auditor_reads_the_page_and_begins_nothing(reviewed, signed_in):
    browser = signed_in(Role.AUDITOR)
    assert "Forecast the past" not in text(browser.get("/outlook/"))
    assert browser.post("/outlook/test/", {"years": 1}).status_code == 403


def test_programs_read_what_becomes_of_a_client(worst, signed_in):
    answered = signed_in(Role.OWNER).get(f"/api/v1/clients/{worst.pk}/outlook").json()
    late = next(one for one in answered["signs"] if one["sign"] == "late_payment")
    assert answered["ready"]
    assert [one["months"] for one in late["chances"]] == [3, 6]
    assert len(late["fan"]) == 12
