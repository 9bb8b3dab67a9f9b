"""The list of a campaign: Space ticks, `t` ticks all, `x` takes off. Ticks are ids of clients: a hundred
thousand of them fit in memory, without their rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from locales import N_, formats
from locales.words import ledger as words
from models.outbox.campaigns import recipients
from models.outbox.campaigns.recipients import RecipientListing, RecipientRow
from models.outbox.channels.registry import MAIN, rules_of
from models.refusals import Refused
from tui.clients.columns import balance_amount, balance_style
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.ticks import TICKING, tick_column

MOST_TAKEN_OFF = 500
"""To take off more, it is easier to tick those who stay."""


@dataclass
class TooManyTakenOff(Refused):
    most: int = MOST_TAKEN_OFF
    sentence: ClassVar[str] = N_("At most {most} can be taken off: tick those who get it instead.")


def refuse_too_many(taken_off: Sequence[int]) -> bool:
    """True; raises `TooManyTakenOff`."""
    if len(taken_off) > MOST_TAKEN_OFF:
        raise TooManyTakenOff
    return True


def _name(row: RecipientRow) -> str:
    return f"{row.last_name} {row.first_name}"


def _mobile(row: RecipientRow) -> str:
    return formats.phone(row.address) or "–"


def _reached(row: RecipientRow) -> str:
    return "plain" if rules_of(MAIN).reaches(row.address) else "quiet"


COLUMNS: list[Column[RecipientRow]] = [
    Column("name", N_("Client"), _name, 14, grows=1, style=_reached),
    Column("mobile", N_("Mobile"), _mobile, 17, needs=60, style=_reached),
    Column(
        "balance",
        N_("Balance"),
        lambda row: balance_amount(row.balance),
        16,
        right=True,
        lead=lambda row: words.side(row.balance),
        style=lambda row: balance_style(row.balance),
    ),
]


class RecipientList(Rows[RecipientRow]):
    """Clients, some of them ticked. Ticks survive every filter; `Ticked` reports a change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Check"), id="composer.check", tooltip=N_("Who gets it, what it costs")),
        *TICKING,
        Binding(
            "delete",
            "remove",
            N_("Take off"),
            id="composer.remove",
            show=False,
            tooltip=N_("Those ticked, or this one, leave the list"),
        ),
    ]

    @dataclass
    class Ticked(Message):
        """Other clients are ticked now."""

        ticked: frozenset[int]

    @dataclass
    class Removed(Message):
        """These clients are to be taken off the list."""

        clients: Sequence[int]

    def __init__(self, ticked: Iterable[int] = ()) -> None:
        super().__init__([tick_column(lambda row: row.id in self._ticked), *COLUMNS])
        self._ticked = set(ticked)

    @property
    def ticked(self) -> frozenset[int]:
        """Who is ticked now."""
        return frozenset(self._ticked)

    def tick(self, clients: Iterable[int]) -> None:
        """Ticks these clients and no others."""
        self._ticked = set(clients)
        self._paint()
        self.post_message(self.Ticked(self.ticked))

    def action_open(self) -> None:
        """Also works on an empty list, as ticked clients need not be on it."""
        self.post_message(self.Opened(self, self.current))

    def action_tick(self) -> None:
        if self.current is not None:
            self.tick(self._ticked ^ {self.current.id})
            self.move(1)

    def action_tick_all(self) -> None:
        """Ticks all clients of the filtered list; if all are ticked, unticks them."""
        if isinstance(self.listing, RecipientListing):
            listed = set(recipients.numbers(self.listing.filter))
            self.tick(self._ticked - listed if listed <= self._ticked else self._ticked | listed)

    def action_remove(self) -> None:
        """Takes the ticked clients off the list; if none is ticked, the one under the cursor."""
        here = [self.current.id] if self.current is not None else []
        chosen = sorted(self._ticked) or here
        if chosen:
            self.post_message(self.Removed(chosen))
