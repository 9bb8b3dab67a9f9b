"""The content of a printed arrêté: the frozen figures of a closed day, and every operation."""

import json
from dataclasses import dataclass
from datetime import date

from models.money.closings.till import TillClosing
from models.money.till import held as till_held
from models.money.till.figures import Closing, TillDay, day
from models.money.till.held import HeldRow
from models.money.till.verbs import DayOpen
from models.pharmacy.parties import party, pharmacy_as
from models.pharmacy.party import Party
from models.seals import listing
from models.seals.listing import SealRow
from models.store.settings import Pharmacy


@dataclass(frozen=True, slots=True)
class TillPaper:
    """An arrêté: who closed which day, and the operations in order of entry."""

    pharmacy: Party
    day: TillDay
    closing: Closing
    rows: tuple[HeldRow, ...]
    seal: SealRow | None = None
    """The seal that covers the closing; None if none does yet."""


def content(value: date) -> TillPaper:
    """The content for a closed day. Raises `DayOpen`: figures that may still change are not printed."""
    found = day(value)
    if found.closing is None:
        raise DayOpen(value)
    shop = Pharmacy(**json.loads(TillClosing.get_by_id(found.closing.id).pharmacy))
    rows = till_held.of(found).read(found.held)
    return TillPaper(party(pharmacy_as(shop)), found, found.closing, tuple(rows), seal_of(found.closing))


def seal_of(closing: Closing) -> SealRow | None:
    """The first seal that covers a closing, usually made at once; None if none does yet."""
    return listing.over("till_closing", closing.id)
