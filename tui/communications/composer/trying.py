"""Tests before many get the message: to a number of the pharmacy, or to two or three clients of the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.sentences import explain
from models.outbox import single
from models.outbox.campaigns import preflight
from models.outbox.campaigns.preflight import Order
from models.outbox.campaigns.recipients import RecipientRow
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.single import MOST_TRIED, TooManyTried
from models.people.staff import preferences
from models.refusals import Refused
from models.store import settings
from tui.communications.composer.named import OfNumbers, lines_for
from tui.communications.composer.recipients_list import COLUMNS
from tui.communications.templates.cost import cost
from tui.communications.trouble import NotebookLine
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, PhoneField
from tui.frame.base import STYLES, BaseScreen, Dialog
from tui.frame.insist import insist
from tui.terminal.inert import inert
from tui.widgets.rows import Rows
from tui.widgets.ticks import Ticks

NUMBER = "test number"
"""The preference that stores the number of the last test."""


class TestDialog(FormDialog[str]):
    """Asks for the number, and shows the text."""

    FINAL = True
    __test__ = False
    CSS_PATH = STYLES / "composer.tcss"
    HEADING = N_("Send me a test")
    FIELDS: ClassVar[Sequence[Field]] = (PhoneField("recipient", N_("Mobile"), required=True),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Send"), id="dialog.submit", tooltip=N_("This message only")),
    ]

    def __init__(self, text: str, number: str, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._text = text
        self._number = number

    def start(self) -> Mapping[str, Any]:
        return {"recipient": self._number}

    def content(self) -> ComposeResult:
        yield NotebookLine()
        yield Static(inert(self._text), markup=False, classes="sentence")
        yield Static(inert(cost(self._text, len(self._text))), markup=False, classes="quiet")
        yield from super().content()

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["recipient"])


@dataclass(frozen=True, slots=True)
class Tested:
    """A queued test: its message and its number."""

    message: int
    number: str


async def to_oneself(desk: BaseScreen[Any], order: Order, client: int) -> str:
    """Asks for a number and sends this client's text to it; returns what was done, or nothing."""
    sent = await text_to_oneself(desk, preflight.of_client(order, client).text)
    return _("A test leaves for {number}.").format(number=formats.phone(sent.number)) if sent else ""


async def text_to_oneself(desk: BaseScreen[Any], text: str) -> Tested | None:
    """Asks for a number and sends this text to it; None if the person gave up."""
    by = desk.officine.by()

    def send_it(number: str) -> Tested:
        return Tested(single.send_test(number, text, by=by), number)

    sent = await insist(
        desk,
        lambda typed, refused: TestDialog(text, _proposed(by.staff) if typed is None else typed, refused),
        send_it,
    )
    if sent is not None:
        preferences.remember(by.staff, NUMBER, sent.number)
        desk.officine.sending.begin()
    return sent


def _proposed(staff: int) -> str:
    """The number of the last test, or the pharmacy's own if it is a mobile."""
    remembered = preferences.preferred(staff, NUMBER)
    if remembered:
        return remembered
    try:
        return rules_of(MAIN).typed(settings.pharmacy().phone)
    except Refused:
        return ""


class FewTicks(Ticks[RecipientRow]):
    """Who would get it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "open", N_("Send"), id="trying.send", tooltip=N_("The real message, to those ticked")
        ),
    ]


@dataclass(frozen=True, slots=True)
class Few:
    """Who was ticked."""

    rows: tuple[RecipientRow, ...]


class TryDialog(Dialog[Few]):
    """Space ticks one to three of those who get the message; Enter sends it to them."""

    FINAL = True
    CSS_PATH = STYLES / "composer.tcss"
    HEADING = N_("Test on two or three")

    def __init__(self, clients: Sequence[int], again: Few | None, refused: Refused | None) -> None:
        super().__init__()
        self._clients = clients
        self._again = again
        self._refused = refused

    def content(self) -> ComposeResult:
        yield NotebookLine()
        rows = FewTicks(COLUMNS)
        rows.styles.height = lines_for(self._clients, self.app.size.height)
        rows.show(OfNumbers(self._clients))
        yield rows

    def on_mount(self) -> None:
        if self._again is not None:
            self.query_one(FewTicks).tick(self._again.rows)
        if self._refused is not None:
            self.warn(explain(self._refused))

    @on(Rows.Opened)
    def chosen(self, event: Rows.Opened) -> None:
        event.stop()
        ticked = self.query_one(FewTicks).ticked
        if 1 <= len(ticked) <= MOST_TRIED:
            self.dismiss(Few(ticked))
        else:
            self.refuse(TooManyTried())


async def to_a_few(desk: BaseScreen[Any], order: Order, clients: Sequence[int]) -> str:
    """Asks for two or three of these clients and sends them their texts; returns
    what was done, or nothing.
    """
    by = desk.officine.by()
    tried = await insist(
        desk,
        lambda few, refused: TryDialog(clients, few, refused),
        lambda few: single.try_on(order, [row.id for row in few.rows], by=by),
    )
    if tried is None:
        return ""
    desk.officine.sending.begin()
    said = ngettext("{count} test leaves.", "{count} tests leave.", len(tried))
    return said.format(count=formats.count(len(tried)))
