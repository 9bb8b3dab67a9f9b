"""Chooses the column by which a list is sorted: one dialog for every list, answered by one digit."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _
from tui.frame.base import Dialog
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed


@dataclass(frozen=True, slots=True)
class Sort:
    """The key of a column, and the direction."""

    key: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    digit: str
    title: str
    sort: Sort
    mark: str


_COLUMNS: list[Column[_Choice]] = [
    Column("digit", "", lambda choice: choice.digit, 2, style=lambda choice: "quiet"),
    Column("title", "", lambda choice: choice.title, 12, grows=1),
    Column("mark", "", lambda choice: choice.mark, 1),
]


class _Choices(Rows[_Choice]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Sort"), id="sort.choose")]


class SortDialog(Dialog[Sort]):
    """A digit or Enter chooses a column; choosing the present one reverses the direction."""

    HEADING = N_("Sort by")
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(digit, f"take({digit})", show=False) for digit in "123456789"),
    ]

    def __init__(self, columns: list[Column[Any]], now: Sort) -> None:
        super().__init__()
        sortable = [column for column in columns if column.sortable]
        self._choices = [_choice(number, column, now) for number, column in enumerate(sortable, 1)]

    def content(self) -> ComposeResult:
        rows = _Choices(_COLUMNS, heading=False, identity=lambda choice: choice.digit)
        rows.styles.height = len(self._choices)
        rows.show(Fixed(self._choices), at=next((each for each in self._choices if each.mark), None))
        yield rows

    @on(Rows.Opened)
    def choose(self, event: Rows.Opened) -> None:
        self.dismiss(event.row.sort)

    def action_take(self, digit: int) -> None:
        if digit <= len(self._choices):
            self.dismiss(self._choices[digit - 1].sort)


def _choice(number: int, column: Column[Any], now: Sort) -> _Choice:
    in_use = column.key == now.key
    mark = ("▼" if now.descending else "▲") if in_use else ""
    descending = not now.descending if in_use else column.largest_first
    return _Choice(str(number), _(column.title), Sort(column.key, descending), mark)
