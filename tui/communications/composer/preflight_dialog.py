"""The preflight: who gets the message, who does not and why, and the cost; tests first, then Send."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.sentences import explain
from locales.words.exclusions import reason as reason_of
from models.outbox.campaigns.preflight import Preflight
from models.outbox.campaigns.verbs import NobodyGetsIt
from models.outbox.units.verbs import NotEnoughUnits
from models.refusals import Refused
from tui.communications.composer.named import NamesDialog
from tui.communications.trouble import NotebookLine
from tui.frame.base import STYLES, Dialog, asking
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed


class Next(Enum):
    """What to do after the preflight."""

    SEND = "send"
    TO_ONESELF = "to oneself"
    TO_A_FEW = "to a few"


@dataclass(frozen=True, slots=True)
class Fate:
    """Clients with the same outcome."""

    label: str
    clients: Sequence[int]
    style: str = "plain"


def _style(row: Fate) -> str:
    return row.style


_COLUMNS: list[Column[Fate]] = [
    Column("label", "", lambda row: row.label, 20, grows=1, style=_style),
    Column("count", "", lambda row: formats.count(len(row.clients)), 9, right=True, style=_style),
]


class Fates(Rows[Fate]):
    """One line for those who get it, and one for each reason why others do not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Names"), id="preflight.names", tooltip=N_("Who they are")),
    ]


class PreflightDialog(Dialog[Next]):
    """The preflight. Nothing is sent from here: F9 asks once more."""

    PURPOSE = N_("Who gets the message, who does not and why, and what it costs. Nothing leaves yet.")
    ENTERS = True

    CSS_PATH = STYLES / "composer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "next('SEND')", N_("Send"), id="preflight.send", tooltip=N_("Asks once more")),
        Binding("e", "next('TO_ONESELF')", N_("Test to me"), id="preflight.test", tooltip=N_("To a number")),
        Binding(
            "v",
            "next('TO_A_FEW')",
            N_("Test on 3"),
            id="preflight.try",
            tooltip=N_("Two or three of them first"),
        ),
        Binding("escape", "cancel", N_("Back"), id="dialog.cancel"),
    ]

    def __init__(
        self, subject: str, found: Preflight, *, refused: Refused | None = None, said: str = ""
    ) -> None:
        """`subject` names the message; `refused` is why it was not sent; `said` is what was just done."""
        super().__init__()
        self._subject = subject
        self._found = found
        self._refused = refused
        self._said = said

    def heading(self) -> str:
        return inert(self._subject)

    def content(self) -> ComposeResult:
        yield NotebookLine()
        fates = list(_fates(self._found))
        rows = Fates(_COLUMNS, heading=False, identity=lambda row: row.label)
        rows.styles.height = len(fates)
        rows.show(Fixed(fates))
        yield rows
        yield Static(self._figures(), markup=False, classes="figures")

    def _figures(self) -> Text:
        found = self._found
        listed = ngettext("{count} on the list", "{count} on the list", found.listed)
        needed = ngettext("{count} credit needed", "{count} credits needed", found.units_needed)
        left = max(found.units_left, 0)
        cost = [
            needed.format(count=formats.count(found.units_needed)),
            ngettext("{count} left", "{count} left", left).format(count=formats.count(left)),
        ]
        return Text("\n".join([listed.format(count=formats.count(found.listed)), " · ".join(cost)]))

    def on_mount(self) -> None:
        why = self._refused or self._obstacle()
        if why is not None:
            self.warn(explain(why))
        elif self._said:
            self.tell(self._said)

    def _obstacle(self) -> Refused | None:
        if not self._found.receivers:
            return NobodyGetsIt()
        if self._found.units_needed > self._found.units_left:
            return NotEnoughUnits(self._found.units_needed, max(self._found.units_left, 0))
        return None

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.names(event.row)

    @asking
    async def names(self, fate: Fate) -> None:
        await self.ask(NamesDialog(fate.label.strip(), fate.clients))

    def action_next(self, name: str) -> None:
        why = self._obstacle()
        if why is not None and (name == Next.SEND.name or not self._found.receivers):
            self.refuse(why)
        else:
            self.dismiss(Next[name])


def _fates(found: Preflight) -> Iterator[Fate]:
    yield Fate(_("Get the message"), found.getting, "strong")
    if found.again:
        yield Fate("  " + _("of them, told in the last 24 h"), found.again, "warns")
    for reason in found.reasons:
        yield Fate(
            reason_of(reason),
            [client for client, why in found.excluded.items() if why is reason],
        )
