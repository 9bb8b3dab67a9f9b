"""What a payment would do, while it is typed: from the due to what goes back and what remains."""

from locales import _
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.open_items import Position
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from tui.dialogs.figures import Figure


def figures(position: Position, order: DebtPayment) -> list[Figure]:
    """The figures of this payment, one a line. Raises the refusals of `payments.split`."""
    parts = payments.split(position, order)
    used = order.amount if order.mode is PaymentMode.CREDIT else order.avoir_used
    lines = [Figure(_("Unpaid"), position.unpaid)]
    if used:
        lines.append(Figure(_("Credit used"), -used))
    if order.discount:
        lines.append(Figure(_("Discount"), -order.discount))
    lines.append(Figure(_("To receive"), parts.money + parts.change))
    if parts.kept:
        lines.append(Figure(_("Kept as credit"), parts.kept))
    lines.append(Figure(_("Change to give"), parts.change, strong=parts.change > 0))
    lines.append(Figure(_("Still unpaid"), parts.remaining))
    return lines
