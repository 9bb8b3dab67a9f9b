"""A request opened: who, when, and every field that it changed, at full length."""

from locales import N_, _, formats
from models.traceability import reading
from models.traceability.change import Change
from tui.dialogs.detail import DetailDialog
from tui.traceability.words import ChangeWords, author
from tui.widgets.text_lines import Line, facts

_LABEL = 20


class ChangeDialog(DetailDialog):
    """All that one request changed."""

    PURPOSE = N_("One request: who made it, and every field that it changed.")
    GUIDE = "tracabilite.md"

    def __init__(self, change: Change, words: ChangeWords) -> None:
        super().__init__()
        self._change, self._words = change, words
        self._rows = reading.one(change.request)

    def heading(self) -> str:
        return self._words.request(self._change)

    def drawing(self, width: int) -> list[Line]:
        hand = " · ".join((formats.moment(self._change.at), author(self._change)))
        lines = facts([(_("Entered"), hand)], width, _LABEL)
        pairs = [(self._words.what(row), self._words.became(row)) for row in self._rows]
        told = [(what, became) for what, became in pairs if became or what != self.heading()]
        return [*lines, *([[]] if told else []), *facts(told, width, _LABEL)]
