"""The payments of a client: how much, how, and what of it may still be used."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, formats
from locales.words.ledger import amount
from locales.words.means import means, ways
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationRow
from tui.fiche.parts import operations
from tui.fiche.parts.operations import OperationPane, quiet_if_cancelled, quiet_if_used, still_open
from tui.fiche.parts.pane import Group, Tab
from tui.widgets.columns import Column

KINDS = (OperationKind.PAYMENT, OperationKind.ADVANCE, OperationKind.DISCOUNT, OperationKind.REFUND)


def _signed(row: OperationRow) -> str:
    """Money that went out has a minus."""
    return formats.amount(-row.amount if row.debit else row.amount)


COLUMNS: list[Column[OperationRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10, style=quiet_if_cancelled),
    Column("number", N_("No."), lambda row: row.number, 12, style=quiet_if_cancelled),
    Column(
        "means",
        N_("Mode"),
        lambda row: ways(row.modes) if row.modes else means(row.modes, row.kind),
        10,
        needs=45,
        grows=1,
        style=quiet_if_cancelled,
    ),
    Column("amount", N_("Amount"), _signed, 10, needs=34, right=True, style=quiet_if_cancelled),
    Column(
        "discount",
        N_("Discount"),
        lambda row: amount(row.discount),
        9,
        needs=66,
        right=True,
        style=quiet_if_cancelled,
    ),
    Column("available", N_("Available"), still_open, 10, needs=56, right=True, style=quiet_if_used),
    Column("author", N_("By"), lambda row: row.author, 12, needs=80, grows=1),
]


class PaymentsPane(OperationPane):
    """Money received, advances, discounts that came without money, and avoirs that were paid back."""

    PURPOSE = N_("what the client paid, and what was paid back.")
    GUIDE = "encaisser.md#lire-et-annuler-les-paiements"
    TITLE = N_("Payments")
    EMPTY = N_("No payment yet. p takes the first one.")
    KINDS = KINDS
    COLUMNS = COLUMNS
    FILLED_BY = ("pay", "pay_unpaid")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "x",
            "cancel",
            N_("Cancel it"),
            id="payments.cancel",
            tooltip=N_("Reverse the payment, with a reason"),
        ),
    ]


TAB = Tab(
    "payments",
    N_("Payments"),
    PaymentsPane,
    group=Group.ACCOUNT,
    count=operations.counting(KINDS),
)
