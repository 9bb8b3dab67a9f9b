"""What changed the balance without a sale or a payment: the balance brought in, adjustments (adj-create)."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, formats
from locales.words import ledger as words
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationRow
from tui.fiche.parts import operations
from tui.fiche.parts.operations import OperationPane, still_open
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking
from tui.widgets.columns import Column

KINDS = (OperationKind.OPENING, OperationKind.ADJUSTMENT)


def _word(row: OperationRow) -> str:
    return words.side(row.amount if row.debit else -row.amount)


def _style(row: OperationRow) -> str:
    if row.reversed_by:
        return "quiet"
    return "owes" if row.debit else "credit"


def _means(row: OperationRow) -> str:
    return words.mode(row.means) if row.means else "–"


COLUMNS: list[Column[OperationRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10),
    Column("number", N_("No."), lambda row: row.number, 12),
    Column(
        "amount",
        N_("Amount"),
        lambda row: formats.amount(row.amount),
        17,
        needs=34,
        right=True,
        lead=_word,
        style=_style,
    ),
    Column("open", N_("Still open"), still_open, 10, needs=52, grows=1, right=True),
    Column("kind", N_("Operation"), lambda row: words.operation(row.kind), 18, needs=72),
    Column("means", N_("Mode"), _means, 8, needs=84),
    Column("note", N_("Note"), lambda row: row.note, 12, needs=88, grows=2),
]


class AdjustmentsPane(OperationPane):
    """On either side: what raised the debt, what lowered it."""

    PURPOSE = N_("the balance brought in, and what was corrected since.")
    GUIDE = "solde.md#ajuster-un-solde"
    TITLE = N_("Adjustments")
    EMPTY = N_("No adjustment yet. F2 makes the first one.")
    KINDS = KINDS
    COLUMNS = COLUMNS
    CREATES = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "x",
            "cancel",
            N_("Cancel it"),
            id="adjustments.cancel",
            tooltip=N_("Reverse the adjustment, with a reason"),
        ),
    ]

    @asking
    async def create(self) -> None:
        from tui.fiche.adjustments.new import adjust

        saved = await adjust(self.desk, self.client, self.contact)
        if saved is not None:
            self.go_to(saved)


TAB = Tab(
    "adjustments",
    N_("Adjustments"),
    AdjustmentsPane,
    group=Group.ACCOUNT,
    count=operations.counting(KINDS),
)
