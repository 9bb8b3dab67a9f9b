"""A return opened: what came back of which sale, and where its worth went."""

from locales import _, formats
from models.trade.returns import detail as return_detail
from tui.dialogs.detail import table
from tui.fiche.parts.allocations import LinkedDialog
from tui.fiche.parts.operation_dialog import entered, settlements
from tui.lines.sold import columns
from tui.widgets.text_lines import Line, ends, facts


class ReturnOpened(LinkedDialog):
    """The document as it was issued, and its settlement."""

    def load(self) -> None:
        super().load()
        self.made = return_detail.detail(self.operation)

    def heading(self) -> str:
        return f"{_('Return')} {self.made.row.number} · {formats.day(self.made.row.day)}"

    def drawing(self, width: int) -> list[Line]:
        made, row = self.made, self.made.row
        said = [(_("Of the sale"), made.sale_number), (_("In the name of"), made.client_name)]
        lines = facts([*said, *entered(row)], width, 16)
        lines += [[], *table(columns(made.lines), made.lines, width)]
        lines += [ends((_("Worth"), "strong"), (formats.amount(row.amount), "strong"), width), []]
        lines += settlements(_("Used for"), made.used_for, width)
        figure = (formats.amount(row.open), "credit") if row.open else ("–", "quiet")
        lines.append(ends((_("Available"), "credit" if row.open else "plain"), figure, width))
        return lines + self.unlinked(width)
