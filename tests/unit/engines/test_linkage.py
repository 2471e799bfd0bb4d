from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amicable.engines.ledger import Ledger
from amicable.engines.linkage import (
    AlreadyOne,
    Link,
    NotLinked,
    UnknownClient,
    confirm,
    effective,
    propose,
    recognise,
    reject,
    split,
)
from amicable.engines.linkage.groups import Groups, Party

from .rows import rows_of, utc

NOW = datetime(2024, 5, 3, 8, 0, tzinfo=UTC)
LATER = datetime(2024, 6, 3, 8, 0, tzinfo=UTC)


@pytest.fixture
def clients(enter):
    """Enters clients, each by its id and what differs from nothing; a name is the id's unless given."""

    def _clients(mention=False, **rows):
        named = {client_id.replace("__", ":"): row for client_id, row in rows.items()}
        enter(
            "clients",
            *({"client_id": i, "name": f"name of {i}"} | row for i, row in named.items()),
            mention=mention,
        )

    return _clients


@pytest.fixture
def linked(folder):
    """Recognises, and gives each alias with its client and the key."""

    def _linked(at=NOW):
        return {(link.alias, link.client_id, link.how) for link in recognise(Ledger.open(folder), now=at)}

    return _linked


def held(folder):
    """What readers apply: alias -> client."""
    links = effective(Ledger.open(folder).links())
    return dict(zip(links["alias"].to_pylist(), links["client_id"].to_pylist(), strict=True))


def pairs(folder):
    return {frozenset((proposal.a, proposal.b)) for proposal in propose(Ledger.open(folder))}


# ------------------------------------------------------------------ exact keys


def test_links_the_same_tax_number(clients, linked):
    clients(xero__1={"tax_number": "PL 123-456-32-18"}, hub__9={"tax_number": "1234563218"})
    assert linked() == {("xero:1", "hub:9", "tax number")}


def test_links_the_same_address_also_that_of_a_contact(clients, enter, linked):
    clients(xero__1={"email": "Office@acme.com"}, hub__9={})
    enter("contacts", {"contact_id": "hub:c", "client_id": "hub:9", "email": "office@acme.com"})
    assert linked() == {("xero:1", "hub:9", "e-mail")}


def test_links_the_same_name_in_two_sources(clients, linked):
    clients(xero__1={"name": "Acme Ltd"})
    clients(mention=True, harvest__a={"name": "ACME, Limited"}, toggl__a={"name": "Acme"})
    assert linked() == {("harvest:a", "xero:1", "name"), ("toggl:a", "xero:1", "name")}


def test_a_mention_by_name_gives_way_to_the_full_row_of_its_own_source(clients, linked):
    clients(xero__1={"name": "Acme Ltd"})
    clients(mention=True, xero__acme={"name": "Acme Ltd"})
    assert linked() == {("xero:acme", "xero:1", "name")}


def test_ties_an_address_to_the_client_that_has_it(clients, linked):
    clients(xero__1={"email": "office@gmail.com"})
    clients(mention=True, **{"address:office@gmail.com": {"email": "office@gmail.com"}})
    assert linked() == {("address:office@gmail.com", "xero:1", "e-mail")}


def test_ties_an_address_that_only_a_message_knows_by_its_domain(clients, enter, linked):
    clients(xero__1={"email": "office@acme.com"})
    message = {"client_id": "address:jo@acme.com", "direction": "in", "sent_at": utc("2024-05-01 10:00")}
    enter("messages", {"message_id": "mail:1", **message})
    assert linked() == {("address:jo@acme.com", "xero:1", "mail domain")}


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("jo@gmail.com", {"xero__1": {"email": "acme@gmail.com"}}),
        ("jo@acme.com", {"xero__1": {"email": "a@acme.com"}, "xero__2": {"email": "b@acme.com"}}),
    ],
    ids=["open to everybody", "of two clients"],
)
def test_a_domain_that_is_not_one_clients_ties_nobody(clients, linked, address, others):
    clients(**others)
    clients(mention=True, **{f"address:{address}": {"name": "Jo"}})
    assert linked() == set()


def test_our_own_domain_ties_nobody(clients, folder, linked):
    Ledger.open(folder).set_firm(domains=["ours.com"])
    clients(xero__1={"email": "billing@ours.com"})
    clients(mention=True, **{"address:jo@ours.com": {"name": "Jo"}})
    assert linked() == set()


def test_the_name_that_somebody_writes_before_an_address_links_nobody(clients, linked):
    clients(xero__1={"name": "Acme"})
    clients(mention=True, **{"address:x@gmail.com": {"name": "Acme"}})
    assert linked() == set()


def test_a_second_run_finds_nothing_new_and_changes_nothing(clients, folder, linked):
    clients(xero__1={"name": "Acme"}, hub__1={"name": "Acme"})
    assert linked()
    before = Ledger.open(folder).manifest
    assert linked(LATER) == set()
    assert Ledger.open(folder).manifest == before


# ------------------------------------------------------------------ what is left to a person


