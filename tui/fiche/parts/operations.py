"""A tab that lists operations of some kinds."""

from typing import ClassVar

from locales import N_, _
from locales.words.ledger import amount
from models.money.ledger import history
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing, OperationRow
from models.store.prepared import Counting
from tui.fiche.parts.list_pane import ListPane
from tui.frame.base import asking


def still_open(row: OperationRow) -> str:
    """What remains to be paid of it or is available; of what was cancelled, that it was."""
    return _("cancelled") if row.reversed_by else amount(row.open)


def quiet_if_cancelled(row: OperationRow) -> str:
    """How a cell looks that is about all of an operation."""
    return "quiet" if row.reversed_by else "plain"


def quiet_if_used(row: OperationRow) -> str:
    """How what is available of a credit looks."""
    return "quiet" if row.reversed_by or not row.open else "credit"


def listing(client: int, kinds: tuple[OperationKind, ...], contact: int | None = None) -> OperationListing:
    """All operations of these kinds, or those for a contact. Where there are no discounts, counting is
    faster.
    """
    return OperationListing(client, kinds, whole=OperationKind.DISCOUNT in kinds, contact=contact)


def counting(kinds: tuple[OperationKind, ...]) -> Counting:
    """How a tab counts the operations of these kinds."""
    return lambda client: listing(client, kinds).counting()


class OperationPane(ListPane[OperationRow]):
    """Operations of some kinds, newest first. Enter opens one."""

    FINDS = N_("Number, reference or note")
    KINDS: ClassVar[tuple[OperationKind, ...]] = ()
    OF_A_ROW: ClassVar[tuple[str, ...]] = ("cancel",)

    def all_of(self, client: int) -> OperationListing:
        return listing(client, self.KINDS, self.contact)

    def row_of(self, key: int) -> OperationRow:
        return history.one(key)

    @asking
    async def action_cancel(self) -> None:
        """As the key of a tab asks for it that declares one."""
        from tui.fiche.parts.cancelling import cancel

        if self.current is not None:
            await cancel(self.desk, self.current)

    def open(self, row: OperationRow) -> None:
        """Shows everything about one operation."""
        from tui.fiche.parts.operation_dialog import OperationDialog

        self.app.push_screen(OperationDialog(row.id))
