"""Cancelling a sale: a reversing operation, with a reason; and what becomes of what was paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from models.money.ledger.history import OperationRow
from models.refusals import Refused
from models.trade.cancelling import sale as cancelling
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, Field, TextField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


@dataclass(frozen=True, slots=True)
class Cancelling:
    """What somebody answered."""

    reason: str
    with_payment: bool


class CancelSaleDialog(FormDialog[Cancelling]):
    """Asks why, and says what becomes of what was paid."""

    PURPOSE = N_("Undo a sale, with a reason. Both stay to be seen.")
    FINAL = True

    def __init__(
        self, row: OperationRow, again: Cancelling | None = None, refused: Refused | None = None
    ) -> None:
        super().__init__(refused=refused)
        self._row = row
        self._paid = cancelling.paid_at_once(row.id)
        self._again = again

    def heading(self) -> str:
        return _("Cancel: {what}").format(what=words.operation(self._row.kind))

    def fields(self) -> Sequence[Field]:
        reason = TextField("note", N_("Reason"), N_("wrong client, typed twice…"), required=True)
        if self._paid is None:
            return (reason,)
        return reason, CheckField("with_payment", N_("Give the money back"))

    def start(self) -> Mapping[str, Any]:
        if self._again is None:
            return {}
        return {"note": self._again.reason, "with_payment": self._again.with_payment}

    def content(self) -> ComposeResult:
        row = self._row
        said = [_("{number}, {amount}.").format(number=row.number, amount=formats.amount(row.amount))]
        if row.settled:
            paid = formats.amount(row.settled)
            said.append(_("What paid it becomes credit: {amount}.").format(amount=paid))
        yield Static(" ".join(said), markup=False, classes="sentence")
        yield from super().content()

    def on_mount(self) -> None:
        if self._paid is not None:
            self.form.aside("with_payment", formats.amount(self._paid.amount))

    def answer(self, values: dict[str, Any]) -> Cancelling:
        return Cancelling(values["note"], values.get("with_payment", False))


async def cancel_sale(desk: BaseScreen[Any], row: OperationRow) -> None:
    """Asks for the reason and reverses the sale."""
    by = desk.officine.by()
    number = await insist(
        desk,
        lambda again, refused: CancelSaleDialog(row, again, refused),
        lambda asked: cancelling.cancel(
            row.id,
            asked.reason,
            with_payment=asked.with_payment,
            by=by,
        ),
    )
    if number is not None:
        desk.tell(_("{number} is cancelled by {reversal}.").format(number=row.number, reversal=number))
