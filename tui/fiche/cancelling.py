"""Cancelling an operation: a reversing one, with a reason."""

from collections.abc import Mapping
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats, words
from models.money.accounts import OperationKind
from models.money.history import OperationRow
from models.people.trail import new_op_id
from models.refusals import Refused
from models.trade import guards
from tui.base import Place
from tui.insist import insist
from tui.widgets.fields import TextField
from tui.widgets.form_dialog import FormDialog

_EFFECTS = {
    OperationKind.PAYMENT: N_("{number}, {amount}. What it settled will be unpaid again."),
    OperationKind.RETURN: N_(
        "{number}, {amount}. The goods are with the client again, and money paid back with it is in the till."
    ),
    OperationKind.REFUND: N_("{number}, {amount}. The money is in the till again, the credit available."),
}
"""What cancelling does; for other credits it is what it is for a payment."""


class CancelDialog(FormDialog[str]):
    """Asks why, and says what will be so afterwards."""

    FIELDS = (TextField("note", N_("Reason"), N_("unpaid cheque, wrong client…"), required=True),)

    def __init__(self, row: OperationRow, reason: str = "", refused: Refused | None = None) -> None:
        super().__init__()
        self._row = row
        self._reason = reason
        self._refused = refused

    def heading(self) -> str:
        return _("Cancel: {what}").format(what=words.operation(self._row.kind))

    def start(self) -> Mapping[str, Any]:
        return {"note": self._reason}

    def content(self) -> ComposeResult:
        sentence = _(_EFFECTS.get(self._row.kind, _EFFECTS[OperationKind.PAYMENT]))
        text = sentence.format(number=self._row.number, amount=formats.amount(self._row.amount))
        yield Static(text, markup=False)
        yield from super().content()

    def on_mount(self) -> None:
        if self._refused is not None:
            self.refuse(self._refused)

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["note"])


async def cancel(desk: Place[Any], row: OperationRow) -> None:
    """Asks for the reason and reverses the operation."""
    op_id = new_op_id()
    number = await insist(
        desk,
        lambda reason, refused: CancelDialog(row, reason or "", refused),
        lambda reason: guards.cancel(row.id, reason, staff=desk.officine.staff, op_id=op_id),
    )
    if number is not None:
        desk.tell(_("{number} is cancelled by {reversal}.").format(number=row.number, reversal=number))
