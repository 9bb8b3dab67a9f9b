"""What was imported, when and by whom; an import is undone from here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from locales import N_, _, formats
from locales.importing import clients as importing
from locales.importing import contacts as contact_importing
from locales.importing import products as product_importing
from models.importing import batches
from models.importing.batches import BatchRow, ImportSubject
from models.importing.clients import undoing as clients
from models.importing.contacts import undoing as contacts
from models.importing.products import undoing as products
from models.requests.by import By
from models.store.connection import own_connection
from models.values import Progress
from tui.dialogs.choose import Way
from tui.dialogs.progress import work
from tui.dialogs.sure import sure
from tui.frame.base import asking
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is said of the imports of one subject, and what undoes one: a function that returns a sentence."""

    heading: str
    changed: str
    effect: str
    undo: Callable[[int, By, Progress], str]


def _style(row: BatchRow) -> str:
    return "quiet" if row.undone else "plain"


class ImportsDesk(ShortListDesk[BatchRow]):
    """The imports of one subject, the newest first. Enter undoes one, after a question.

    Args:
        client: whose, of contacts; None for those of all.
    """

    PURPOSE = N_("What was imported, when and by whom. Enter undoes an import as a whole, after a question.")
    GUIDE = "importer.md#annuler-un-import"
    EMPTY = N_("Nothing was imported yet.")

    def __init__(self, subject: ImportSubject, client: int | None = None) -> None:
        super().__init__()
        self._subject, self._client, self._kind = subject, client, _KINDS[subject]

    def heading(self) -> str:
        return _(self._kind.heading)

    def columns(self) -> Sequence[Column[BatchRow]]:
        changed = self._kind.changed
        return [
            Column("at", N_("Date"), lambda row: formats.moment(row.at), 16, style=_style),
            Column("file", N_("File"), lambda row: row.file, 16, grows=1, style=_style),
            Column("by", N_("By"), lambda row: row.by, 12, needs=70, style=_style),
            Column("new", N_("New"), lambda row: formats.count(row.created), 8, right=True, style=_style),
            Column("changed", changed, lambda row: formats.count(row.changed), 9, right=True, style=_style),
            Column("undone", "", lambda row: _("undone") if row.undone else "", 6, style=_style),
        ]

    def now(self) -> Sequence[BatchRow]:
        return batches.batches(self._subject, self._client)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("create", "edit") and super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Enter does it; there is no key of its own."""

    def go_deeper(self) -> None:
        self.action_undo()

    @asking
    async def action_undo(self) -> None:
        row = self.current
        if row is None or row.undone:
            return
        effect = _(self._kind.effect)
        sentence = _("Undo the import of {file}, of {at}? {effect}").format(
            file=row.file, at=formats.moment(row.at), effect=effect[0].upper() + effect[1:] + "."
        )
        if await sure(
            self, _("Undo an import"), sentence, Way("undo", _("Undo"), _("all of it, or nothing"))
        ):
            done = await work(self, _("Undoing"), partial(self._undo, row.id, self.officine.by()))
            self.read_again()
            self.tell(done)

    def _undo(self, batch: int, by: By, progress: Progress) -> str:
        """Runs in a thread; returns what was done, as a sentence."""
        with own_connection():
            return self._kind.undo(batch, by, progress)


def _undo_clients(batch: int, by: By, progress: Progress) -> str:
    return importing.undone(clients.undo(batch, by=by, progress=progress))


def _undo_products(batch: int, by: By, progress: Progress) -> str:
    return product_importing.undone(products.undo(batch, by=by, progress=progress))


def _undo_contacts(batch: int, by: By, progress: Progress) -> str:
    return contact_importing.undone(contacts.undo(batch, by=by))


_KINDS = {
    ImportSubject.CLIENTS: _Kind(
        N_("Imports of clients"),
        N_("Completed"),
        N_("new clients into the archives, their opening balances reversed; completed fiches as before"),
        _undo_clients,
    ),
    ImportSubject.PRODUCTS: _Kind(
        N_("Imports of products"),
        N_("Changed"),
        N_("new products withdrawn; changed ones as before"),
        _undo_products,
    ),
    ImportSubject.CONTACTS: _Kind(
        N_("Imports of contacts"),
        N_("Changed"),
        N_("its contacts are retired; who was used or changed since stays"),
        _undo_contacts,
    ),
}
