"""The invoices of the last sales of companies and of a few persons: some sent, one kept as a draft."""

from collections.abc import Sequence

from models.people.clients.table import Client
from models.requests.actors import StaffMember
from models.requests.by import By
from models.trade.invoices import verbs as invoices
from models.trade.invoices.sales import UnbilledReturns, UnbilledSales
from models.trade.invoices.table import SentBy

_EACH = 5
"""So many sales of a company have their invoice."""
_EVERY = 25
"""One person in so many asked for that of their last sale."""


def issue(houses: Sequence[int], persons: Sequence[int], staff: int, name: str) -> None:
    """Issues them in the order of their sales, and the credit notes of what came back of any."""
    for client in filter(_has_address, houses):
        newest = [row.id for row in UnbilledSales(client).read(_EACH + 1)]
        if newest:
            waiting, *billed = newest
            invoices.prepare(waiting, by=_by(staff, name, waiting))
            for place, sale in enumerate(reversed(billed)):
                _issue(sale, staff, name, sent=place % 2 == 0)
    for client in filter(_has_address, persons[3::_EVERY]):
        for row in (*UnbilledSales(client).read(1), *UnbilledReturns(client).read(1)):
            _issue(row.id, staff, name, sent=False)


def _has_address(client: int) -> bool:
    row = Client.get_by_id(client)
    return bool(row.address and row.city)


def _issue(operation: int, staff: int, name: str, *, sent: bool) -> None:
    made = invoices.issue(operation, by=_by(staff, name, operation))
    if sent:
        invoices.note_sent(made.id, SentBy.EMAIL, by=_by(staff, f"{name}-sent", operation))


def _by(staff: int, name: str, operation: int) -> By:
    return By(StaffMember(staff), f"{name}-{operation}")
