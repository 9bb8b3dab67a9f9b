"""Invoices and credit notes of one sale or one return, in words."""

from collections.abc import Mapping

from locales import N_, _, formats
from locales.words import states
from locales.words.ledger import amount
from models.trade.invoices.detail import BilledNote
from models.trade.invoices.mentions import Law, Mentions
from models.trade.invoices.rows import InvoiceRow
from models.trade.invoices.states import InvoiceState
from models.trade.invoices.table import InvoiceKind, SentBy

KINDS: Mapping[InvoiceKind, str] = {
    InvoiceKind.INVOICE: N_("Invoice"),
    InvoiceKind.SERVICES: N_("Invoice for services"),
    InvoiceKind.CREDIT_NOTE: N_("Invoice credit note"),
}
STATES: Mapping[InvoiceState, str] = {
    InvoiceState.DRAFT: states.DRAFT,
    InvoiceState.ISSUED: states.ISSUED,
    InvoiceState.SENT: states.SENT,
    InvoiceState.PARTLY_PAID: states.PARTLY_SETTLED,
    InvoiceState.PAID: states.SETTLED,
    InvoiceState.RETURNED: states.RETURNED,
}
MEANS: Mapping[SentBy, str] = {
    SentBy.HAND: N_("handed over"),
    SentBy.POST: N_("by post"),
    SentBy.EMAIL: N_("by e-mail"),
}
LAWS: Mapping[Law, str] = {
    Law.MOROCCO: N_(
        "Terms of payment between companies: law 69-21 (Commercial Code, art. 78-1 and following): 60 days "
        "from the invoice unless agreed otherwise, 120 days at most. Paying late is fined as that law says."
    ),
    Law.FRANCE: N_(
        "Late payment: penalties at the rate of the European Central Bank plus 10 points, and a fixed "
        "40 € for recovery costs (Commercial Code, art. L441-10 and D441-5). No discount for early payment."
    ),
}


def kind(of: InvoiceKind) -> str:
    """What it is called."""
    return _(KINDS[of])


def state(row: InvoiceRow) -> str:
    """Where it stands, in a word or two."""
    return _(STATES[row.state])


def called(row: InvoiceRow) -> str:
    """Its number, or that it has none yet."""
    return row.number or _(states.DRAFT).lower()


def billed_note(note: BilledNote) -> str:
    """A delivery note that an invoice bills: its number, its day, and the site it went to."""
    return " · ".join(part for part in (note.number, formats.day(note.day), note.site) if part)


def remaining(row: InvoiceRow) -> str:
    """What is still to be paid, or of a credit note to be used."""
    return amount(row.remaining)


def mentions(said: Mentions) -> str:
    """What stands at the foot of the paper; empty for nothing."""
    return said.own or (_(LAWS[said.law]) if said.law else "")
