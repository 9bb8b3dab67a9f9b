"""Where products are typed or scanned."""

from collections.abc import Callable

from textual import events

from tui.terminal.bursts import TakesBursts
from tui.widgets.search import SearchField

_STEPS = {"+", "-", "="}


class ProductField(SearchField, TakesBursts):
    """While it is empty, `+`, `-`, `=` and Del apply to the line under the cursor."""

    WHOLE = False

    def __init__(self, placeholder: str, line: Callable[[], object]) -> None:
        """`line` tells which line that is; where there is none, a sign is a letter."""
        super().__init__(placeholder=placeholder)
        self._line = line

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return not self._steps(character) and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if self._steps(event.character):
            event.prevent_default()  # Textual's own handling; the editor's binding takes the key instead.

    def takes_burst(self, text: str) -> bool:
        """Takes a code that begins with a sign, as a scanner types it on another keyboard layout, so
        that it steps no quantity.
        """
        if set(text) <= _STEPS:
            return False
        self.insert_text_at_cursor(text)
        return True

    def _steps(self, character: str | None) -> bool:
        return not self.value and character in _STEPS and self._line() is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "delete_right" and not self.value:
            return False
        return super().check_action(action, parameters)