@pytest.mark.parametrize(
    "same",
    [{"tax_number": "1234563218"}, {"email": "a@acme.com"}, {"name": "Acme"}],
    ids=lambda same: next(iter(same)),
)
def test_two_full_rows_of_one_source_are_proposed_and_never_linked(clients, folder, linked, same):
    clients(xero__1=same, xero__2=same, hub__1=same)
    assert linked() == set()
    assert frozenset(("xero:1", "xero:2")) in pairs(folder)
    assert frozenset(("hub:1", "xero:1")) in pairs(folder)


def test_a_chain_that_would_join_two_full_rows_of_one_source_is_proposed(clients, folder, linked):
    clients(xero__1={"tax_number": "1234563218"}, xero__2={"email": "a@acme.com"})
    clients(hub__1={"tax_number": "1234563218", "email": "a@acme.com"})
    assert linked() == {("xero:1", "hub:1", "tax number")}
    assert frozenset(("hub:1", "xero:2")) in pairs(folder)


def test_different_tax_numbers_forbid_to_link_by_a_weaker_key(clients, folder, linked):
    clients(
        xero__1={"name": "Acme", "tax_number": "1234563218"},
        hub__1={"name": "Acme", "tax_number": "9876543210"},
    )
    assert linked() == set()
    assert pairs(folder) == {frozenset(("xero:1", "hub:1"))}


def test_different_tax_numbers_forbid_it_also_by_way_of_a_third(clients, folder, linked):
    clients(
        xero__1={"tax_number": "1234563218", "email": "a@acme.com"},
        hub__1={"email": "a@acme.com", "name": "Acme"},
    )
    clients(zoho__1={"tax_number": "9876543210", "name": "Acme"})
    assert linked() == {("xero:1", "hub:1", "e-mail")}
    assert pairs(folder) == {frozenset(("hub:1", "zoho:1"))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Acme Ltd"}, {"name": "Acme S.L."}),
        ({"name": "Acme", "country": "ES"}, {"name": "Acme", "country": "PL"}),
    ],
    ids=["legal form", "country"],
)
def test_a_name_is_not_enough_where_something_else_differs(clients, folder, linked, one, other):
    clients(xero__1=one, hub__1=other)
    assert linked() == set()
    assert pairs(folder) == {frozenset(("xero:1", "hub:1"))}


def test_two_names_for_time_in_one_source_are_not_one_client_by_themselves(clients, linked):
    clients(mention=True, harvest__a={"name": "Acme"}, harvest__b={"name": "ACME."})
    assert linked() == set()


def test_vietnamese_names_that_differ_only_in_marks_are_proposed(clients, folder, linked):
    clients(xero__1={"name": "Công ty TNHH Hoà Mãi"}, hub__1={"name": "Công ty TNHH Hoa Mai"})
    assert linked() == set()
    assert pairs(folder) == {frozenset(("xero:1", "hub:1"))}


# ------------------------------------------------------------------ who survives


def test_the_described_client_survives_before_the_invoiced_and_the_mentioned(clients, enter, linked):
    clients(mention=True, aaa__1={"name": "Acme"}, books__1={"name": "Acme"})
    clients(hub__1={"name": "Acme"})
    enter("invoices", {"invoice_id": "books:i", "client_id": "books:1"})
    assert {client for _, client, _ in linked()} == {"hub:1"}


def test_among_the_described_the_one_with_invoices_survives(clients, enter, linked):
    clients(hub__1={"name": "Acme"}, xero__1={"name": "Acme"})
    enter("invoices", {"invoice_id": "xero:i", "client_id": "xero:1"})
    assert linked() == {("hub:1", "xero:1", "name")}


def test_a_survivor_stays_when_an_equal_comes_later(clients, folder, linked):
    clients(hub__1={"name": "Acme"}, xero__1={"name": "Acme"})
    linked()
    clients(aaa__1={"name": "Acme"})
    assert linked(LATER) == {("aaa:1", "hub:1", "name")}
    assert held(folder) == {"aaa:1": "hub:1", "xero:1": "hub:1"}


def test_a_mention_that_survived_gives_way_to_a_full_row_and_its_aliases_follow(clients, folder, linked):
    clients(mention=True, harvest__a={"name": "Acme"}, toggl__a={"name": "Acme"})
    linked()
    clients(xero__1={"name": "Acme"})
    linked(LATER)
    assert held(folder) == {"harvest:a": "xero:1", "toggl:a": "xero:1"}


# ------------------------------------------------------------------ decisions


@pytest.fixture
def acme(clients, folder):
    """A ledger with one client in two sources, and one of a like name."""
    clients(xero__1={"name": "Acme"}, hub__1={"name": "Acme"}, xero__2={"name": "Acmee"})
    recognise(Ledger.open(folder), now=NOW)
    return Ledger.open(folder)


def test_a_split_is_remembered(acme, folder, linked):
    split(acme, "xero:1", by="jo", at=LATER)
    assert held(folder) == {}
    assert linked(LATER) == set()
    assert frozenset(("xero:1", "hub:1")) not in pairs(folder)


