"""One of a few things to do: a line each, Enter does it."""

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
    """Something that can be done. `label` and `effect` are in the user's language."""

    key: str
    label: str
    effect: str = ""
    """What it does, in a few words; or the keys that do it without this dialog."""


_BESIDE = 6
"""Cells that a line leaves to the frame, the marker, and what stands between label and effect."""
_AROUND = 9
"""Lines that the ways leave to the frame, why one has to choose, and the keys."""


class Ways(Rows[Way]):
    """The ways, one a line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Choose"), id="rows.open")]


class ChooseDialog(Dialog[str]):
    """Why one has to choose, and the ways; returns the key of the chosen one."""

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
        """What a way does is read to its end: the dialog is as wide as that needs."""
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
