"""A paper opened, with the comments on it below; `n` writes another one (ct-comments)."""

from abc import abstractmethod
from functools import cached_property
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.comments import listing
from models.comments.table import Subject, owner_of
from tui.comments import asked
from tui.dialogs.detail import DetailDialog
from tui.frame.base import asking
from tui.widgets.text_lines import Line, Lines, wrapped


class Commented(DetailDialog):
    """A subclass says what its comments are on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "comment", N_("Comment"), id="paper.comment", tooltip=N_("Note something on it")),
    ]

    @abstractmethod
    def commented(self) -> Subject:
        """The paper."""

    @cached_property
    def owner(self) -> int | None:
        """The client whose paper it is, as it was written; None for one of no client. Asked once: it never
        changes, and the keys depend on it.
        """
        return owner_of(self.commented())

    def whole(self, width: int) -> list[Line]:
        return [*self.drawing(width), *self._comments(width)]

    def _comments(self, width: int) -> list[Line]:
        found = listing.of(self.commented())
        lines: list[Line] = [[], [(_("Comments"), "strong")]] if found else []
        for row in found:
            corrected = _("corrected") if row.versions > 1 else ""
            hand = " · ".join(part for part in (formats.moment(row.at), row.author, corrected) if part)
            lines += [[(hand, "quiet")], *([(part, "plain")] for part in wrapped(row.remark, width))]
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "comment":
            return self.owner is not None
        return super().check_action(action, parameters)

    @asking
    async def action_comment(self) -> None:
        if self.owner is not None and await asked.add(self, self.owner, self.commented()) is not None:
            self.query_one(Lines).put(self.whole)
