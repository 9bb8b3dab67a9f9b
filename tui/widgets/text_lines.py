"""`Lines`: text laid out for the available width, with meanings (`owes`, `quiet`) instead of colours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from locales import N_
from tui.terminal.inert import inert
from tui.terminal.wrapping import BREAK
from tui.widgets.columns import fit

MEANINGS = ("plain", "strong", "quiet", "owes", "credit", "warns", "accent", "blue", "violet", "turquoise")

Run = tuple[str, str]
"""A piece of text and its meaning: one of `MEANINGS`."""
Line = list[Run]
Drawing = Callable[[int], list[Line]]
"""A function from a width in cells to lines."""


def _nothing(width: int) -> list[Line]:
    return []


class Lines(Widget):
    """Shows a drawing; repaints only changed lines.

    Args:
        drawing: a function that lays the text out for a width in cells.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in MEANINGS}

    def __init__(
        self, drawing: Drawing = _nothing, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._drawing = drawing
        self._lines: list[Line] = []
        self._width = 0
        self._looks: dict[str, Style] = {}

    def put(self, drawing: Drawing) -> None:
        """Shows another drawing."""
        self._drawing = drawing
        if not self._width:
            self.refresh(layout=True)
            return
        before, self._lines = self._lines, drawing(self._width)
        if len(before) != len(self._lines):
            self.refresh(layout=True)
            return
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, self._width, 1) for y in changed))

    @property
    def text(self) -> str:
        """The text without meanings."""
        return "\n".join("".join(text for text, _ in line).rstrip() for line in self._lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._lay(width)
        return len(self._lines)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def render_line(self, y: int) -> Strip:
        self._lay(self.content_size.width)
        line = self._lines[y] if y < len(self._lines) else []
        segments = [Segment(inert(text), self._look(meaning)) for text, meaning in line if text]
        return Strip(segments).adjust_cell_length(self._width, self._look("plain"))

    def _lay(self, width: int) -> None:
        if width != self._width:
            self._width, self._lines = width, self._drawing(width)

    def _look(self, name: str) -> Style:
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self.get_component_rich_style(f"lines--{name}")
        return look


class Reading(VerticalScroll, inherit_bindings=False):
    """Text to read: the arrows scroll it, and nothing moves sideways.

    Posts `Scrolled` when the text above or below the visible part changes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", N_("Up"), show=False, id="reading.up"),
        Binding("down", "scroll_down", N_("Down"), show=False, id="reading.down"),
        Binding("pageup", "page_up", N_("Page up"), show=False, id="reading.page_up"),
        Binding("pagedown", "page_down", N_("Page down"), show=False, id="reading.page_down"),
        Binding("home", "scroll_home", N_("First"), show=False, id="reading.home"),
        Binding("end", "scroll_end", N_("Last"), show=False, id="reading.end"),
    ]

    @dataclass
    class Scrolled(Message):
        """Whether there is more text above and below the visible part."""

        above: bool
        below: bool

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    def watch_virtual_size(self) -> None:
        self._tell()

    def on_resize(self) -> None:
        self._tell()

    def _tell(self) -> None:
        at, last = round(self.scroll_y), self.max_scroll_y
        self.post_message(self.Scrolled(at > 0, at < last))


def ends(left: Run, right: Run, width: int) -> Line:
    """One text at each edge; the left one is shortened if necessary."""
    said, meaning = inert(right[0]), right[1]
    room = max(width - cell_len(said) - (1 if said else 0), 0)
    return [(fit(inert(left[0]), room), left[1]), (" " if said else "", "plain"), (said, meaning)]


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words if possible."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in BREAK.split(inert(paragraph)):
            longer = f"{line} {word}" if line else word
            if cell_len(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _pieces(word, max(width, 1))
            lines += whole
        lines.append(line)
    return lines


def _pieces(word: str, width: int) -> Sequence[str]:
    pieces = []
    while cell_len(word) > width:
        piece = set_cell_size(word, width).rstrip() if cell_len(word) > width else word
        piece = piece or word[0]
        pieces.append(piece)
        word = word[len(piece) :]
    return [*pieces, word]


def facts(pairs: Sequence[tuple[str, str]], width: int, label_width: int) -> list[Line]:
    """Labels at the left and values aligned beside them; an empty value is a dimmed dash.

    The labels take `label_width` cells, or more where one of them would else touch its value.
    """
    longest = max((cell_len(label) for label, _value in pairs), default=0)
    label_width = max(label_width, min(longest + 1, width // 2))
    lines: list[Line] = []
    for label, value in pairs:
        first, *more = wrapped(value, max(width - label_width, 1)) if value else ["–"]
        lines.append([(fit(label, label_width), "quiet"), (first, "plain" if value else "quiet")])
        lines += [[(" " * label_width, "plain"), (rest, "plain")] for rest in more]
    return lines
