"""The bare Textual application, an input and a line of text: the anchor of a start and of a key."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Bare(App[None]):
    """Says `ready` when it can be used."""

    def compose(self) -> ComposeResult:
        yield Input()
        yield Static("ready")


if __name__ == "__main__":
    Bare().run()
