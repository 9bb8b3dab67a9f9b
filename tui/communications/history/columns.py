"""The columns of the history of messages (sms-history)."""

from locales import N_, formats
from locales.words import messages as words
from models.outbox.messages.listing import MessageRow
from models.store import clock
from tui.widgets.columns import Column, on_one_line


def recipient(row: MessageRow) -> str:
    """Who gets it: a client, or a number of the pharmacy's own."""
    return row.name or formats.phone(row.recipient)


COLUMNS: list[Column[MessageRow]] = [
    Column(
        "moment",
        N_("Date"),
        lambda row: formats.day(clock.local_day(row.at)),
        10,
        sortable=True,
        largest_first=True,
    ),
    Column("time", N_("Time"), lambda row: formats.time(row.at), 5, needs=96, style=lambda row: "quiet"),
    Column("author", N_("By"), lambda row: row.author or "–", 12, needs=60, sortable=True),
    Column("kind", N_("Type"), lambda row: words.kind(row.kind), 9, sortable=True),
    Column(
        "state", N_("Status"), lambda row: words.state(row.state), 8, sortable=True, style=words.state_style
    ),
    Column("body", N_("Content"), lambda row: on_one_line(row.body), 14, grows=3, sortable=True),
    Column("recipient", N_("Number"), lambda row: formats.phone(row.recipient), 14, needs=110, sortable=True),
    Column("client", N_("Recipient"), recipient, 19, grows=1, sortable=True),
]
