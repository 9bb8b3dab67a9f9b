"""Counting a day: what is there of each mode, with the difference beside it as one types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats, words
from models.money import till
from models.money.accounts import Account
from models.money.till_closed import refuse_standing
from models.money.till_figures import ModeFigures, TillDay
from models.people.trail import new_op_id
from models.refusals import Refused
from models.values import ZERO, Centimes
from tui.base import Place
from tui.insist import insist
from tui.till.modes import differences
from tui.widgets.fields import AmountField, Field, TextField
from tui.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class Count:
    """A till as it was counted, what was expected of it, and what stood in the fields."""

    counted: Mapping[Account, Centimes]
    opening: Centimes
    note: str
    seen: Mapping[Account, Centimes]
    texts: Mapping[str, Any]


class CloseDialog(FormDialog[Count]):
    """The float, what is there of each mode, a note. What is left empty holds nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Close day"), id="till.submit", tooltip=N_("Freeze this day")),
    ]

    def __init__(self, day: TillDay, again: Count | None = None, refused: Refused | None = None) -> None:
        """`again` and `refused`: what was counted before, and why the day could not be closed with it."""
        super().__init__(again.texts if again else None, refused)
        self._day = till.day(day.day)

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
        self.form.go_to(Account.CASH)

    def show_effect(self) -> None:
        """What is expected of each mode, and what is missing or too much."""
        opening, counted = self.form.value("opening") or ZERO, self._counted()
        expected = self._expected(opening)
        self.form.aside("opening", _("in the drawer this morning"))
        for mode in expected:
            said = _("expected {amount}").format(amount=formats.amount(mode.expected))
            if mode.counted is not None:
                said += f" · {words.difference(mode.difference)}"
            self.form.aside(mode.account, said)
        whole = sum(mode.difference for mode in expected)
        shown = self.query_one(".difference", Static)
        shown.update(f"{_('Difference')}  {words.difference(whole)}")
        shown.display = bool(counted)
        shown.set_class(whole != 0, "-warns")

    def _counted(self) -> dict[Account, Centimes]:
        """What was typed of each mode."""
        found = {mode.account: self.form.value(mode.account) for mode in self._day.modes}
        return {account: amount for account, amount in found.items() if amount is not None}

    def _expected(self, opening: Centimes) -> list[ModeFigures]:
        """The figures of the day with this float, and what was typed beside them."""
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


async def close(desk: Place[Any], day: TillDay) -> None:
    """Counts a day, freezes it, and says whether the count was right."""
    # Said before anything is counted; the verb checks it again.
    refuse_standing(day.day)
    op_id = new_op_id()
    closed = await insist(
        desk,
        lambda count, refused: CloseDialog(day, count, refused),
        lambda count: till.close(
            day.day,
            count.counted,
            opening=count.opening,
            note=count.note,
            seen=count.seen,
            staff=desk.officine.staff,
            op_id=op_id,
        ),
    )
    if closed is not None:
        desk.tell(_("The day is closed · {difference}").format(difference=differences(closed)))
