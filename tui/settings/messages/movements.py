"""Every SMS unit that came or went."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from models.outbox.units.account import MovementReason
from models.outbox.units.listing import MovementListing, MovementRow
from tui.frame.base import Desk
from tui.widgets.columns import Column
from tui.widgets.rows import STEERING, Rows

_REASONS: Mapping[MovementReason, str] = {
    MovementReason.PACK: N_("Pack activated"),
    MovementReason.TAKEN: N_("SMS"),
    MovementReason.GIVEN_BACK: N_("Given back"),
}


class Movements(Rows[MovementRow], inherit_bindings=False):
    """There is nothing behind a movement."""

    BINDINGS: ClassVar[list[BindingType]] = STEERING


class MovementsDesk(Desk[None]):
    """Newest first, with what was left after each."""

    PURPOSE = N_("Every SMS credit that came or was used.")
    GUIDE = "parametres-sms.md#crédits-sms"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "refresh", N_("Refresh"), id="movements.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="movements.back"),
    ]

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("SMS credits: movements"), markup=False, classes="title")
        yield Movements(
            [
                Column("at", N_("Date"), lambda row: formats.moment(row.at), 17),
                Column("reason", N_("Reason"), lambda row: _(_REASONS[row.reason]), 16),
                Column("recipient", N_("Recipient"), lambda row: formats.phone(row.recipient), 17, grows=1),
                Column("amount", N_("SMS credits"), _signed, 11, right=True),
                Column("balance", N_("Left"), lambda row: formats.count(row.balance), 9, right=True),
            ],
            empty=_("No credit came or went yet."),
        )

    def read_again(self) -> None:
        self.query_one(Movements).show(MovementListing(), keep_cursor=True)


def _signed(row: MovementRow) -> str:
    return f"{'+' if row.amount > 0 else '−'}{formats.count(abs(row.amount))}"
