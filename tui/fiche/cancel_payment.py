"""Cancelling a payment: a reversing operation, with a reason."""

from collections.abc import Mapping
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from models.money.history import OperationRow
from models.people.trail import new_op_id
from models.refusals import Refused
from models.trade import guards
from tui.base import Place
from tui.insist import insist
from tui.widgets.fields import TextField
from tui.widgets.form_dialog import FormDialog


class CancelPaymentDialog(FormDialog[str]):
    """Asks why. What the payment settled will be unpaid again; the dialog says so."""

    HEADING = N_("Cancel a payment")
    FIELDS = (TextField("note", N_("Reason"), N_("unpaid cheque, wrong client…"), required=True),)

    def __init__(self, row: OperationRow, reason: str = "", refused: Refused | None = None) -> None:
        super().__init__()
        self._row = row
        self._reason = reason
        self._refused = refused

    def start(self) -> Mapping[str, Any]:
        return {"note": self._reason}

    def content(self) -> ComposeResult:
        sentence = _("{number}, {amount}. What it settled will be unpaid again.")
        text = sentence.format(number=self._row.number, amount=formats.amount(self._row.amount))
        yield Static(text, markup=False)
        yield from super().content()

    def on_mount(self) -> None:
        if self._refused is not None:
            self.refuse(self._refused)

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["note"])


async def cancel_payment(desk: Place[Any], row: OperationRow) -> None:
    """Asks for the reason and reverses the payment."""
    op_id = new_op_id()
    number = await insist(
        desk,
        lambda reason, refused: CancelPaymentDialog(row, reason or "", refused),
        lambda reason: guards.cancel(row.id, reason, staff=desk.officine.staff, op_id=op_id),
    )
    if number is not None:
        desk.tell(_("{number} is cancelled by {reversal}.").format(number=row.number, reversal=number))
