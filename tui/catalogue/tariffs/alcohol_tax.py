"""The tax on a litre of pure alcohol, and from which day it is how much."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.refusals import Refused
from models.trade.tariffs import alcohol_tax
from models.trade.tariffs.alcohol_tax import AlcoholTaxRow
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, DateField, Field, Group
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column


class AlcoholTaxDialog(FormDialog[AlcoholTaxRow]):
    """Asks for the tax from a day on; `row` is the one that is corrected, whose day stays."""

    PURPOSE = N_("What is due for each litre of pure alcohol, from a day on.")

    def __init__(
        self, heading: str, row: AlcoholTaxRow | None, typed: AlcoholTaxRow | None, refused: Refused | None
    ) -> None:
        super().__init__(refused=refused)
        self._heading, self._row, self._begun = heading, row, typed

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        amount = AmountField("amount", N_("Amount"), N_("a litre, with VAT"), required=True)
        since = DateField("since", N_("Holds from"), required=True, future=True)
        return [amount] if self._row is not None else [amount, since]

    def start(self) -> Mapping[str, Any]:
        shown = self._begun or self._row
        return {} if shown is None else {"amount": shown.amount, "since": shown.since}

    def answer(self, values: dict[str, Any]) -> AlcoholTaxRow:
        return AlcoholTaxRow(self._row.since if self._row else values["since"], values["amount"])


class AlcoholTaxDesk(ShortListDesk[AlcoholTaxRow]):
    """Every amount, the newest first."""

    PURPOSE = N_("The tax on a litre of pure alcohol through the years.")
    GUIDE = "tarifs.md#la-taxe-sur-lalcool"
    TITLE = N_("Tax on alcohol")
    ASIDE = N_("documents keep the tax of their day")
    EMPTY = N_("The tax on a litre of pure alcohol will be here. F2 sets it from a day on.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "create", N_("New amount"), id="alcohol_tax.create", tooltip=N_("From a day on")),
        Binding("f3", "edit", N_("Correct"), id="alcohol_tax.edit", tooltip=N_("It was typed wrong")),
        Binding("delete", "drop", N_("Take away"), id="alcohol_tax.drop", tooltip=N_("It was a mistake")),
    ]

    def columns(self) -> Sequence[Column[AlcoholTaxRow]]:
        return [
            Column("since", N_("Holds from"), lambda row: formats.day(row.since), 12),
            Column("amount", N_("A litre"), lambda row: formats.amount(row.amount), 14, right=True),
        ]

    def now(self) -> Sequence[AlcoholTaxRow]:
        return alcohol_tax.history()

    @asking
    async def action_create(self) -> None:
        await self._save(_("New amount"), None)

    @asking
    async def action_edit(self) -> None:
        row = self.current
        if row is not None:
            await self._save(_("From {day} on").format(day=formats.day(row.since)), row)

    async def _save(self, heading: str, row: AlcoholTaxRow | None) -> None:
        by = self.officine.by()

        def dialog(typed: AlcoholTaxRow | None, refused: Refused | None) -> AlcoholTaxDialog:
            return AlcoholTaxDialog(heading, row, typed, refused)

        def save(wanted: AlcoholTaxRow) -> date:
            alcohol_tax.set_rate(wanted.amount, wanted.since, seen=row.amount if row else None, by=by)
            return wanted.since

        self.go_to(await insist(self, dialog, save))

    @asking
    async def action_drop(self) -> None:
        row = self.current
        if row is not None:
            self.attempt(alcohol_tax.drop_rate, row.since, seen=row.amount, by=self.officine.by())
            self.read_again()
