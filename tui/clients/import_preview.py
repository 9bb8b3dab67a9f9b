"""What a file of clients would do, before it does."""

from collections.abc import Sequence
from functools import partial

from locales import N_, _, importing, words
from locales.sentences import explain
from models.money import client_import
from models.money.client_file import NewAccount
from models.money.client_import import Imported, ImportedBefore, Preview
from models.people.separated import LineFault
from tui.clients.columns import balance_amount, balance_style
from tui.importing.preview import InOrder, Numbered, PreviewDesk
from tui.widgets.choose import ChooseDialog, Way
from tui.widgets.columns import Column
from tui.widgets.progress import Progress
from tui.widgets.rows import Rows

CLIENTS: list[Column[Numbered[NewAccount]]] = [
    Column("last_name", N_("Last name"), lambda row: row.item.last_name, 24, grows=3),
    Column("first_name", N_("First name"), lambda row: row.item.first_name, 12, needs=40, grows=2),
    Column(
        "balance",
        N_("Balance"),
        lambda row: balance_amount(row.item.balance),
        18,
        right=True,
        lead=lambda row: words.side(row.item.balance),
        style=lambda row: balance_style(row.item.balance),
    ),
]


class ClientPreviewDesk(PreviewDesk[Imported]):
    """The clients and what they owe; a file that was imported before is imported again only on insisting."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview.faults)
        self._preview = preview

    def totals(self) -> str:
        return importing.totals(self._preview)

    def read_as(self) -> str:
        return importing.read_as(self._preview.source)

    def warnings(self) -> Sequence[str]:
        preview = self._preview
        if preview.faults:
            return [importing.errors(len(preview.faults), preview.fault_count)]
        return list(importing.warnings(preview))

    def items(self) -> Rows[Numbered[NewAccount]]:
        clients: Rows[Numbered[NewAccount]] = Rows(CLIENTS)
        clients.show(InOrder(self._preview.source.accounts))
        return clients

    def column(self, fault: LineFault) -> str:
        return importing.column(fault)

    async def do(self) -> Imported | None:
        before = self._preview.before
        while await (self.confirmed() if before is None else self._insists(before)):
            try:
                return await self.carry_out(partial(self._carry_out, again=before is not None))
            except ImportedBefore as refused:
                before = refused
        return None

    async def _insists(self, before: ImportedBefore) -> bool:
        back = Way("", _("Go back"), _("nothing is written"))
        twice = Way("import", _("Import again"), _("every balance counts twice"))
        return await self.ask(ChooseDialog(_("Imported already"), explain(before), [back, twice])) == "import"

    def _carry_out(self, told: Progress, *, again: bool) -> Imported:
        """In a thread."""
        return client_import.carry_out(
            self._preview, staff=self.officine.staff, op_id=self.op_id, again=again, told=told
        )
