"""`PhotoView`: a picture in half blocks, two points a cell, in the colours that the terminal has.

It is painted as any text, so nothing of the terminal is asked, and only the cells that change are sent.
"""

from collections.abc import Sequence

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from models.people.photos import listing, pictures
from models.people.photos.listing import PhotoRow
from models.people.photos.pictures import Pixels

_UPPER_HALF = "▀"
_SHADES = " ░▒▓█"
"""From dark to light, where there are no colours."""
_STEPS = (0, 95, 135, 175, 215, 255)
_GREYS = range(8, 248, 10)
PALETTE = bytes(
    [
        *(part for red in _STEPS for green in _STEPS for blue in _STEPS for part in (red, green, blue)),
        *(part for grey in _GREYS for part in (grey, grey, grey)),
    ]
)
"""The colours of a terminal of 256 that are the same everywhere: all but the first sixteen."""
_OF_SHADES = bytes(part for step in range(5) for part in (64 * step - (step == 4),) * 3)


class PhotoView(Widget):
    """Shows one picture as large as it fits. It stands in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._hash, self._content = "", b""
        self._strips: Sequence[Strip] = ()
        self._drawn: tuple[str, Size, str] | None = None

    def show(self, row: PhotoRow | None) -> None:
        """Shows another photo, or none. One that is shown already is not read again."""
        name = row.hash if row else ""
        if name != self._hash:
            self._hash, self._content = name, listing.content(row) if row else b""
            self.refresh()

    def render_line(self, y: int) -> Strip:
        self._draw()
        width = self.size.width
        if not 0 <= y < len(self._strips):
            return Strip.blank(width, self.rich_style)
        strip = self._strips[y]
        left = (width - strip.cell_length) // 2
        return Strip.join([Strip.blank(left, self.rich_style), strip]).adjust_cell_length(
            width, self.rich_style
        )

    def on_resize(self, event: events.Resize) -> None:
        self.refresh()

    def _draw(self) -> None:
        """Computes the lines, unless they are those of the last time."""
        theme = self.app.current_theme
        now = self._hash, self.size, theme.name
        if now == self._drawn:
            return
        self._drawn = now
        if not self._content or not self.size.width or not self.size.height:
            self._strips = ()
            return
        room = self.size.width, 2 * self.size.height
        if theme.ansi:
            self._strips = in_shades(pictures.pixels(self._content, *room, _OF_SHADES), self.rich_style)
        else:
            every = self.app.console.color_system == "truecolor"
            self._strips = in_colours(pictures.pixels(self._content, *room, b"" if every else PALETTE))


class FocusablePhoto(PhotoView, can_focus=True):
    """The photo of the tab, whose keys are those of the tab."""


def in_colours(pixels: Pixels) -> list[Strip]:
    """Each cell is an upper half in one colour on a ground of another."""
    strips = []
    for top in range(0, pixels.height, 2):
        bottom = min(top + 1, pixels.height - 1)
        cells = [
            Segment(_UPPER_HALF, _style(pixels.at(x, top), pixels.at(x, bottom))) for x in range(pixels.width)
        ]
        strips.append(Strip(cells, pixels.width))
    return strips


def in_shades(pixels: Pixels, style: Style) -> list[Strip]:
    """Each cell is as bright as its two points together, in the terminal's own colour of text."""
    strips = []
    for top in range(0, pixels.height, 2):
        bottom = min(top + 1, pixels.height - 1)
        line = "".join(_shade(pixels.at(x, top)[0] + pixels.at(x, bottom)[0]) for x in range(pixels.width))
        strips.append(Strip([Segment(line, style)], pixels.width))
    return strips


def _shade(both: int) -> str:
    return _SHADES[min(both * len(_SHADES) // 511, len(_SHADES) - 1)]


def _style(upper: tuple[int, int, int], lower: tuple[int, int, int]) -> Style:
    return Style.from_color(Color.from_rgb(*upper), Color.from_rgb(*lower))
