"""The pharmacy in which verbs are played, and what a later subject needs of an earlier one."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from models.money.ledger.accounts import PaymentMode
from models.store import clock
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk


def at(day: int, hour: int = 10) -> Any:
    """Within this block it is that day of November 2026."""
    return clock.stopped_at(datetime(2026, 11, day, hour, 30, tzinfo=UTC))


class Shop:
    """Its counter, the desk of its messages, a folder for files; and who and what is met again.

    Attributes:
        jeanne, salma: Two clients; Salma is insured.
        soap, syrup, gauze: Products; gauze is sold by fractions too.
        contact: Zoé, the child of Jeanne.
        paid, open, insured, wrong: Sales.
    """

    jeanne: int
    salma: int
    soap: int
    syrup: int
    gauze: int
    contact: int
    paid: int
    open: int
    insured: int
    wrong: int

    def __init__(self, staff: int, folder: Path) -> None:
        self.counter, self.folder = Counter(staff), folder
        self.desk = Desk(self.counter)

    @property
    def who(self) -> dict[str, Any]:
        """By whom a verb is asked, each time as another request."""
        return {"by": by_staff(self.counter.staff)}

    def sell(self, client: int, *lines: tuple[int, int], day: date | None = None, **paid: int) -> int:
        """So many thousandths of each product; the sale's number."""
        modes = {PaymentMode(mode): Centimes(amount) for mode, amount in paid.items()}
        asked = [NewLine(product, quantity) for product, quantity in lines]
        return int(sales.sell(client, asked, paid=modes, day=day, **self.who).id)


def vars_of(row: Any) -> dict[str, Any]:
    """The fields of a frozen row."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
