"""The lines above the list of a campaign: what is written, to whom, and how many they are."""

from locales import _
from locales.words.goals import goal_name
from locales.words.recipients import counted, narrowed
from models.outbox.templates.verbs import TemplateRow
from tui.communications.composer.composition import Composition
from tui.widgets.beside import Beside
from tui.widgets.text_lines import Line, Lines, ends


class What(Lines):
    """The goal and the template, each beside the key that changes it."""

    def show(self, composed: Composition, template: TemplateRow | None) -> None:
        """What is chosen now."""
        line: Line = [
            ("g ", "accent"),
            (f"{goal_name(composed.goal)}   ", "strong"),
            ("m ", "accent"),
            (template.name, "strong") if template else (_("no template"), "warns"),
            ("   F3 ", "accent"),
            (_("edit"), "quiet"),
        ]
        if composed.fold:
            line += [("   F8 ", "accent"), (_("simplified"), "quiet")]
        self.put(lambda width: [line])


class Whom(Lines):
    """The filter, the number of clients on the list, and the number of ticked ones anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: int | None = None
        """The number of clients on the list; None while it is counted."""
        self._composed = Composition()
        self._counting = Beside(self, self._tell)

    def show(self, composed: Composition) -> None:
        """Shows the present choices; `count` counts the list again."""
        self._composed = composed
        left, right = narrowed(composed.among), counted(self.listed, len(composed.ticked))
        self.put(lambda width: [ends((left, "quiet"), (right, "strong"), width)])

    def count(self, *, other: bool) -> None:
        """Counts beside the screen, as searching a hundred thousand clients for old debts takes a while.

        `other`: the list is not the one counted before.
        """
        if other:
            self.listed = None
        self._counting.ask(self._composed.listing.count)

    def _tell(self, found: int) -> None:
        if found != self.listed:
            self.listed = found
            self.show(self._composed)
