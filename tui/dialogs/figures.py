"""A preview of figures while the person types: one a line, or instead the rule that the input breaks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.widgets import Static

from locales import formats
from locales.sentences import explain
from models.refusals import Refused
from models.values import Centimes
from tui.forms.form import Form
from tui.terminal.inert import inert

LABEL_WIDTH = 26
AMOUNT_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. `label` is in the user's language; `strong` is for what the person
    has to do: hand over money.
    """

    label: str
    amount: Centimes
    strong: bool = False


class Figures(Static):
    """The figures below a form."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="figures")
        self._lines: Sequence[Figure] = ()
        self._said = Text()

    def tell(self, figures: Callable[[], Sequence[Figure]]) -> None:
        """Shows these figures; if computing them is refused, shows the rule, unless it is
        already shown beside a field.
        """
        try:
            self._lines = figures()
        except Refused as refused:
            sentence = explain(refused)
            if any(form.says(sentence) for form in self.screen.query(Form)):
                self.unknown()
                return
            self._say(Text(sentence), warns=True)
            return
        self._say(Text("\n").join(_drawn(line, formats.amount(line.amount)) for line in self._lines))

    def unknown(self) -> None:
        """Clears the figures: the input cannot be read, and the former figures no longer apply."""
        self._say(Text("\n").join(_drawn(line, "–") for line in self._lines))

    def _say(self, text: Text, *, warns: bool = False) -> None:
        """Shows the text if it changed. As many figures as before need no new layout."""
        warned, before = self.has_class("-warns"), self._said.plain
        if text == self._said and warns == warned:
            return
        self._said = text
        self.set_class(warns, "-warns")
        as_many_lines = bool(before) and before.count("\n") == text.plain.count("\n")
        self.update(text, layout=warns or warned or not as_many_lines)


def _drawn(line: Figure, shown: str) -> Text:
    amount = shown.rjust(AMOUNT_WIDTH)
    return Text(f"{inert(line.label):<{LABEL_WIDTH}}{amount}", style="bold" if line.strong else "")
