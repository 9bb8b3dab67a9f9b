"""The report of what was just done: a line above the keys, until the next key.

It does not disappear by itself: nothing on a screen moves while nobody acts.
"""

from rich.text import Text
from textual.widgets import Static

from tui.terminal.inert import inert


class Notice(Static):
    """Empty most of the time, otherwise one sentence."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.sentence = ""

    def say(self, sentence: str, *, warning: bool) -> None:
        """Shows a sentence, as a warning or as a report."""
        self.sentence = sentence
        self.set_class(warning, "-warning")
        self.update(Text("\n".join(inert(line) for line in sentence.splitlines())))
        self.set_class(True, "-said")

    def quieten(self) -> None:
        """Shows nothing."""
        if self.sentence:
            self.sentence = ""
            self.set_class(False, "-said")
