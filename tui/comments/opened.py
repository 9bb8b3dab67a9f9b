"""A comment opened: its text at full length, and every version it had."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.comments import listing
from models.comments.listing import CommentRow, Version
from tui.comments import asked
from tui.comments.columns import about
from tui.dialogs.detail import DetailDialog
from tui.frame.base import asking
from tui.widgets.text_lines import Line, Lines, wrapped


class CommentOpened(DetailDialog):
    """All versions of one comment, the newest first."""

    PURPOSE = N_("One comment, with what it said before it was corrected.")
    GUIDE = "commentaires.md"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "correct", N_("Correct"), id="comment.correct", tooltip=N_("By a new version")),
    ]

    def __init__(self, row: CommentRow) -> None:
        super().__init__()
        self._row = row
        self._versions = listing.versions(row.id)

    def heading(self) -> str:
        return " · ".join(part for part in (_("Comment"), about(self._row)) if part)

    def drawing(self, width: int) -> list[Line]:
        newest, *older = self._versions[::-1]
        lines = _said(newest, width, "plain")
        if older:
            lines += [[], [(_("Before it was corrected"), "strong")]]
        for each in older:
            lines += [[], *_said(each, width, "quiet")]
        return lines

    def read_again(self) -> None:
        self._versions = listing.versions(self._row.id)
        self._row = listing.one(self._row.id)
        self.query_one(Lines).put(self.drawing)

    @asking
    async def action_correct(self) -> None:
        if await asked.correct(self, self._row) is not None:
            self.read_again()


def _said(version: Version, width: int, meaning: str) -> list[Line]:
    hand = " · ".join(part for part in (formats.moment(version.at), version.author) if part)
    return [[(hand, "quiet")], *([(part, meaning)] for part in wrapped(version.remark, width))]
