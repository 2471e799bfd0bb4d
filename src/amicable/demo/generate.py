"""Generates the demo firm: exports for the product to read, and the truth for whoever checks it."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from amicable.demo import foreign, impressions, native
from amicable.demo.billing import invoices
from amicable.demo.cast import Cast, cast
from amicable.demo.mailbox import write_mbox
from amicable.demo.meetings import meetings
from amicable.demo.native import Firm
from amicable.demo.plants import FALSE_POSITIVES, FAMILY_SIGNS, SHOP_SIGNS
from amicable.demo.shopping import shopping
from amicable.demo.staffing import staffing
from amicable.demo.table import write_csv
from amicable.demo.talk import messages
from amicable.demo.tickets import tickets
from amicable.demo.trades import TRADES, Kind, Trade
from amicable.demo.work import work
from amicable.i18n import N_
from amicable.refusal import Refusal

FEWEST = 60
"""Clients among whom those planted can still hide."""
MOST = 900
"""Names enough for so many."""


class TooFewClients(Refusal):
    """The demo firm was asked to have too few clients, or too many."""


def generate(folder: Path, *, kind: Kind, seed: int, clients: int = 300) -> Path:
    """`folder`, with `exports/` and `firm.toml` for the product, and the ground truth in `truth.json`."""
    if not FEWEST <= clients <= MOST:
        raise TooFewClients(
            N_("A demo firm has from {fewest} to {most} clients: {clients} were asked for."),
            fewest=FEWEST,
            most=MOST,
            clients=clients,
        )
    exports = folder / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    trade, dice = TRADES[kind], _dice(seed, list(TRADES).index(kind))
    people = cast(trade, next(dice), clients)
    names = foreign.spelling(people, next(dice))
    counts = _write(exports, people, names, dice)
    (folder / "firm.toml").write_text(_firm_toml(trade), encoding="utf-8")
    truth = _truth(people, names) | {"seed": seed, "kind": kind, "counts": counts}
    written = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
    (folder / "truth.json").write_text(written, encoding="utf-8")
    return folder


def _dice(seed: int, kind: int) -> Iterator[np.random.Generator]:
    """A generator for each part, so that a change of one leaves the others as they were."""
    part = 0
    while True:
        yield np.random.default_rng([seed, kind, part])
        part += 1


def _write(
    exports: Path, people: Cast, names: foreign.Spelling, dice: Iterator[np.random.Generator]
) -> dict[str, int]:
    """Write every export; rows by file."""
    team = staffing(people, next(dice))
    bought = shopping(people, next(dice))
    sold = invoices(people, bought, next(dice))
    firm = Firm(people, team, bought, sold, meetings(people, team, next(dice)))
    done = work(people, team, sold, next(dice))
    counts = {
        f"{name}.csv": write_csv(exports / f"{name}.csv", sheet.header.split(","), sheet.rows(firm))
        for name, sheet in native.SHEETS.items()
    }
    for name, (header, rows) in impressions.SHEETS.items():
        counts[f"{name}.csv"] = write_csv(exports / f"{name}.csv", header.split(","), rows(firm, next(dice)))
    xero = foreign.Xero(people, sold, names, next(dice))
    desk = foreign.Zendesk(people, team, tickets(people, next(dice)))
    for name, header, foreign_rows in (
        ("xero_contacts", foreign.XERO_CONTACTS, xero.contacts()),
        ("xero_invoices", foreign.XERO_INVOICES, xero.documents()),
        ("xero_credit_notes", foreign.XERO_CREDIT_NOTES, xero.credit_notes()),
        ("harvest_time", foreign.HARVEST, foreign.harvest(people, team, done, names)),
        ("zendesk_tickets", foreign.ZENDESK_TICKETS, desk.tickets()),
        ("zendesk_users", foreign.ZENDESK_USERS, desk.users()),
        ("zendesk_organizations", foreign.ZENDESK_ORGANIZATIONS, desk.organizations()),
    ):
        counts[f"{name}.csv"] = write_csv(exports / f"{name}.csv", header.split(","), foreign_rows)
    talk = messages(people, team, next(dice))
    counts["mail.mbox"] = write_mbox(exports / "mail.mbox", people, team, talk, next(dice))
    again = impressions.afterwork(firm, next(dice))
    counts["afterwork.csv"] = write_csv(exports / "afterwork.csv", impressions.AFTERWORK.split(","), again)
    return counts


def _firm_toml(trade: Trade) -> str:
    costs = "\n".join(f"{role} = {cost}" for role, cost in trade.hourly_cost.items())
    return (
        f'name = "{trade.name}"\ncountry = "{trade.country}"\nzone = "{trade.zone}"\n'
        f'profession = "{trade.profession}"\ncurrency = "{trade.currency}"\ndomains = ["{trade.domain}"]\n\n[hourly_cost]\n{costs}\n'
    )


def _truth(people: Cast, names: foreign.Spelling) -> dict[str, object]:
    """Who was planted and why, and which spellings mean the same client."""
    signs = SHOP_SIGNS if people.trade.is_shop else FAMILY_SIGNS
    return {
        "bad": [
            {
                "client": people.ids[i],
                "name": people.companies[i].name,
                "families": list(people.families[i]),
                "signs": [sign for family in people.families[i] for sign in signs[family]],
                "mild": ["no_growth", "no_referrals"],
            }
            for i in people.playing("bad")
        ],
        "false_positives": [
            {"client": people.ids[i], "name": people.companies[i].name, "part": part, "why": why}
            for part, why in FALSE_POSITIVES.items()
            for i in people.playing(part)
        ],
        "same_client_pairs": [
            {"client": people.ids[i], "name": people.companies[i].name, "source": source, "written": written}
            for source, spelt in (("xero", names.xero), ("harvest", names.harvest))
            for i, written in sorted(spelt.items())
        ],
        "other_clocks": [
            {"client": people.ids[i], "zone": zone}
            for i, zone in enumerate(people.zones)
            if zone != people.trade.zone
        ],
    }
