"""What was said to a client: every message with what became of it (sms-client-tab)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats, ngettext
from locales.words import consents as consent_words
from locales.words import messages as words
from models.outbox import incoming_texts
from models.outbox.channels.registry import MAIN
from models.outbox.consents import history as consent_history
from models.outbox.incoming_texts import IncomingListing
from models.outbox.messages import listing as history
from models.outbox.messages.listing import MessageListing, MessageRow
from models.people.clients import verbs as clients
from models.store import clock
from tui.communications.history.replies import to_read
from tui.fiche.parts.list_pane import ListPane
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.widgets.columns import Column, on_one_line


@dataclass(frozen=True, slots=True)
class ClientMessages:
    """The history of one client, newest first, narrowed as every tab is."""

    client: int
    text: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def _listing(self) -> MessageListing:
        return MessageListing(client=self.client, search=self.text, since=self.since, until=self.until)

    def count(self) -> int:
        return self._listing.count()

    def read(
        self,
        limit: int,
        *,
        after: MessageRow | None = None,
        before: MessageRow | None = None,
        at: MessageRow | None = None,
    ) -> Sequence[MessageRow]:
        return self._listing.read(limit, after=after, before=before, at=at)

    def last(self, limit: int) -> Sequence[MessageRow]:
        return self._listing.last(limit)


COLUMNS: list[Column[MessageRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(clock.local_day(row.at)), 10),
    Column("time", N_("Time"), lambda row: formats.time(row.at), 5, needs=64, style=lambda row: "quiet"),
    Column("kind", N_("Type"), lambda row: words.kind(row.kind), 9, needs=44),
    Column("state", N_("Status"), lambda row: words.state(row.state), 8, style=words.state_style),
    Column("body", N_("Content"), lambda row: on_one_line(row.body), 16, grows=4),
    Column("author", N_("By"), lambda row: row.author or "–", 12, needs=84, grows=1),
]


class CommunicationPane(ListPane[MessageRow]):
    """The messages of a client. Enter opens one; `n` tells what they owe, `r` shows what they answered."""

    PURPOSE = N_("every message to this client, and what became of it.")
    GUIDE = "sms.md#longlet-communication"
    TITLE = N_("Communication")
    EMPTY = N_("No message yet. F2 sends what is owed by SMS.")
    FINDS = N_("A part of the text")
    COLUMNS = COLUMNS
    CREATES = True
    FILLED_BY = ("send_due",)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "r", "replies", N_("Replies"), id="communication.replies", tooltip=N_("What the client answered")
        ),
    ]

    def all_of(self, client: int) -> ClientMessages:
        return ClientMessages(client)

    def said(self) -> list[str]:
        """Also what the client wants of SMS, where they said something."""
        holds = consent_history.holding(self.client).get(MAIN)
        said = [*super().said(), *([consent_words.word(holds.word)] if holds else [])]
        return [*said, *self._answered()]

    def _answered(self) -> list[str]:
        """How much they answered, and what of it is still to be read."""
        number = clients.get(self.client).mobile
        count = IncomingListing(number).count() if number else 0
        if not count:
            return []
        said = ngettext("{count} reply", "{count} replies", count).format(count=formats.count(count))
        return [to_read(incoming_texts.waiting(number)) or said]

    @asking
    async def action_replies(self) -> None:
        number = clients.get(self.client).mobile
        if not number or not IncomingListing(number).count():
            self.desk.tell(_("Nothing came from this client's number."))
        else:
            await self.desk.ask(new_screen("replies", number))

    def messages_moved(self) -> None:
        self.read_again()

    @asking
    async def create(self) -> None:
        from tui.fiche.messages.send_due import remind

        message = await remind(self.desk, self.client)
        if message is not None:
            self.go_to(message)

    @asking
    async def open(self, row: MessageRow) -> None:
        """Shows everything about one message."""
        from tui.communications.history.opened import open_message

        sent_again = await open_message(self.desk, row.id, at_fiche=True)
        if sent_again is not None:
            self.go_to(sent_again)

    def row_of(self, key: int) -> MessageRow | None:
        return history.one(key)


TAB = Tab(
    "messages",
    N_("Communication"),
    CommunicationPane,
    group=Group.MESSAGES,
    count=history.counting_of,
)
