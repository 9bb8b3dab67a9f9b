"""Avoirs: where each comes from, what of it was used or paid back, what is left (avoir-tab)."""

from dataclasses import replace
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.ledger import amount
from models.money.avoirs import verbs as avoirs
from models.money.avoirs.verbs import AvoirListing, AvoirRow
from models.money.ledger.history import OperationListing, OperationRow
from tui.fiche.parts.operations import OperationPane, quiet_if_used, still_open
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking
from tui.widgets.columns import Column


def _quiet(row: AvoirRow) -> str:
    return "quiet" if row.reversed_by or not row.available else "plain"


COLUMNS: list[Column[AvoirRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10, style=_quiet),
    Column("number", N_("No."), lambda row: row.number, 12, style=_quiet),
    Column("origin", N_("Origin"), lambda row: words.operation(row.kind), 8, needs=43, grows=2, style=_quiet),
    Column(
        "worth", N_("Amount"), lambda row: formats.amount(row.worth), 10, needs=54, right=True, style=_quiet
    ),
    Column("used", N_("Used"), lambda row: amount(row.used), 10, needs=66, right=True, style=_quiet),
    Column(
        "refunded", N_("Paid back"), lambda row: amount(row.refunded), 10, needs=78, right=True, style=_quiet
    ),
    Column("available", N_("Available"), still_open, 10, right=True, style=quiet_if_used),
    Column("note", N_("Note"), lambda row: row.note, 8, needs=92, grows=1, style=_quiet),
]


class AvoirsPane(OperationPane):
    """Every avoir, used up or not."""

    PURPOSE = N_("what the client may still use: advances, change kept, returns.")
    GUIDE = "retours.md#les-avoirs"
    TITLE = N_("Credits")
    EMPTY = N_("No credit. F2 receives an advance or grants one.")
    COLUMNS = COLUMNS
    OF_A_ROW = ("use", "pay_back", "cancel")
    CREATES = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "use", N_("Use"), id="credits.use", tooltip=N_("Pay the oldest debts with it")),
        Binding("b", "pay_back", N_("Pay back"), id="credits.pay_back", tooltip=N_("Give the money back")),
        Binding(
            "i",
            "available",
            N_("Available only"),
            id="credits.available",
            show=False,
            tooltip=N_("Only what can still be used, or all"),
        ),
        Binding(
            "x",
            "cancel",
            N_("Cancel it"),
            id="credits.cancel",
            show=False,
            tooltip=N_("Reverse it, with a reason"),
        ),
    ]

    def all_of(self, client: int) -> OperationListing:
        return AvoirListing(client, contact=self.contact)

    def said(self) -> list[str]:
        available = self.position.credit
        left = [_("{amount} available").format(amount=formats.amount(available))] if available else []
        only = [_("available only")] if self.listing.only_open else []
        return [*super().said(), *only, *left]

    @property
    def credit(self) -> AvoirRow | None:
        """The avoir the cursor is on."""
        return cast(AvoirRow | None, self.current)

    def action_available(self) -> None:
        self.narrow(replace(self.listing, only_open=not self.listing.only_open))

    @asking
    async def create(self) -> None:
        from tui.fiche.avoirs.new import create

        made = await create(self.desk, self.client, self.contact)
        if made is not None:
            self.go_to(made)

    def row_of(self, key: int) -> AvoirRow:
        return avoirs.one(key)

    @asking
    async def action_use(self) -> None:
        from tui.fiche.avoirs.use import use

        if self.credit is not None:
            await use(self.desk, self.client, self.credit)

    @asking
    async def action_pay_back(self) -> None:
        from tui.fiche.avoirs.pay_back import pay_back

        if self.credit is not None:
            await pay_back(self.desk, self.client, self.credit)

    def open(self, row: OperationRow) -> None:
        from tui.fiche.avoirs.opened import AvoirOpened

        self.app.push_screen(AvoirOpened(row.id))


TAB = Tab(
    "credits",
    N_("Credits"),
    AvoirsPane,
    group=Group.ACCOUNT,
    count=lambda client: AvoirListing(client).counting(),
)
