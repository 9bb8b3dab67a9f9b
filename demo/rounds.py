"""Delivery notes of the last months: large accounts are delivered to at their sites, and pay by the month."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from demo.counter import Counter
from demo.habits import Habit
from models.people.clients.table import ClientStatus
from models.people.sites.listing import sites_of
from models.requests.actors import StaffMember
from models.requests.by import By
from models.store import clock
from models.trade.documents import delivery, delivery_notes, delivery_sales, pro_formas
from models.trade.documents.listing import one
from models.values import ZERO

_CLIENTS = 3
"""So many clients at most, as each note goes through its verbs."""
_SIGNED = ("M. Tahiri", "Mme Bennis", "M. El Idrissi", "Mme Chraibi")
_REFUSED = ("", "", "", "1 boîte abîmée", "Date trop courte")


class Rounds:
    """Works for some houses with sites, at the end of a month. The largest account is left out: exactly so
    many operations are its own.
    """

    def __init__(self, counter: Counter, habits: Sequence[Habit], name: str) -> None:
        self._counter, self._name, self._requests = counter, name, count()
        self._chance = Random(f"rounds {name}")
        kept = [each for each in habits if each.house and each.status is ClientStatus.ACTIVE]
        self._houses = [each.client for each in kept if not each.blocked][:_CLIENTS]

    def close_month(self, *, last: bool) -> None:
        """What was delivered becomes one sale for each client; what goes out next, and the last month,
        waits.
        """
        self._counter.journal.flush()
        for house in self._houses:
            notes = [self._deliver(house) for _ in range(2)]
            total = sum((one(note).total for note in notes), ZERO)
            if not last and self._counter.journal.may_owe(house, total):
                delivery_sales.sell(notes, **self._by())
                self._counter.journal.reread(house)
        if last:
            for house in self._houses:
                self._prepare(house)
                pro_formas.create(house, self._counter.basket(), **self._by())

    def _deliver(self, house: int) -> int:
        note = self._prepare(house)
        signed, hour = self._chance.choice(_SIGNED), self._chance.randint(9, 18)
        reason = self._chance.choice(_REFUSED)
        delivery_notes.deliver(note, signed, at=60 * hour, reason=reason, **self._by())
        return note

    def _prepare(self, house: int) -> int:
        site = self._chance.choice([None, *(row.id for row in sites_of(house))])
        made = delivery_notes.create(
            house,
            self._counter.basket(),
            until=clock.today() + timedelta(days=1),
            site=site,
            courier=delivery.proposed(house).courier,
            **self._by(),
        )
        return made.id

    def _by(self) -> dict[str, Any]:
        return {"by": By(StaffMember(self._counter.server()), f"{self._name}-round-{next(self._requests)}")}
