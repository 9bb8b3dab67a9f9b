"""A tab that lists operations of some kinds."""

from typing import ClassVar

from locales import N_
from models.money import history
from models.money.accounts import OperationKind
from models.money.history import OperationListing, OperationRow
from tui.fiche.list_pane import ListPane


def listing(client: int, kinds: tuple[OperationKind, ...]) -> OperationListing:
    """All operations of these kinds. Only a discount may be a part of another: the others count faster."""
    return OperationListing(client, kinds, whole=OperationKind.DISCOUNT in kinds)


def count(client: int, kinds: tuple[OperationKind, ...]) -> int:
    """How many operations of these kinds a client has."""
    return listing(client, kinds).count()


class OperationPane(ListPane[OperationRow]):
    """Operations of some kinds, newest first. Enter opens one."""

    FINDS = N_("Number, reference or note")
    KINDS: ClassVar[tuple[OperationKind, ...]] = ()

    def all_of(self, client: int) -> OperationListing:
        return listing(client, self.KINDS)

    def go_to(self, operation: int) -> None:
        """Shows this operation among all of them, the cursor on it."""
        self._widen()
        self.rows.show(self.listing, at=history.one(operation))
        self._head()

    def open(self, row: OperationRow) -> None:
        """Shows everything about one operation."""
        from tui.fiche.operation_dialog import OperationDialog

        self.app.push_screen(OperationDialog(row.id))
