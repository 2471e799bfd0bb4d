"""What an item of the final account asks for, by its kind; the kinds are those of the settlement."""

from amicable.i18n import N_
from amicable.web.parting.questions.asking import Ask, Sheet, Table

UNITS = {
    "milestone": N_("by milestone"),
    "hours": N_("by hours"),
    "time": N_("by time"),
    "units": N_("by units"),
}
TAX = Ask("tax", N_("Tax in percent"), "number")
GROSS = Ask("gross", N_("Amount with tax"), "money", needed=True)
INVOICE = (Ask("number", N_("Number of the invoice"), needed=True), GROSS, TAX)
WHAT = Ask("name", N_("What"), needed=True)

KINDS = {
    "work_done": Sheet(
        "work_done", 10, N_("Work at an agreed price, by what is done"), N_("Each part by the percentage that is done, less what was paid for it."),
        asks=(WHAT, Ask("price", N_("Agreed price without tax"), "money", needed=True), Ask("paid", N_("Paid so far without tax"), "money", needed=True), TAX),
        tables=(Table("parts", N_("Parts of the work"), N_("Part of the work"), (WHAT, Ask("done", N_("Done"), "number", needed=True), Ask("planned", N_("Planned"), "number", needed=True), Ask("unit", N_("Counted"), "choice", choices=UNITS), Ask("weight", N_("Weight in the price"), "number"))),),
    ),
    "prepaid": Sheet(
        "prepaid", 20, N_("Paid ahead for a period"), N_("The days after the end are paid back."),
        asks=(WHAT, Ask("paid", N_("Paid without tax"), "money", needed=True), Ask("first", N_("First day"), "day", needed=True), Ask("last", N_("Last day"), "day", needed=True), Ask("end_on", N_("Last day of the service"), "day", needed=True), TAX),
    ),
    "unbilled": Sheet("unbilled", 30, N_("Work that is done and not invoiced"), N_("It becomes part of the final invoice."), asks=(WHAT, Ask("net", N_("Amount without tax"), "money", needed=True), TAX)),
    "open_invoice": Sheet("open_invoice", 40, N_("An open invoice"), N_("It is still to be paid."), asks=INVOICE),
    "waived": Sheet("waived", 50, N_("An open invoice that is waived"), N_("It is not asked for any more; the credit note states it."), asks=INVOICE),
    "credited": Sheet("credited", 60, N_("A paid invoice that is given back"), N_("Beyond the account, never in exchange for anything."), asks=INVOICE),
    "goodwill": Sheet("goodwill", 70, N_("A sum given without duty"), N_("Beyond the account, never in exchange for anything."), asks=(WHAT, GROSS, TAX)),
    "deposit": Sheet("deposit", 80, N_("A deposit that goes back"), N_("Money that was never taxed."), asks=(WHAT, Ask("amount", N_("Amount"), "money", needed=True))),
}  # fmt: skip
"""Kind -> its page; a test compares them with drafting.given.ITEMS."""
ACCOUNT = Sheet(
    "money", 90, N_("The final account"), "",
    asks=(
        Ask("held", N_("Money of the client's own that we hold"), "money", N_("Zero: none. Empty: nobody knows.")),
        Ask("settled_by", N_("The account is paid until"), "day"),
        Ask("credit_note", N_("Number of the credit note"), help=N_("Where the account credits something. You number and issue it in your accounting system.")),
    ),
)  # fmt: skip
