"""A facture globale in words: who pays it, how much is paid, and what remains."""

from locales import N_, _, formats
from locales.words.ledger import amount
from models.trade.global_invoices.listing import InvoiceRow, InvoiceState

STATES = {
    InvoiceState.DELETED: N_("Deleted"),
    InvoiceState.UNPAID: N_("Not paid"),
    InvoiceState.PARTLY_PAID: N_("Partly paid"),
    InvoiceState.PAID: N_("Fully paid"),
}


def payer(row: InvoiceRow) -> str:
    """Who pays it."""
    return row.organism or _("The client")


def remaining(row: InvoiceRow) -> str:
    return _("deleted") if row.deleted else amount(row.remaining)


def remaining_in_full(row: InvoiceRow) -> str:
    """What remains to be paid; and why that may be more than the total less what was paid."""
    if not (row.elsewhere and row.remaining) or row.deleted:
        return remaining(row)
    said = _("{amount}, {elsewhere} of it because its returns were used or paid back elsewhere")
    return said.format(amount=formats.amount(row.remaining), elsewhere=formats.amount(row.elsewhere))
