"""A menu: one line for each thing to do, Enter does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_
from tui.frame.base import Dialog
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the menu. `label` and `effect` are in the user's language."""

    key: str
    label: str
    effect: str = ""
    """Its effect in a few words, or the keys that do it without this dialog."""


_BESIDE = 6
"""The cells of a line that the frame, the marker, and the gap between label and effect need."""
_AROUND = 9
"""The lines that the frame, the question and the keys need."""


class Ways(Rows[Way]):
    """The entries, one a line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Choose"), id="rows.open")]


class ChooseDialog(Dialog[str]):
    """Shows a question and the entries; returns the key of the chosen one.

    | Key | Description |
    | :- | :- |
    | up, down | Move the cursor. |
    | enter | Answer with the entry under the cursor. |
    | escape | Answer None. |

    Args:
        heading: two or three words, in the user's language.
        sentence: why the person must choose; empty for none.
        ways: the entries, the first under the cursor.
    """

    FINAL = True
    PURPOSE = N_("One of these ways is chosen; going back does nothing.")

    def __init__(self, heading: str, sentence: str, ways: Sequence[Way]) -> None:
        super().__init__()
        self._heading = heading
        self._sentence = sentence
        self._ways = ways

    def heading(self) -> str:
        return self._heading

    def content(self) -> ComposeResult:
        if self._sentence:
            said = "\n".join(map(inert, self._sentence.split("\n")))
            yield Static(said, markup=False, classes="sentence")
        width = max(len(way.label) for way in self._ways)
        rows = Ways(_columns(width), heading=False, identity=lambda way: way.key)
        rows.styles.height = min(len(self._ways), max(self.app.size.height - _AROUND, 1))
        rows.show(Fixed(self._ways))
        yield rows

    def on_mount(self) -> None:
        """Makes the dialog wide enough for the longest effect."""
        needed = max(cell_len(way.label) for way in self._ways) + max(
            cell_len(way.effect) for way in self._ways
        )
        self.query_one(".dialog").styles.min_width = min(needed + _BESIDE, self.app.size.width)

    @on(Rows.Opened)
    def chosen(self, event: Rows.Opened) -> None:
        self.dismiss(event.row.key)


def _columns(width: int) -> list[Column[Way]]:
    return [
        Column("label", "", lambda way: way.label, width),
        Column("effect", "", lambda way: way.effect, 10, grows=1, style=lambda way: "quiet"),
    ]
