"""The columns of a list of comments."""

from locales import N_, _, formats
from locales.words import ledger
from models.comments.listing import CommentRow
from models.comments.table import SubjectKind
from models.money.ledger.accounts import OperationKind
from tui.widgets.columns import Column


def about(row: CommentRow) -> str:
    """What it is on: `Vente V-2026-00012`, a contact; empty on the client themselves."""
    if row.on is None:
        return ""
    if row.on.kind is SubjectKind.INVOICE:
        return f"{_('Invoice')} {row.name}"
    if row.kind is None:
        return row.name
    word = ledger.operation(row.kind) if isinstance(row.kind, OperationKind) else ledger.document(row.kind)
    return f"{word} {row.name}"


def remark(row: CommentRow) -> str:
    """Its text on one line, and that it was corrected."""
    text = " ".join(row.remark.split())
    return _("{text} (corrected)").format(text=text) if row.versions > 1 else text


COLUMNS: list[Column[CommentRow]] = [
    Column("at", N_("Date"), lambda row: formats.moment(row.at), 16),
    Column("author", N_("By"), lambda row: row.author, 10, needs=50),
    Column("remark", N_("Comment"), remark, 20, grows=2),
    Column("about", N_("On"), about, 16, needs=84, grows=1, style=lambda row: "quiet"),
]
