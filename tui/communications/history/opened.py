"""One message: its text, its cost, its recipient, its history; and sending it again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import messages as words
from locales.words.goals import goal_name
from models.outbox.channels.registry import rules_of
from models.outbox.channels.sending_rules import NOTEBOOK
from models.outbox.messages import detail as opened
from models.outbox.messages import listing as history
from models.outbox.messages.detail import MessageOpened
from models.outbox.messages.table import MessageState
from tui.communications.templates import cost
from tui.dialogs.detail import DetailDialog
from tui.frame.base import STYLES, BaseScreen, asking
from tui.frame.screens import new_screen
from tui.frame.sending import Sending
from tui.widgets.columns import fit
from tui.widgets.text_lines import Line, Lines, facts, wrapped

_LABELS, _MOMENT, _STATE = 14, 17, 11
"""Widths in cells: of a label, of a time, of an event."""
_Step = tuple[datetime, str, str]
"""The time, the event, and a comment on it."""


class MessageDialog(DetailDialog):
    """All details of a message. It is read again while open, as a receipt may arrive."""

    PURPOSE = N_("All about one message: to whom, its text, and what became of it.")
    GUIDE = "communications.md#un-message"
    CSS_PATH: ClassVar = [STYLES / "fiche.tcss", STYLES / "communications.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "deeper", show=False),
        Binding("c,f6", "campaign", N_("Campaign"), id="message.campaign", tooltip=N_("What it belongs to")),
        Binding("f,f4", "fiche", N_("Fiche"), id="message.fiche", tooltip=N_("Open the client's fiche")),
        Binding(
            "a,f2",
            "again",
            N_("Send again"),
            id="message.again",
            tooltip=N_("The same text, as a new message"),
        ),
        Binding("escape,left", "cancel", N_("Close"), id="message.close"),
    ]

    def __init__(self, message: MessageOpened, *, at_fiche: bool = False) -> None:
        """`at_fiche`: opened from the client's fiche, to which Esc returns."""
        super().__init__()
        self.message = message
        self.sent_again: int | None = None
        """The message that repeats it, if it was sent again from here."""
        self._at_fiche = at_fiche

    def heading(self) -> str:
        row = self.message.row
        return f"{words.kind(row.kind)} · {formats.moment(row.at)}"

    def read_again(self) -> None:
        before, self.message = self.message, opened.read(self.message.row.id) or self.message
        if self.message != before:
            self.query_one(Lines).put(self.drawing)
            self.refresh_bindings()

    @on(Sending.Moved)
    def moved(self) -> None:
        """Messages were sent, perhaps this one: reads again."""
        self.read_again()

    def drawing(self, width: int) -> list[Line]:
        said = [(label, value) for label, value in self._facts() if value]
        text: list[Line] = [[(line, "strong")] for line in wrapped(self.message.row.body, width)]
        return [
            *facts(said, width, _LABELS),
            [],
            *text,
            [],
            *_told(self.message, width),
        ]

    def _facts(self) -> Iterator[tuple[str, str]]:
        message, row = self.message, self.message.row
        yield _("Recipient"), " · ".join(part for part in (row.name, formats.phone(row.recipient)) if part)
        yield _("Status"), words.state(row.state)
        yield _("By"), row.author
        yield _("Campaign"), goal_name(message.goal) if message.goal is not None else ""
        yield _("Length"), _measured(message)
        yield _("Cost"), cost.units(message.cost) if rules_of(row.channel).costs_units else ""
        if message.next_try is not None:
            yield _("Next try"), formats.moment(message.next_try)
        for label, other in ((_("Repeats"), message.again_of), (_("Sent again"), message.sent_again)):
            repeated = history.one(other) if other is not None else None
            yield label, formats.moment(repeated.at) if repeated else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        allowed = {
            "campaign": self.message.row.campaign is not None,
            "fiche": self.message.row.client is not None and not self._at_fiche,
            "again": self.message.may_be_sent_again,
        }
        return allowed.get(action, True)

    async def action_deeper(self) -> None:
        """Opens its campaign, else its client; not for a message to a number of the pharmacy."""
        way = next((each for each in ("campaign", "fiche") if self.check_action(each, ())), "cancel")
        await self.run_action(way)

    @asking
    async def action_campaign(self) -> None:
        await self.ask(new_screen("campaign", self.message.row.campaign))

    @asking
    async def action_fiche(self) -> None:
        await self.ask(new_screen("fiche", self.message.row.client))

    @asking
    async def action_again(self) -> None:
        from tui.communications.history.sending_again import send_again

        made = await send_again(self, self.message)
        if made is not None:
            self.sent_again = made
            self.read_again()


def _measured(message: MessageOpened) -> str:
    found = rules_of(message.row.channel).measure(message.row.body)
    parts = [cost.characters(found, found.characters)]
    if found.encoding:
        parts += [cost.encoding_name(found.encoding), cost.segments(message.row.cost)]
    return cost.BETWEEN.join(parts)


def _told(message: MessageOpened, width: int) -> list[Line]:
    """The history, a line for each event; long comments continue below."""
    lines: list[Line] = []
    for at, state, said in _story(message):
        first, *more = wrapped(said, max(width - _MOMENT - _STATE, 1))
        lines.append(
            [(fit(formats.moment(at), _MOMENT), "quiet"), (fit(state, _STATE), "plain"), (first, "quiet")]
        )
        lines += [[(" " * (_MOMENT + _STATE), "plain"), (rest, "quiet")] for rest in more]
    return lines


def _story(message: MessageOpened) -> Iterator[_Step]:
    """The history from the writing on; the end is told by a receipt, or else by the message itself."""
    row = message.row
    yield row.at, words.state(MessageState.QUEUED), ""
    if message.left is not None:
        only_noted = message.gateway == NOTEBOOK
        said = _("only in the trial notebook, to nobody") if only_noted else message.gateway
        yield message.left, words.state(MessageState.SENT), said
    for receipt in message.receipts:
        yield receipt.at, words.receipt(receipt.state), receipt.words
    if message.ended is not None and (not message.receipts or message.cause):
        said = " · ".join(part for part in (words.cause(message.cause), message.words) if part)
        yield message.ended, words.state(row.state), said


async def open_message(desk: BaseScreen[Any], message: int, *, at_fiche: bool = False) -> int | None:
    """Shows all details of a message; returns the message that repeats it, if it was sent again meanwhile."""
    found = opened.read(message)
    if found is None:
        return None
    dialog = MessageDialog(found, at_fiche=at_fiche)
    await desk.ask(dialog)
    return dialog.sent_again
