"""The preview of an import: totals, how the file was read, every line; then importing or going back."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from locales.sentences import explain
from models.importing.files import encodings
from models.importing.files.separated import LineFault
from models.requests.by import new_key
from models.store.connection import own_connection
from models.values import Progress
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.progress import work
from tui.frame.base import Desk, asking
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import STEERING, Rows

Item = TypeVar("Item")
Done = TypeVar("Done")


class Again(Enum):
    """The answers of a preview after which the file is read once more."""

    ENCODING = "encoding"
    """Its names are decoded wrongly."""
    COLUMNS = "columns"
    """A column is taken for what it is not."""
    LEFT_OUT = "left_out"
    """Cells that cannot be read are to stay empty, or no longer."""


@dataclass(frozen=True, slots=True)
class Numbered(Generic[Item]):
    """An object and its position."""

    id: int
    item: Item


class InOrder(Generic[Item]):
    """A `Listing` of objects in memory, found by their position, as they may be equal."""

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


class PreviewDesk(Desk[Any], Generic[Done]):
    """Returns what was imported; None for going back, an `Again` to read the file otherwise.

    With one fault in the file nothing can be imported.
    """

    PURPOSE = N_("What the file would do. Nothing is written before it is confirmed.")
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f4", "import", N_("Import"), id="preview.import", tooltip=N_("All of them, or none")),
        Binding(
            "f3",
            "encoding",
            N_("Encoding"),
            id="preview.encoding",
            tooltip=N_("Names read wrong: read the file in another encoding"),
        ),
        Binding(
            "f6",
            "columns",
            N_("Columns"),
            id="preview.columns",
            tooltip=N_("Which column is read as what; to change it"),
        ),
        Binding(
            "f8",
            "leave_out",
            N_("Leave out"),
            id="preview.leave_out",
            tooltip=N_("Import the lines, and leave the cells empty that cannot be read"),
        ),
        Binding("escape", "back", N_("Back"), id="preview.back", tooltip=N_("Another file")),
        *STEERING,
    ]

    def __init__(self, faults: Sequence[LineFault]) -> None:
        """`faults`: the first wrong lines of the file."""
        super().__init__()
        self._faults = faults
        self.request_key = new_key()

    @abstractmethod
    def totals(self) -> str:
        """The totals of the import, in one line."""

    @abstractmethod
    def encoding(self) -> str:
        """The encoding in which the file was read."""

    @abstractmethod
    def read_as(self) -> str:
        """How the file was read, so that a wrong guess is noticed in time."""

    @abstractmethod
    def warnings(self) -> Sequence[str]:
        """With faults, that nothing can be imported; else what may be a mistake but is allowed."""

    @abstractmethod
    def items(self) -> Rows[Any]:
        """Every line, where none is wrong."""

    @abstractmethod
    def column(self, fault: LineFault) -> str:
        """What the wrong column is called."""

    def has_columns(self) -> bool:
        """Whether the first line names columns, which may be read as something else."""
        return True

    def may_leave_out(self) -> bool:
        """Whether every fault is a cell that may stay empty."""
        return False

    @abstractmethod
    async def do(self) -> Done | None:
        """Asks for confirmation, and imports; None if the person goes back."""

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(inert(self.totals()), markup=False, classes="title")
        yield Static(inert(self.read_as()), markup=False, classes="remark")
        for warning in self.warnings():
            yield Static(f"⚠ {inert(warning)}", markup=False, classes="remark -warning")
        yield self._wrong() if self._faults else self.items()
        if self._faults:
            yield Static(markup=False, classes="reason")

    def _wrong(self) -> Rows[Any]:
        faults: Rows[Numbered[LineFault]] = Rows(
            [
                Column("line", N_("Line"), lambda row: formats.count(row.item.line), 9, right=True),
                Column("column", N_("Column"), lambda row: self.column(row.item), 14, needs=40),
                Column("reason", N_("Reason"), lambda row: explain(row.item.reason), 30, grows=1),
            ]
        )
        faults.show(InOrder(self._faults))
        return faults

    @on(Rows.Moved)
    def tell_reason(self, event: Rows.Moved) -> None:
        """Shows the reason in full, if the list has no room for it."""
        if self._faults and event.row is not None:
            self.query_one(".reason", Static).update(inert(explain(event.row.item.reason)))

    def action_steer(self, where: str) -> None:
        self.query_one(Rows).steer(where)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "encoding":
            return encodings.may_be_another(self.encoding())
        if action == "leave_out":
            return self.may_leave_out()
        if action == "columns":
            return self.has_columns()
        return action != "import" or not self._faults

    def action_encoding(self) -> None:
        self.dismiss(Again.ENCODING)

    def action_columns(self) -> None:
        self.dismiss(Again.COLUMNS)

    def action_leave_out(self) -> None:
        self.dismiss(Again.LEFT_OUT)

    @asking
    async def action_import(self) -> None:
        done = await self.do()
        if done is not None:
            self.dismiss(done)

    async def confirmed(self) -> bool:
        """Whether the person confirms the totals."""
        back = Way("", _("Go back"), _("nothing is written"))
        doing = Way("import", _("Import"), _("all of them, or none"))
        return await self.ask(ChooseDialog(_("Import"), self.totals(), [doing, back])) == "import"

    async def carry_out(self, verb: Callable[[Progress], Done]) -> Done:
        """Runs the verb in a thread, with its own connection and a progress bar."""

        def on_its_own(progress: Progress) -> Done:
            with own_connection():
                return verb(progress)

        return await work(self, _("Importing"), on_its_own)
