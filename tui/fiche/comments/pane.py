"""The tab of comments: those on the client and on what is theirs, newest first (ct-comments)."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_
from models.comments import listing
from models.comments.listing import CommentRow, Comments
from models.comments.table import Subject
from tui.comments import asked
from tui.comments.columns import COLUMNS
from tui.fiche.parts.list_pane import ListPane
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking


class CommentsPane(ListPane[CommentRow]):
    """The comments. Enter opens one, with all its versions.

    Args:
        on: the one thing of the client that they are on, such as a contact; None for all that is theirs.
    """

    PURPOSE = N_("what the staff noted about this client, their contacts and their papers.")
    GUIDE = "commentaires.md"
    TITLE = N_("Comments")
    EMPTY = N_("No comment yet. F2 writes the first one.")
    FINDS = N_("Words of a comment")
    COLUMNS = COLUMNS
    CREATES = True
    OF_A_ROW = ("correct",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "correct", N_("Correct"), id="comments.correct", tooltip=N_("By a new version")),
    ]

    def __init__(self, on: Subject | None = None) -> None:
        self._on = on
        super().__init__()

    def all_of(self, client: int) -> Comments:
        return Comments(client, self._on)

    def row_of(self, key: int) -> CommentRow:
        return listing.one(key)

    @asking
    async def create(self) -> None:
        made = await asked.add(self.desk, self.client, self._on)
        if made is not None:
            self.desk.read_again()
            self.go_to(made)

    @asking
    async def action_correct(self) -> None:
        row = self.current
        if row is not None and await asked.correct(self.desk, row) is not None:
            self.desk.read_again()

    @asking
    async def open(self, row: CommentRow) -> None:
        """Shows the comment with all its versions."""
        from tui.comments.opened import CommentOpened

        await self.desk.ask(CommentOpened(row))


TAB = Tab("comments", N_("Comments"), CommentsPane, group=Group.PERSON, count=listing.counting_of)
