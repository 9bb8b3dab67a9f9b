"""Asks for the text of a comment, or of its correction, and calls the verb."""

from collections.abc import Mapping
from typing import Any, ClassVar

from locales import N_, _
from models.comments import verbs as comments
from models.comments.listing import CommentRow
from models.comments.table import Subject
from models.comments.verbs import CommentCorrected
from models.refusals import Refused
from models.store.text import limit_of
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import NoteField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


class CommentDialog(FormDialog[str]):
    """The text of a comment. `shown` is put into the field."""

    PURPOSE = N_("What the staff should know. It is never changed: a correction is a new version.")
    GUIDE = "commentaires.md"
    FIELDS = (NoteField("remark", N_("Comment"), required=True, lines=5, most=limit_of("remark")),)
    FIELD_OF: ClassVar[Mapping[type[Refused], str]] = {CommentCorrected: "remark"}

    def __init__(self, heading: str, shown: str, refused: Refused | None = None) -> None:
        """`heading` is in the user's language."""
        super().__init__(refused=refused)
        self._heading, self._shown = heading, shown

    def heading(self) -> str:
        return self._heading

    def start(self) -> Mapping[str, Any]:
        return {"remark": self._shown}

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["remark"])


async def add(desk: BaseScreen[Any], client: int, on: Subject | None = None) -> int | None:
    """Asks for a new comment on a client, or on something of theirs; its id."""
    by = desk.officine.by()

    def dialog(typed: str | None, refused: Refused | None) -> CommentDialog:
        return CommentDialog(_("New comment"), typed or "", refused)

    return await insist(desk, dialog, lambda remark: comments.add(client, remark, on=on, by=by))


async def correct(desk: BaseScreen[Any], row: CommentRow) -> int | None:
    """Asks for another version of a comment. What others wrote meanwhile is said, and confirmed over."""
    by, seen = desk.officine.by(), row.version

    def dialog(typed: str | None, refused: Refused | None) -> CommentDialog:
        nonlocal seen
        if isinstance(refused, CommentCorrected):
            seen = refused.version
        return CommentDialog(_("Correct the comment"), typed or row.remark, refused)

    return await insist(desk, dialog, lambda remark: comments.correct(row.id, remark, seen=seen, by=by))
