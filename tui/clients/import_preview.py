"""What importing a file would do: its totals, how it was read, every line; then doing it, or going back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats, importing, words
from locales.sentences import explain
from models.money import client_import
from models.money.client_file import NewAccount
from models.money.client_import import Imported, ImportedBefore, Preview
from models.people.separated import LineFault
from models.people.trail import new_op_id
from models.store.connection import own_connection
from tui.base import Desk, asking
from tui.clients.columns import balance_amount, balance_style
from tui.inert import inert
from tui.widgets.choose import ChooseDialog, Way
from tui.widgets.columns import Column
from tui.widgets.progress import Progress, work
from tui.widgets.rows import STEERING, Rows

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Numbered(Generic[Item]):
    """A thing and where it stands among its like."""

    id: int
    item: Item


class InOrder(Generic[Item]):
    """A `Listing` of many things that are already there, found by their number: they may be alike."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items

    def count(self) -> int:
        return len(self._items)

    def read(
        self,
        limit: int,
        *,
        after: Numbered[Item] | None = None,
        before: Numbered[Item] | None = None,
        at: Numbered[Item] | None = None,
    ) -> Sequence[Numbered[Item]]:
        if before is not None:
            return self._from(max(0, before.id - limit), before.id)
        start = after.id + 1 if after is not None else at.id if at is not None else 0
        return self._from(start, start + limit)

    def last(self, limit: int) -> Sequence[Numbered[Item]]:
        return self._from(max(0, len(self._items) - limit), len(self._items))

    def _from(self, start: int, end: int) -> list[Numbered[Item]]:
        return [Numbered(number, item) for number, item in enumerate(self._items[start:end], start)]


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
FAULTS: list[Column[Numbered[LineFault]]] = [
    Column("line", N_("Line"), lambda row: formats.count(row.item.line), 9, right=True),
    Column("column", N_("Column"), lambda row: importing.column(row.item), 9, needs=40),
    Column("reason", N_("Reason"), lambda row: explain(row.item.reason), 30, grows=1),
]


class PreviewDesk(Desk[Imported | None]):
    """Returns what was imported; None for going back. With one error in the file nothing can be imported."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f4", "import", N_("Import"), id="preview.import", tooltip=N_("All of them, or none")),
        Binding("escape", "back", N_("Back"), id="preview.back", tooltip=N_("Another file")),
        *STEERING,
    ]

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._op_id = new_op_id()

    def content(self) -> ComposeResult:
        preview = self._preview
        with Horizontal(classes="topline"):
            yield Static(importing.totals(preview), markup=False, classes="title")
        yield Static(inert(importing.read_as(preview.source)), markup=False, classes="remark")
        for warning in self._warnings():
            yield Static(f"⚠ {inert(warning)}", markup=False, classes="remark -warning")
        yield self._rows()
        if preview.faults:
            yield Static(markup=False, classes="reason")

    def _warnings(self) -> list[str]:
        if self._preview.faults:
            return [importing.errors(self._preview)]
        return list(importing.warnings(self._preview))

    def _rows(self) -> "Rows[Numbered[NewAccount]] | Rows[Numbered[LineFault]]":
        if self._preview.faults:
            faults: Rows[Numbered[LineFault]] = Rows(FAULTS)
            faults.show(InOrder(self._preview.faults))
            return faults
        clients: Rows[Numbered[NewAccount]] = Rows(CLIENTS)
        clients.show(InOrder(self._preview.source.accounts))
        return clients

    @on(Rows.Moved)
    def tell_reason(self, event: Rows.Moved) -> None:
        """In full, where the list has no room for it."""
        if self._preview.faults and event.row is not None:
            self.query_one(".reason", Static).update(inert(explain(event.row.item.reason)))

    def action_steer(self, where: str) -> None:
        self.query_one(Rows).steer(where)

    def action_back(self) -> None:
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "import" or not self._preview.fault_count

    @asking
    async def action_import(self) -> None:
        before = self._preview.before
        while True:
            again = before is not None
            if await self.ask(self._confirmation(before)) != "import":
                return
            try:
                done = await work(self, _("Importing"), partial(self._carry_out, again))
            except ImportedBefore as refused:
                before = refused
                continue
            self.dismiss(done)
            return

    def _confirmation(self, before: ImportedBefore | None) -> ChooseDialog:
        back = Way("", _("Go back"), _("nothing is written"))
        if before is None:
            doing = Way("import", _("Import"), _("all of them, or none"))
            return ChooseDialog(_("Import"), importing.totals(self._preview), [doing, back])
        twice = Way("import", _("Import again"), _("every balance counts twice"))
        return ChooseDialog(_("Imported already"), explain(before), [back, twice])

    def _carry_out(self, again: bool, told: Progress) -> Imported:
        """In a thread."""
        with own_connection():
            return client_import.carry_out(
                self._preview, staff=self.officine.staff, op_id=self._op_id, again=again, told=told
            )
