"""A facture globale opened: who pays it, what is on it, and the VAT in it."""

from locales import N_, _, formats, words
from models.trade import global_invoice_detail
from models.trade.global_invoice_detail import InvoicedDocument
from models.trade.vat_shares import VatShare
from tui.fiche.detail import DetailDialog, table
from tui.fiche.global_invoices import STATES, payer
from tui.widgets.columns import Column
from tui.widgets.text_lines import Line, ends, facts

_DOCUMENTS: list[Column[InvoicedDocument]] = [
    Column("day", N_("Date"), lambda item: formats.day(item.day), 10),
    Column("number", N_("No."), lambda item: item.number, 12),
    Column("kind", N_("Kind"), lambda item: words.operation(item.kind), 8, grows=1),
    Column("amount", N_("Amount"), lambda item: formats.amount(item.amount), 12, right=True),
]
_SHARES: list[Column[VatShare]] = [
    Column("rate", N_("VAT"), lambda share: formats.percent(share.rate), 8, grows=1),
    Column("net", N_("Without VAT"), lambda share: formats.amount(share.net), 12, right=True),
    Column("vat", N_("VAT"), lambda share: formats.amount(share.vat), 12, right=True),
]


class GlobalInvoiceOpened(DetailDialog):
    """The invoice as it was issued, and what remains of it."""

    def __init__(self, invoice: int) -> None:
        super().__init__()
        self.paper = global_invoice_detail.paper(invoice)

    def heading(self) -> str:
        row = self.paper.row
        return f"{_('Global invoice')} {row.number} · {formats.day(row.day)}"

    def drawing(self, width: int) -> list[Line]:
        paper, row = self.paper, self.paper.row
        entered = f"{formats.moment(paper.issued_at)} · {row.author}"
        said = [
            (_("In the name of"), paper.client.name),
            (_("Paid by"), payer(row)),
            (_("State"), _(STATES[row.state])),
            (_("Entered"), entered),
        ]
        lines = [*facts(said, width, 16), []]
        lines += table(_DOCUMENTS, paper.documents, width)
        lines += [ends((_("Total"), "strong"), (formats.amount(row.total), "strong"), width), []]
        lines += table(_SHARES, paper.shares, width)
        remaining = (formats.amount(row.remaining), "owes") if row.remaining else ("–", "quiet")
        return [*lines, [], ends((_("Remaining"), "owes" if row.remaining else "plain"), remaining, width)]
