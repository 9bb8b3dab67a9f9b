"""An invoice or a credit note opened: its terms, its lines, the VAT in it, and when it was sent."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import invoices as words
from locales.words import ledger
from models.comments.table import Subject, SubjectKind
from models.trade.documents import invoiced
from models.trade.invoices import detail as invoice_detail
from models.trade.invoices.rows import InvoiceRow
from models.trade.sales.vat_shares import VatShare
from tui.comments.commented import Commented
from tui.dialogs.detail import table
from tui.frame.base import asking
from tui.invoices import actions
from tui.lines import totals
from tui.lines.sold import columns
from tui.widgets.columns import Column
from tui.widgets.text_lines import Line, Lines, ends, facts

_SHARES: list[Column[VatShare]] = [
    Column("rate", N_("VAT"), lambda share: formats.percent(share.rate), 8, grows=1),
    Column("net", N_("Without VAT"), lambda share: formats.amount(share.net), 12, right=True),
    Column("vat", N_("VAT"), lambda share: formats.amount(share.vat), 12, right=True),
]


class InvoiceOpened(Commented):
    """The paper as it was issued, and what became of it. Comments on it are those on its sale or return."""

    PURPOSE = N_("One invoice: what it bills, on which terms, and what is left to pay.")
    GUIDE = "factures.md#la-facture-dune-vente"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "print", N_("Print"), id="invoice.print", tooltip=N_("Write the invoice as a PDF")),
        Binding("s", "sent", N_("Sent"), id="invoice.sent", tooltip=N_("Note that it went to the client")),
    ]

    def __init__(self, invoice: int) -> None:
        super().__init__()
        self._invoice = invoice
        self.load()

    def load(self) -> None:
        """Reads what is shown."""
        self.paper = invoiced.paper(self._invoice)
        self.sendings = invoice_detail.sendings(self._invoice)

    def read_again(self) -> None:
        self.load()
        self.query_one(Lines).put(self.whole)

    def commented(self) -> Subject:
        return Subject(SubjectKind.OPERATION, self.paper.row.operation)

    @asking
    async def action_print(self) -> None:
        await actions.print_row(self, self.paper.row)

    @asking
    async def action_sent(self) -> None:
        await actions.note_sent(self, self.paper.row)

    def heading(self) -> str:
        row = self.paper.row
        return f"{words.kind(row.kind)} {row.number} · {formats.day(row.day)}"

    def drawing(self, width: int) -> list[Line]:
        paper, row = self.paper, self.paper.row
        lines = [*facts(self._said(), width, 16), []]
        lines += table(columns(paper.lines), paper.lines, width)
        lines += totals.below(_("Total"), row.total, paper.lines, width)
        figure = (formats.amount(row.remaining), "owes") if row.remaining else ("–", "quiet")
        lines += [ends((_("Remaining"), "plain"), figure, width), []]
        return lines + table(_SHARES, paper.shares, width)

    def _said(self) -> list[tuple[str, str]]:
        paper, row = self.paper, self.paper.row
        terms, corrects = paper.terms, paper.corrects
        of = _("Return") if corrects else _("Sale")
        entered = " · ".join(part for part in (formats.moment(paper.issued_at), row.author) if part)
        optional = (
            (_("Contact"), paper.contact),
            (_("Corrects"), corrects.number if corrects else ""),
            (_("To be paid by"), formats.day(row.due) if row.due else ""),
            (_("Terms of payment"), terms.payment),
            (_("Terms of delivery"), terms.shipping),
            (_("Mode of payment"), ledger.mode(terms.mode) if terms.mode else ""),
            (_("Factur-X"), _("in the PDF") if terms.factur_x else ""),
        )
        return [
            (_("In the name of"), paper.client.name),
            (of, f"{row.operation_number} · {formats.day(row.operation_day)}"),
            (_("State"), words.state(row)),
            *((label, value) for label, value in optional if value),
            *((_("Delivery note"), words.billed_note(each)) for each in paper.notes),
            *(
                (_("Sent"), " · ".join((formats.moment(each.at), _(words.MEANS[each.means]), each.author)))
                for each in self.sendings
            ),
            (_("Entered"), entered),
        ]


def of_operation(row: InvoiceRow | None) -> list[tuple[str, str]]:
    """What an opened sale or return says of its invoice; nothing where it has none."""
    return [(words.kind(row.kind), f"{words.called(row)} · {words.state(row).lower()}")] if row else []
