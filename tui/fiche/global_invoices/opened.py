"""A facture globale opened: who pays it, what is on it, and the VAT in it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.global_invoices import STATES, payer, remaining_in_full
from models.comments.table import Subject, SubjectKind
from models.trade.cancelling import guards
from models.trade.global_invoices import detail as global_invoice_detail
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices.detail import InvoicedDocument
from models.trade.global_invoices.organisms import Received
from models.trade.sales.vat_shares import VatShare
from tui.comments.commented import Commented
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.detail import table
from tui.dialogs.reason import ReasonDialog
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.widgets.columns import Column
from tui.widgets.text_lines import Line, Lines, ends, facts

_DOCUMENTS: list[Column[InvoicedDocument]] = [
    Column("day", N_("Date"), lambda item: formats.day(item.day), 10),
    Column("number", N_("No."), lambda item: item.number, 12),
    Column("kind", N_("Operation"), lambda item: words.operation(item.kind), 8, grows=1),
    Column("amount", N_("Amount"), lambda item: formats.amount(item.amount), 12, right=True),
]


def _quiet(row: Received) -> str:
    return "quiet" if row.reversed_by else "plain"


_RECEIVED: list[Column[Received]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10, style=_quiet),
    Column("number", N_("No."), lambda row: row.number, 12, style=_quiet),
    Column(
        "mode",
        N_("Mode"),
        lambda row: _("cancelled") if row.reversed_by else f"{words.mode(row.mode)} {row.reference}".strip(),
        8,
        grows=1,
        style=_quiet,
    ),
    Column("amount", N_("Amount"), lambda row: formats.amount(row.amount), 12, right=True, style=_quiet),
]
_SHARES: list[Column[VatShare]] = [
    Column("rate", N_("VAT"), lambda share: formats.percent(share.rate), 8, grows=1),
    Column("net", N_("Without VAT"), lambda share: formats.amount(share.net), 12, right=True),
    Column("vat", N_("VAT"), lambda share: formats.amount(share.vat), 12, right=True),
]


class GlobalInvoiceOpened(Commented):
    """The invoice as it was issued, what an organism paid of it, and what remains of it."""

    PURPOSE = N_("One invoice: what is on it, who pays it, and what is left to pay.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "x",
            "cancel_payment",
            N_("Cancel payment"),
            id="invoice.cancel_payment",
            tooltip=N_("Reverse what the organism paid, with a reason"),
        ),
    ]

    def __init__(self, invoice: int) -> None:
        super().__init__()
        self._invoice = invoice
        self.load()

    def commented(self) -> Subject:
        return Subject(SubjectKind.INVOICE, self._invoice)

    def load(self) -> None:
        """Reads what is shown."""
        self.paper = global_invoice_detail.paper(self._invoice)
        self.received = organism_billing.received(self._invoice)

    def read_again(self) -> None:
        self.load()
        self.query_one(Lines).put(self.whole)
        self.refresh_bindings()

    @property
    def _not_cancelled(self) -> list[Received]:
        return [row for row in self.received if not row.reversed_by]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "cancel_payment":
            return bool(self._not_cancelled)
        return super().check_action(action, parameters)

    @asking
    async def action_cancel_payment(self) -> None:
        row = await self._which(self._not_cancelled)
        if row is None:
            return
        by = self.officine.by()
        sentence = _("{number}, {amount}. The organism owes it again, and it leaves the till.")
        said = sentence.format(number=row.number, amount=formats.amount(row.amount))
        number = await insist(
            self,
            lambda reason, refused: ReasonDialog(
                _("Cancel: {what}").format(what=words.operation("payment")),
                said,
                N_("unpaid cheque, wrong client…"),
                reason,
                refused,
            ),
            lambda reason: guards.cancel(row.operation, reason, by=by),
        )
        if number is not None:
            self.tell(_("{number} is cancelled by {reversal}.").format(number=row.number, reversal=number))

    async def _which(self, rows: list[Received]) -> Received | None:
        if len(rows) < 2:
            return rows[0] if rows else None
        ways = [
            Way(row.number, row.number, f"{formats.amount(row.amount)} · {formats.day(row.day)}")
            for row in rows
        ]
        chosen = await self.ask(ChooseDialog(_("Cancel which payment?"), "", ways))
        return next((row for row in rows if row.number == chosen), None)

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
            (_("Total"), formats.amount(row.total)),
            (_("Remaining"), remaining_in_full(row)),
            (_("Entered"), entered),
        ]
        lines = [*facts(said, width, 16), []]
        if self.received:
            lines += [*table(_RECEIVED, self.received, width), []]
        lines += table(_DOCUMENTS, paper.documents, width)
        lines += [ends((_("Total"), "strong"), (formats.amount(row.total), "strong"), width), []]
        return lines + table(_SHARES, paper.shares, width)
