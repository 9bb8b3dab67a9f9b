"""Cancelling an operation: a reversing one, with a reason."""

from typing import Any

from locales import N_, _, formats
from locales.words import ledger as words
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationRow
from models.refusals import Refused
from models.trade.cancelling import guards
from tui.dialogs.reason import ReasonDialog
from tui.frame.base import BaseScreen
from tui.frame.insist import insist

_EFFECTS = {
    OperationKind.PAYMENT: N_("{number}, {amount}. What it settled will be unpaid again."),
    OperationKind.RETURN: N_(
        "{number}, {amount}. The goods are with the client again, and money paid back with it is in the till."
    ),
    OperationKind.REFUND: N_("{number}, {amount}. The money is in the till again, the credit available."),
}
"""What cancelling does; for other credits it is what it is for a payment."""


def dialog(row: OperationRow, reason: str | None, refused: Refused | None) -> ReasonDialog:
    """Asks why this operation is cancelled."""
    sentence = _(_EFFECTS.get(row.kind, _EFFECTS[OperationKind.PAYMENT]))
    said = sentence.format(number=row.number, amount=formats.amount(row.amount))
    heading = _("Cancel: {what}").format(what=words.operation(row.kind))
    return ReasonDialog(heading, said, N_("unpaid cheque, wrong client…"), reason, refused)


async def cancel(desk: BaseScreen[Any], row: OperationRow) -> None:
    """Asks for the reason and reverses the operation."""
    by = desk.officine.by()
    number = await insist(
        desk,
        lambda reason, refused: dialog(row, reason, refused),
        lambda reason: guards.cancel(row.id, reason, by=by),
    )
    if number is not None:
        desk.tell(_("{number} is cancelled by {reversal}.").format(number=row.number, reversal=number))