def test_a_split_alias_does_not_come_back_by_way_of_a_third(acme, clients, folder, linked):
    split(acme, "xero:1", by="jo", at=LATER)
    clients(mention=True, toggl__a={"name": "Acme"})
    linked(LATER)
    assert held(folder).get("xero:1", "xero:1") != held(folder).get("hub:1", "hub:1")


def test_a_confirmed_pair_is_one_client_even_within_one_source(acme, folder):
    link = confirm(acme, "xero:1", "xero:2", by="jo", at=LATER)
    assert (link.alias, link.client_id, link.how, link.decided_by) == ("xero:2", "hub:1", "person", "jo")
    assert held(folder) == {"xero:1": "hub:1", "xero:2": "hub:1"}


def test_a_rejected_pair_is_neither_linked_nor_proposed(clients, folder, linked):
    clients(xero__1={"name": "Acme"}, hub__1={"name": "Acme"})
    reject(Ledger.open(folder), "xero:1", "hub:1", by="jo", at=NOW)
    assert linked() == set()
    assert pairs(folder) == set()


def test_who_confirms_overrules_what_was_rejected_and_may_split_again(acme, folder, linked):
    reject(acme, "hub:1", "xero:2", by="jo", at=LATER)
    confirm(acme, "xero:2", "xero:1", by="jo", at=LATER)
    assert held(folder)["xero:2"] == "hub:1"
    split(acme, "xero:2", by="jo", at=LATER)
    assert "xero:2" not in held(folder)


def test_a_decision_tells_who_when_and_how(acme, folder):
    split(acme, "xero:1", by="jo", at=LATER)
    assert Ledger.open(folder).links().to_pylist() == [
        {
            "alias": "xero:1",
            "client_id": "hub:1",
            "how": "split",
            "certainty": 1.0,
            "decided_by": "jo",
            "decided_at": utc("2024-06-03 08:00"),
        }
    ]


def test_a_stale_view_of_the_ledger_does_not_undo_a_decision_made_meanwhile(acme, folder):
    split(acme, "xero:1", by="jo", at=LATER)
    confirm(acme, "xero:1", "xero:2", by="ann", at=LATER)
    assert held(folder) == {"xero:2": "xero:1"}


def test_refuses_an_id_that_nobody_has(acme):
    with pytest.raises(UnknownClient, match="xero:77"):
        confirm(acme, "xero:1", "xero:77", by="jo", at=LATER)


def test_refuses_to_confirm_or_reject_who_is_one_already(acme):
    with pytest.raises(AlreadyOne):
        confirm(acme, "xero:1", "hub:1", by="jo", at=LATER)
    with pytest.raises(AlreadyOne, match="split"):
        reject(acme, "xero:1", "hub:1", by="jo", at=LATER)


def test_refuses_to_split_who_is_not_linked(acme):
    with pytest.raises(NotLinked, match="hub:1"):
        split(acme, "hub:1", by="jo", at=LATER)


# ------------------------------------------------------------------ what must always hold

IDS = [f"{source}:{number}" for source in ("a", "b", "address") for number in range(3)]
DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(IDS), st.sampled_from(IDS), st.sampled_from(["person", "name", "split"])
    ).filter(lambda drawn: drawn[0] != drawn[1])
)


@given(decisions=DECISIONS, full=st.sets(st.sampled_from(IDS)))
def test_every_alias_has_one_client_that_is_itself_no_alias(decisions, full):
    groups = Groups(
        {i: Party(i, full_row=i in full) for i in IDS}, [Link(*drawn, 1.0) for drawn in decisions]
    )
    links = groups.links()
    aliases = [link.alias for link in links]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & {link.client_id for link in links}
    assert all(groups.are_one(link.alias, link.client_id) for link in links)
    assert len(links) == len(IDS) - len({groups.survivor(i) for i in IDS})
    assert Groups({i: Party(i, full_row=i in full) for i in IDS}, links).links() == links


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["xero", "hub", "harvest"]),
            "name": st.sampled_from(["Acme", "Acme Ltd", "Bolt", "Bolt Oy"]),
            "email": st.sampled_from([None, "a@acme.com", "b@bolt.com"]),
            "tax_number": st.sampled_from([None, "1234563218", "9876543210"]),
        }
    ),
    max_size=8,
)


@settings(max_examples=25)
@given(rows=ROWS)
def test_no_key_ever_merges_two_full_rows_of_one_source(tmp_path_factory, rows):
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger"))
    given_ = [
        {"client_id": f"{row.pop('source')}:{at}", **row}
        for at, row in enumerate([dict(row) for row in rows])
    ]
    with ledger.importing(at=NOW) as batch:
        batch.write("clients", rows_of("clients", given_), source="s", file="f", mention=False)
    recognise(ledger, now=NOW)
    clients = held(ledger.folder)
    merged = [
        (clients.get(row["client_id"], row["client_id"]), row["client_id"].split(":")[0]) for row in given_
    ]
    assert len(merged) == len(set(merged))
    assert not set(clients) & set(clients.values())
