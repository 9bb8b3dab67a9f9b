"""What is done with a facture globale: printed, collected from its organism, deleted with the code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from models.money import modes
from models.money.amounts import NotPositive
from models.money.ledger.accounts import PaymentMode
from models.people.staff import security_code
from models.refusals import Refused
from models.store import clock
from models.trade.global_invoices import detail as global_invoice_detail
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.global_invoices.listing import InvoiceRow
from models.trade.global_invoices.organisms import MoreThanBilled, NotBilled
from models.trade.global_invoices.table import NoSuchInvoice
from models.values import Centimes, Progress
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, ChoiceField, CodeField, Field, Option, TextField, ValueDateField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.parts import papers


async def write(desk: BaseScreen[Any], row: InvoiceRow) -> None:
    """Writes the invoice as a PDF, and says where it is."""

    def task(folder: Path, progress: Progress) -> Path:
        from printing.papers.global_invoice import file_name, write

        paper = global_invoice_detail.paper(row.id)
        return write(paper, folder / file_name(paper), progress, replace=True)

    await papers.write(desk, _("Global invoice"), _("Writing the invoice"), task)


@dataclass(frozen=True, slots=True)
class Collected:
    """What an organism paid, and the text of each field."""

    amount: Centimes
    mode: PaymentMode
    values: Mapping[str, Any]
    texts: Mapping[str, Any]


class CollectDialog(FormDialog[Collected]):
    """What came from the organism; all that remains is proposed."""

    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = {MoreThanBilled: "amount", NotPositive: "amount"}

    def __init__(
        self, row: InvoiceRow, again: Collected | None = None, refused: Refused | None = None
    ) -> None:
        super().__init__(again.texts if again else None, refused)
        self._row = row

    def heading(self) -> str:
        return _("{organism} pays {number}").format(organism=self._row.organism, number=self._row.number)

    def fields(self) -> Sequence[Field]:
        offered = sorted(modes.offered(), key=lambda mode: mode is not PaymentMode.TRANSFER)
        return (
            AmountField("amount", N_("Amount received"), required=True),
            ChoiceField(
                "mode", N_("Mode"), options=tuple(Option(mode, words.mode(mode)) for mode in offered)
            ),
            ValueDateField("day", N_("Date")),
            TextField("reference", N_("Reference"), N_("cheque or transfer number")),
        )

    def start(self) -> Mapping[str, Any]:
        return {"amount": self._row.remaining, "day": clock.today()}

    def answer(self, values: dict[str, Any]) -> Collected:
        if values["amount"] > self._row.remaining:
            raise MoreThanBilled(self._row.number, values["amount"], self._row.remaining)
        return Collected(values["amount"], values["mode"], values, self.form.typed())


async def collect(desk: BaseScreen[Any], row: InvoiceRow) -> None:
    """Records what the organism paid of an invoice."""
    if row.deleted:
        raise NoSuchInvoice
    if not row.organism:
        raise NotBilled(row.number)
    by = desk.officine.by()
    number = await insist(
        desk,
        lambda typed, refused: CollectDialog(row, typed, refused),
        lambda typed: organism_billing.collect(
            row.id,
            typed.amount,
            typed.mode,
            day=typed.values["day"],
            reference=typed.values["reference"],
            by=by,
        ),
    )
    if number is not None:
        desk.tell(_("{number} is recorded: it enters the till.").format(number=number))


@dataclass(frozen=True, slots=True)
class _Deletion:
    code: str
    reason: str


class DeleteInvoiceDialog(FormDialog[_Deletion]):
    """The reason, and the code of who may; the dialog says what will be so afterwards."""

    FINAL = True
    HEADING = N_("Delete an invoice")
    FIELDS = (
        TextField("note", N_("Reason"), N_("wrong month, sale forgotten…"), required=True),
        CodeField("security_code", N_("Security code"), required=True),
    )

    def __init__(
        self, row: InvoiceRow, again: _Deletion | None = None, refused: Refused | None = None
    ) -> None:
        super().__init__(refused=refused)
        self._row = row
        self._again = again

    def start(self) -> Mapping[str, Any]:
        return {"note": self._again.reason} if self._again else {}

    def content(self) -> ComposeResult:
        sentence = _("{number}, {amount}. What is on it can be invoiced again; its number is not used twice.")
        text = sentence.format(number=self._row.number, amount=formats.amount(self._row.total))
        yield Static(text, markup=False)
        yield from super().content()

    def answer(self, values: dict[str, Any]) -> _Deletion:
        return _Deletion(values["security_code"], values["note"])


async def delete(desk: BaseScreen[Any], row: InvoiceRow) -> None:
    """Asks the reason and the security code, and deletes the invoice."""
    if row.deleted:
        raise NoSuchInvoice
    if not security_code.is_chosen():
        raise security_code.NoSecurityCode
    by = desk.officine.by()

    def done(typed: _Deletion) -> bool:
        global_invoices.delete(row.id, typed.code, typed.reason, by=by)
        return True

    if await insist(desk, lambda typed, refused: DeleteInvoiceDialog(row, typed, refused), done):
        desk.tell(_("{number} is deleted: what was on it can be invoiced again.").format(number=row.number))
