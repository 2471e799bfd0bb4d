import random
import subprocess
import sys

import pytest

from amicable.engines.ledger import Ledger
from amicable.engines.linkage import confirm, propose, recognise, reject
from amicable.engines.linkage.likeness import ENOUGH_TO_LEARN

from .test_linkage import LATER, NOW

PORTFOLIO = [
    ("Kowalska Księgowość Sp. z o.o.", "Kowalska Ksiegowosc"),
    ("Talleres Vega, S.L.", "Taleres Vega"),
    ("Nordvik Marine Oy", "Nordvik Marien Oy"),
    ("Studio Ferrer", "Ferrer Studio"),
]
OTHERS = ["Hill Dental", "Baker & Sons", "Lumen Optics", "Puig Advocats", "Green Gardens", "Orla Print"]


@pytest.fixture
def ledger(enter, folder):
    rows = [*(one for one, _ in PORTFOLIO), *OTHERS]
    enter("clients", *({"client_id": f"xero:{at}", "name": name} for at, name in enumerate(rows)))
    again = [other for _, other in PORTFOLIO]
    enter(
        "clients", *({"client_id": f"hub:{at}", "name": name} for at, name in enumerate(again)), mention=True
    )
    recognise(Ledger.open(folder), now=NOW)
    return Ledger.open(folder)


def test_finds_missing_marks_typing_errors_and_turned_words_and_nobody_else(ledger):
    found = {(proposal.a, proposal.b) for proposal in propose(ledger)}
    assert found == {(f"xero:{at}", f"hub:{at}") for at in range(len(PORTFOLIO))}


def test_nothing_is_merged_without_a_person(ledger):
    propose(ledger)
    assert Ledger.open(ledger.folder).links().num_rows == 0


def test_the_surest_come_first(ledger):
    certainties = [proposal.certainty for proposal in propose(ledger)]
    assert certainties == sorted(certainties, reverse=True)
    assert all(0.5 <= certainty <= 1 for certainty in certainties)


def test_a_number_stays_with_its_pair_when_others_are_decided(ledger):
    before = {(proposal.a, proposal.b): proposal.number for proposal in propose(ledger)}
    reject(ledger, "xero:1", "hub:1", by="jo", at=LATER)
    confirm(ledger, "xero:2", "hub:2", by="jo", at=LATER)
    after = {(proposal.a, proposal.b): proposal.number for proposal in propose(Ledger.open(ledger.folder))}
    assert after == {pair: before[pair] for pair in [("xero:0", "hub:0"), ("xero:3", "hub:3")]}


def test_says_what_agrees_and_what_differs_and_how_much_it_weighs(enter, folder):
    enter(
        "clients",
        {"client_id": "xero:1", "name": "Talleres Vega", "phone": "931 234 567", "country": "ES"},
        {"client_id": "xero:2", "name": "Talleres Vgea", "phone": "+34 931234567", "country": "PT"},
    )
    (proposal,) = propose(Ledger.open(folder))
    reasons = {reason.about: reason for reason in proposal.reasons}
    assert reasons["name"].sentence == '"Talleres Vega" and "Talleres Vgea" are very much alike.'
    assert reasons["phone"].sentence == "Both have the telephone number 931234567."
    assert reasons["country"].sentence == "One is in ES, the other in PT."
    assert reasons["name"].weight > 0 > reasons["country"].weight
    assert set(reasons) == {"name", "phone", "country"}


def test_names_the_survivor_first(ledger):
    for proposal in propose(ledger):
        assert proposal.reasons[0].values == {"one": proposal.name_a, "other": proposal.name_b}


def test_says_first_what_speaks_against_an_exact_key(enter, folder):
    rows = ({"client_id": f"xero:{at}", "name": f"Client {at}", "email": "jo@books.pl"} for at in range(2))
    enter("clients", *rows)
    (proposal,) = propose(Ledger.open(folder))
    assert proposal.reasons[0].sentence == "xero keeps them as two clients."


def test_an_address_that_many_clients_give_as_theirs_proposes_nothing(enter, folder):
    names = ["Hill", "Baker", "Lumen", "Puig", "Green", "Orla", "Vega"]
    rows = (
        {"client_id": f"xero:{at}", "name": name, "email": "jo@books.pl"} for at, name in enumerate(names)
    )
    enter("clients", *rows)
    found = propose(Ledger.open(folder))
    assert not any(reason.about == "key" for proposal in found for reason in proposal.reasons)


def test_a_person_known_by_an_address_is_proposed_by_name(enter, folder):
    enter(
        "clients", {"client_id": "xero:1", "name": "Anna Nowak"}, {"client_id": "xero:2", "name": "Jan Lis"}
    )
    enter(
        "clients", {"client_id": "address:an@wp.pl", "name": "Anna Nowak", "email": "an@wp.pl"}, mention=True
    )
    recognise(Ledger.open(folder), now=NOW)
    assert [(proposal.a, proposal.b) for proposal in propose(Ledger.open(folder))] == [
        ("xero:1", "address:an@wp.pl")
    ]


def test_an_empty_ledger_has_nothing_to_propose(folder):
    assert propose(Ledger.open(folder)) == []


def test_the_statistics_keep_their_remarks_to_themselves(ledger):
    program = (
        "import sys; from pathlib import Path; from amicable.engines.ledger import Ledger\n"
        "from amicable.engines.linkage import propose; propose(Ledger.open(Path(sys.argv[1])))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, ledger.folder], capture_output=True, text=True, check=True
    )
    assert (said.stdout, said.stderr) == ("", "")


def test_a_large_portfolio_learns_from_itself_and_finds_the_same(ledger, enter):
    chance = random.Random(1)
    words = ["".join(chance.choices("aeiklmnoprstuv", k=7)).title() for _ in range(2 * ENOUGH_TO_LEARN)]
    names = (f"{one} {other}" for one, other in zip(words[::2], words[1::2], strict=True))
    enter("clients", *({"client_id": f"xero:more {at}", "name": name} for at, name in enumerate(names)))
    found = [(proposal.a, proposal.b) for proposal in propose(Ledger.open(ledger.folder))]
    assert {("xero:1", "hub:1"), ("xero:2", "hub:2")} <= set(found)
    assert len(found) < 20
