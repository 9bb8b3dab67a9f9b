"""SMS units: what is left, and the packs that are asked for, paid and activated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from models.outbox.units import account as units_account
from models.outbox.units import verbs as sms_units
from models.outbox.units.verbs import PackRow, PackStep
from models.refusals import Refused
from models.store import clock
from models.store.connection import persevere
from tui.communications.templates.cost import units
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.form_dialog import FormDialog
from tui.forms.form import Field, Group, TextField
from tui.forms.whole import WholeField
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.settings.messages.movements import MovementsDesk
from tui.settings.section import Fact, Section
from tui.settings.with_code import with_code
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

_FORWARD = N_("Paid, then activated")
_STATES: Mapping[PackStep | None, str] = {
    None: N_("asked for"),
    PackStep.PAID: N_("paid"),
    PackStep.ACTIVATED: N_("activated"),
    PackStep.CANCELLED: N_("cancelled"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A pack as it is asked for."""

    size: int | None = None
    note: str = ""


class AskDialog(FormDialog[Asked]):
    """How many units, and of whom."""

    HEADING = N_("Ask for a pack")
    FIELDS: ClassVar[Sequence[Field | Group]] = (
        WholeField("size", N_("SMS credits"), "1000", required=True),
        TextField("note", N_("Note"), N_("offer, provider…")),
    )

    def __init__(self, again: Asked | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._again = again or Asked()

    def start(self) -> Mapping[str, Any]:
        return {"size": self._again.size, "note": self._again.note}

    def answer(self, values: dict[str, Any]) -> Asked:
        return Asked(**values)


class PayDialog(FormDialog[str]):
    """Where the proof of the payment is."""

    FINAL = True
    FIELDS = (TextField("reference", N_("Proof"), N_("number of the transfer"), required=True),)

    def __init__(self, pack: PackRow, again: str | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._pack = pack
        self._again = again or ""

    def heading(self) -> str:
        return _("Paid: {credits}").format(credits=units(self._pack.size))

    def start(self) -> Mapping[str, Any]:
        return {"reference": self._again}

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["reference"])


class Packs(Rows[PackRow]):
    """The packs, each with its next step behind Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Next step"), id="rows.open", tooltip=_FORWARD),
    ]


class UnitsDesk(ShortListDesk[PackRow]):
    """All packs, newest first. Enter takes the next step of one."""

    PURPOSE = N_("The SMS credits: ask for a pack, note that it is paid, activate it.")
    GUIDE = "parametres-sms.md#crédits-sms"
    TITLE = N_("SMS credits")
    EMPTY = N_("Packs of credits will be here. F2 asks for the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "create", N_("Ask"), id="credits.ask", tooltip=N_("A new pack")),
        Binding("f3", "edit", N_("Next step"), show=False, id="credits.step", tooltip=_FORWARD),
        Binding(
            "delete", "drop", N_("Cancel"), id="credits.drop", tooltip=N_("A pack that was not activated")
        ),
        Binding(
            "m,f6", "movements", N_("Movements"), id="credits.movements", tooltip=N_("What came and went")
        ),
    ]

    def columns(self) -> Sequence[Column[PackRow]]:
        return [
            Column("asked", N_("Asked on"), lambda row: formats.day(clock.local_day(row.asked)), 12),
            Column("size", N_("SMS credits"), lambda row: formats.count(row.size), 11, right=True),
            Column("state", N_("State"), _state, 21, style=_style),
            Column("reference", N_("Proof"), _reference, 16),
            Column("note", N_("Note"), lambda row: row.note, 10, grows=1, style=lambda row: "quiet"),
        ]

    def make_list(self, columns: Sequence[Column[PackRow]], empty: str) -> Packs:
        return Packs(columns, empty=empty)

    def now(self) -> Sequence[PackRow]:
        return sms_units.packs()

    def read_again(self) -> None:
        super().read_again()
        self.query_one(".who", Static).update(_left(sms_units.left()), layout=False)

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()

        def ask(typed: Asked) -> tuple[int, int]:
            size = typed.size or 0
            return sms_units.ask(size, typed.note, by=by), size

        asked = await insist(self, AskDialog, ask)
        if asked is not None:
            pack, size = asked
            self.go_to(pack)
            said = _("{credits} asked for. Enter goes on once they are paid.")
            self.tell(said.format(credits=units(size)))

    @asking
    async def action_edit(self) -> None:
        row = self.current
        if row is None:
            return
        if row.state is None:
            await self._pay(row)
        elif row.state is PackStep.PAID:
            await self._activate(row)
        else:
            self.tell(_history(row))

    async def _pay(self, row: PackRow) -> None:
        by = self.officine.by()

        def pay(reference: str) -> bool:
            sms_units.pay(row.id, reference, by=by)
            return True

        if await insist(self, lambda again, refused: PayDialog(row, again, refused), pay):
            self.tell(_("Paid. Enter activates them once the provider has counted them."))

    async def _activate(self, row: PackRow) -> None:
        by, heading = self.officine.by(), _("Activate {credits}").format(credits=units(row.size))
        sentence = _("They can be used at once. This cannot be undone.")

        def activate(code: str) -> bool:
            sms_units.activate(row.id, security=code, by=by)
            return True

        if await with_code(self, heading, sentence, activate):
            self.tell(_("{credits} more.").format(credits=units(row.size)))
            self.officine.sending.begin()

    @asking
    async def action_drop(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        if row.state not in (None, PackStep.PAID):
            self.warn(_history(row))
            return
        heading = _("Cancel {credits}").format(credits=units(row.size))
        sentence = _("This pack will not come. This cannot be undone.")
        if await self.ask(ChooseDialog(heading, sentence, [Way("cancel", _("Confirm"))])) is not None:
            persevere(sms_units.cancel, row.id, by=by)
            self.read_again()

    @asking
    async def action_movements(self) -> None:
        await self.ask(MovementsDesk())


def _state(row: PackRow) -> str:
    word = _(_STATES[row.state])
    return f"{word} {formats.day(clock.local_day(row.steps[-1].at))}" if row.steps else word


def _style(row: PackRow) -> str:
    if row.state is PackStep.CANCELLED:
        return "quiet"
    return "plain" if row.state is PackStep.ACTIVATED else "strong"


def _reference(row: PackRow) -> str:
    return next((step.reference for step in row.steps if step.reference), "")


def _history(row: PackRow) -> str:
    """Who took which step, when."""
    steps = [(_(_STATES[None]), row.asked, row.author)]
    steps += [(_(_STATES[step.step]), step.at, step.author) for step in row.steps]
    return " · ".join(f"{word} {formats.day(clock.local_day(at))} {who}" for word, at, who in steps)


def _left(count: int) -> str:
    return ngettext("{count} left", "{count} left", count).format(count=formats.count(count))


def facts() -> Sequence[Fact]:
    """What can still be sent, and what is under way."""
    left = sms_units.left()
    waiting = units_account.balance() - left
    under_way = [row for row in sms_units.packs() if row.state in (None, PackStep.PAID)]
    packs = "\n".join(f"{formats.count(row.size)} · {_(_STATES[row.state])}" for row in under_way)
    return [
        (_("Left"), formats.count(left)),
        (_("Kept for the queue"), formats.count(waiting)),
        (_("Packs to come"), packs),
    ]


async def open_units(desk: BaseScreen[Any]) -> None:
    """Opens the packs."""
    await desk.ask(UnitsDesk())


SECTION = Section("credits", N_("SMS credits"), facts, open_units, guide="parametres-sms.md#crédits-sms")
