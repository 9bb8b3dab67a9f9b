"""Makes painting cheap: sends only changed cells, and computes styles only when they are needed."""

from typing import Any

from textual import events
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.dom import DOMNode
from textual.screen import Screen

from tui.frame.base import STYLES
from tui.frame.failing import ForgivingApp
from tui.terminal.painter import Difference, Painter

_FORMS = STYLES / "forms.tcss"


class PaintedApp(ForgivingApp):
    """Sends the cells that changed; finds styles for what is on a screen."""

    def __init__(self) -> None:
        super().__init__()
        self._painter = Painter()

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Skips widgets that are not on a screen yet, which get their styles when they are mounted: otherwise
        styles would be computed again for each class that a widget gives itself while it is made.
        """
        if node.is_attached:
            super().update_styles(node, animate)

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        """Covers what is open with another screen."""
        self.read_forms()
        return super().push_screen(screen, *arguments, **options)

    def read_forms(self) -> None:
        """Parses the style sheet of forms, which takes a while, and which the first screen does not need."""
        if not self.stylesheet.has_source(str(_FORMS)):
            self.stylesheet.read(_FORMS)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        painted = renderable is None or isinstance(renderable, CompositorUpdate)
        if painted and not self.is_headless and not self._batch_count:
            renderable = self._difference(screen, renderable)
        super()._display(screen, renderable)

    def _difference(self, screen: Screen[Any], update: Any) -> Difference | None:
        """The difference to send for this update; None if there is none."""
        if screen._compositor.size != self.size:
            # Laid out for a size that the terminal no longer has; the new layout follows.
            return None
        if self._painter.knows_nothing and not isinstance(update, LayoutUpdate):
            # Textual paints what changed, which is nothing if a window came back to its size.
            update = screen._compositor.render_update(full=True, screen_stack=self._background_screens)
        sequence = "" if update is None else self._painter.difference(update, self.console)
        moved = self.cursor_position != self._previous_cursor_position
        return Difference(sequence) if sequence or (update and moved) else None

    def _set_pointer_shape(self, shape: str) -> None:
        """Without a mouse no pointer changes its shape; some terminals print the escape
        sequence they do not know.
        """

    def action_repaint(self) -> None:
        self._painter.forget()
        self._display(self.screen, None)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Resize):
            self._painter.forget()
        await super().on_event(event)
