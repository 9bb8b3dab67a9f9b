"""From the list to the outbox: preflight, optional tests, one confirmation."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import GivenUp, Order, Preflight
from models.outbox.campaigns.verbs import ListMoved, NobodyGetsIt, SentMeanwhile, WrongCount
from models.outbox.units.verbs import NotEnoughUnits
from models.refusals import Refused
from models.requests import rights
from models.requests.by import By
from models.requests.rights import Right
from models.store.connection import own_connection, persevere
from models.values import Progress
from tui.communications.composer.preflight_dialog import Next, PreflightDialog
from tui.communications.composer.trying import to_a_few, to_oneself
from tui.communications.trouble import NotebookLine
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.progress import work
from tui.forms.fields import Field, TextField
from tui.frame.base import STYLES, BaseScreen

MANY_TICKED = 20
"""From so many ticked clients on, their number must be typed: one key ticks the whole list."""
MANY = 2000
"""Above so many clients the preflight runs in a thread with a progress bar; below, it
takes no longer than a key.
"""
LOOK_AGAIN = (ListMoved, SentMeanwhile, NobodyGetsIt, NotEnoughUnits)
"""Refusals after which the preflight must be repeated."""

Done = TypeVar("Done")


class ConfirmDialog(FormDialog[int]):
    """The last question. A person who ticked nobody, or many, types the number; one who
    ticked a few presses Enter.

    The key that leads here does not answer it: a key that is held down sends nothing.
    """

    PURPOSE = N_("The last question: after it the messages leave.")
    FINAL = True
    CSS_PATH = STYLES / "composer.tcss"
    ENTER_SUBMITS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Send"), id="campaign.confirm"),
        Binding("escape", "cancel", N_("Back"), id="dialog.cancel"),
    ]

    def __init__(
        self, order: Order, found: Preflight, typed: Mapping[str, Any] | None, refused: Refused | None
    ) -> None:
        super().__init__(typed, refused)
        self._everybody = not order.clients
        self._typed = self._everybody or found.receivers >= MANY_TICKED
        self._found = found

    def heading(self) -> str:
        count = self._found.receivers
        said = ngettext("Send {count} message?", "Send {count} messages?", count)
        return said.format(count=formats.count(count))

    def fields(self) -> Sequence[Field]:
        return [TextField("typed", N_("How many"), required=True, width=12)] if self._typed else []

    def content(self) -> ComposeResult:
        yield NotebookLine()
        yield Static(self._sentence(), markup=False, classes="sentence")
        yield from super().content()

    def _sentence(self) -> str:
        needed = self._found.units_needed
        cost = ngettext("{count} credit is used.", "{count} credits are used.", needed)
        cost = cost.format(count=formats.count(needed))
        if not self._typed:
            return cost
        why = _("Type how many messages leave.")
        if self._everybody:
            why = _("Nobody is ticked: everybody on the list gets it. Type how many messages leave.")
        return f"{why} {cost}"

    def answer(self, values: dict[str, Any]) -> int:
        if not self._typed:
            return self._found.receivers
        digits = "".join(values["typed"].split())
        typed = int(digits) if digits.isascii() and digits.isdigit() else None
        if typed != self._found.receivers:
            raise WrongCount(typed, self._found.receivers)
        return typed


async def send(
    desk: BaseScreen[Any], order: Order, subject: str, *, listed: int | None, shown: int | None
) -> int | None:
    """Leads to the confirmation; returns the campaign, or None if the person goes back.

    `listed` is the length of the list, if known; `shown` is the client whose text was on the screen. Raises
    `MayNotSend`, `GivenUp` and what `rendering.checked` raises.
    """
    by = desk.officine.by()
    rights.check(by.actor, Right.SEND_MESSAGES)
    many = (len(order.clients) or listed or MANY) >= MANY
    refused: Refused | None = None
    said = ""
    # The preflight is repeated each time: while somebody read the last summary or tested the text, others may
    # have paid, said STOP, or used up the units.
    while True:
        found = await _beside(
            desk, many, _("Checking the list"), lambda progress: preflight.look(order, progress)
        )
        chosen = await desk.ask(PreflightDialog(subject, found, refused=refused, said=said))
        refused, said = None, ""
        if chosen is None:
            return None
        if chosen is Next.TO_ONESELF:
            said = await to_oneself(desk, order, _whose(found, shown))
        elif chosen is Next.TO_A_FEW:
            said = await to_a_few(desk, order, found.getting)
        else:
            try:
                campaign = await _confirm(desk, order, found, many, by)
            except LOOK_AGAIN as why:
                refused = why
            else:
                if campaign is not None:
                    return campaign


def _whose(found: Preflight, shown: int | None) -> int:
    """The client whose text is tested: the one on the screen, if they get the message."""
    return shown if shown is not None and shown in found.getting else found.getting[0]


async def _confirm(desk: BaseScreen[Any], order: Order, found: Preflight, many: bool, by: By) -> int | None:
    """Asks the last question and confirms. Raises what `campaigns.confirm` raises, except `WrongCount`."""
    typed: Mapping[str, Any] | None = None
    refused: Refused | None = None
    while True:
        number = await desk.ask(ConfirmDialog(order, found, typed, refused))
        if number is None:
            return None

        def confirm(progress: Progress, number: int = number) -> int:
            def written(done: int) -> None:
                if not progress(done, found.receivers):
                    raise GivenUp

            return campaigns.confirm(
                order,
                seen=found.receivers,
                typed=number,
                last=found.last,
                by=by,
                progress=written,
            )

        try:
            return await _beside(desk, many, _("Writing the messages"), confirm)
        except WrongCount as why:
            typed, refused = {"typed": str(number)}, why


async def _beside(desk: BaseScreen[Any], many: bool, heading: str, task: Callable[[Progress], Done]) -> Done:
    """Runs the task at once, or in a thread with its own connection."""
    if not many:
        return persevere(task, lambda done, total: True)

    def on_its_own(progress: Progress) -> Done:
        with own_connection():
            return task(progress)

    return await work(desk, heading, on_its_own)
