"""Counting a till day: the amount of each mode, with the difference beside it while the person types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from models.money.closings.till import refuse_closed_day
from models.money.ledger.accounts import Account
from models.money.till import verbs as till
from models.money.till.figures import ModeFigures, TillDay, last_counted
from models.money.till.sealed import close_and_seal
from models.refusals import Refused
from models.seals import verbs as seals
from models.seals.table import Occasion
from models.store.connection import own_connection
from models.values import ZERO, Centimes, Progress
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.meant import whether_meant
from tui.dialogs.progress import work
from tui.forms.fields import AmountField, Field, TextField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.till.modes import differences

FAR_OFF = Centimes(10_000)
"""A difference of 100,00 is probably no counting error: a missing note, two modes
confused, a mistyped amount.
"""


@dataclass(frozen=True, slots=True)
class Count:
    """A counted till, the amounts expected, and the texts of the fields."""

    counted: Mapping[Account, Centimes]
    opening: Centimes
    note: str
    seen: Mapping[Account, Centimes]
    texts: Mapping[str, Any]


class CloseDialog(FormDialog[Count]):
    """The float, the amount of each mode, a note. An empty field means 0."""

    PURPOSE = N_("Count what is in the till; what differs is shown, then the day is closed.")
    GUIDE = "caisse.md#compter-et-clore"
    FINAL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Close day"), id="till.submit", tooltip=N_("Freeze this day")),
    ]

    def __init__(self, day: TillDay, again: Count | None = None, refused: Refused | None = None) -> None:
        """`again` and `refused`: what was counted before, and why the day could not be closed with it."""
        super().__init__(again.texts if again else None, refused)
        self._day = till.day(day.day)
        self._before = last_counted(day.day)

    def heading(self) -> str:
        return _("Close the till of {day}").format(day=formats.day(self._day.day))

    def fields(self) -> Sequence[Field]:
        return (
            AmountField("opening", N_("Float")),
            *(AmountField(mode.account, words.mode(mode.account)) for mode in self._day.modes),
            TextField("note", N_("Note")),
        )

    def start(self) -> Mapping[str, Any]:
        return {"opening": self._day.of(Account.CASH).opening}

    def content(self) -> ComposeResult:
        yield from super().content()
        yield Static(markup=False, classes="difference")

    def on_mount(self) -> None:
        # Most often last evening's count is the float of the morning; without one, the float is asked first.
        self.form.go_to(Account.CASH if self._before else "opening")

    def show_effect(self) -> None:
        """Shows the expected amount of each mode, and what is missing or too much."""
        opening, counted = self.form.value("opening") or ZERO, self._counted()
        expected = self._expected(opening)
        self.form.aside("opening", self._float_said(opening))
        for mode in expected:
            said = _("expected {amount}").format(amount=formats.amount(mode.expected))
            if mode.counted is not None:
                said += f" · {words.difference(mode.difference)}"
            self.form.aside(mode.account, said)
        whole = sum((mode.difference for mode in expected), ZERO)
        shown = self.query_one(".difference", Static)
        shown.update(f"{_('Difference')}  {words.difference(whole)}")
        shown.display = bool(counted)
        shown.set_class(whole != 0, "-warns")

    def _float_said(self, opening: Centimes) -> str:
        """Where the float comes from."""
        if self._before is None or opening != self._before.cash:
            return _("in the drawer this morning")
        return _("counted on {day}").format(day=formats.day(self._before.day))

    def doubts(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Asks about each mode whose difference suggests that something was left out or typed elsewhere."""
        said = _("{mode}: expected {expected}, counted {counted}.")
        return {
            mode.account: said.format(
                mode=words.mode(mode.account),
                expected=formats.amount(mode.expected),
                counted=formats.amount(mode.counted or ZERO),
            )
            for mode in self._expected(values["opening"] or ZERO)
            if _is_odd(mode)
        }

    async def meant(self, doubts: Mapping[str, str]) -> bool:
        close = _("Close day")
        return await whether_meant(self, self.form, doubts, self.heading(), close)

    def _counted(self) -> dict[Account, Centimes]:
        """The typed amount of each mode."""
        found = {mode.account: self.form.value(mode.account) for mode in self._day.modes}
        return {account: amount for account, amount in found.items() if amount is not None}

    def _expected(self, opening: Centimes) -> list[ModeFigures]:
        """The figures of the day with this float, and the typed amounts."""
        counted = self._counted()
        return [
            ModeFigures(
                mode.account,
                opening if mode.account is Account.CASH else mode.opening,
                mode.receipts,
                mode.refunds,
                counted.get(mode.account),
            )
            for mode in self._day.modes
        ]

    def answer(self, values: dict[str, Any]) -> Count:
        opening = values["opening"] or ZERO
        expected = {mode.account: mode.expected for mode in self._expected(opening)}
        return Count(self._counted(), opening, values["note"], expected, self.form.typed())


def _is_odd(mode: ModeFigures) -> bool:
    """Whether the count is far off: all that was expected is missing, or nothing was expected."""
    one_sided = bool(mode.counted) is not bool(mode.expected)
    return mode.counted is not None and (one_sided or abs(mode.difference) >= FAR_OFF)


async def close(desk: BaseScreen[Any], day: TillDay) -> None:
    """Counts a day, closes it, and says whether the count was right."""
    # Said before anything is counted; the verb checks it again.
    refuse_closed_day(day.day)
    by = desk.officine.by()
    closed = await insist(
        desk,
        lambda count, refused: CloseDialog(day, count, refused),
        lambda count: close_and_seal(
            day.day,
            count.counted,
            opening=count.opening,
            note=count.note,
            seen=count.seen,
            by=by,
        ),
    )
    if closed is not None:
        await _seal_what_is_left(desk)
        desk.tell(_("The day is closed · {difference}").format(difference=differences(closed)))


async def _seal_what_is_left(desk: BaseScreen[Any]) -> None:
    """A database older than the seals has years to seal: with a progress bar; Esc postpones it."""
    if not seals.waiting():
        return
    by = desk.officine.by()

    def task(progress: Progress) -> None:
        with own_connection():
            seals.seal(Occasion.DEMAND, by=by, progress=progress)

    await work(desk, _("Sealing what was never sealed"), task)
