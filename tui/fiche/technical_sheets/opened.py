"""All that was ever noted of a client to one criterion, the newest first."""

from locales import _
from locales.words import technical_sheets as words
from models.people.technical_sheets import listing
from models.people.technical_sheets.listing import SheetRow
from tui.dialogs.detail import DetailDialog
from tui.widgets.text_lines import Line, facts

_LABEL = 14


class SheetDialog(DetailDialog):
    """The entries of one criterion, each with its day and its author."""

    def __init__(self, client: int, row: SheetRow) -> None:
        super().__init__()
        self._client, self._row = client, row

    def heading(self) -> str:
        return f"{self._row.theme} › {self._row.criterion}"

    def drawing(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for row in listing.of_criterion(self._client, self._row.criterion_id):
            if lines:
                lines.append([("", "plain")])
            lines.append([(words.day(row), "strong"), (f" · {row.author}", "quiet")])
            pairs = [(_("Answer"), row.answer), (_("Value"), row.value)]
            lines += facts([pair for pair in pairs if pair[1]], width, _LABEL)
        return lines
