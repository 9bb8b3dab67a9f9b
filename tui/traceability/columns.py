"""The columns of a list of changes."""

from collections.abc import Sequence

from locales import N_, formats
from models.traceability.change import Change
from tui.traceability.words import ChangeWords, author
from tui.widgets.columns import Column


def columns(words: ChangeWords) -> Sequence[Column[Change]]:
    """When, who, which field, before and after; where there is room, the request it was changed by."""
    return [
        Column("at", N_("Date"), lambda change: formats.moment(change.at), 16),
        Column("author", N_("By"), author, 9, needs=50),
        Column("request", N_("Request"), words.request, 24, needs=110, style=lambda change: "quiet"),
        Column("what", N_("What"), words.what, 12, grows=1),
        Column("became", N_("Before → after"), words.became, 12, grows=1),
    ]
