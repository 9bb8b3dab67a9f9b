"""Quotes, preparations and orders of the last months, some of them finished; each step through its verb."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from demo.counter import Counter
from demo.habits import Habit
from models.money.ledger.accounts import PaymentMode
from models.people.clients.table import ClientStatus
from models.requests.actors import StaffMember
from models.requests.by import By
from models.store import clock
from models.trade.documents import orders, preparations, quotes
from models.trade.documents.listing import DocumentRow, one
from models.trade.documents.table import DocumentKind, DocumentState

MONTHS = 6
"""Before that nobody entered any."""
_PER_CLIENTS = 500
"""Two of each kind a month, and one more for so many clients."""
_MOST = 10
"""But no more than so many more, as each goes through its verbs."""
_CONTACTS = ("", "", "", "Son fils", "Sa sœur", "L'infirmière")
_NOTES = ("", "", "À préparer sans sucre", "Appeler quand c'est prêt", "Pour le départ en voyage")
_DECLINED = ("Trouve trop cher", "Prendra un générique", "Prix à revoir")
_DROPPED = ("Rupture chez le fournisseur", "Ordonnance modifiée", "Jamais retiré")


class Promising:
    """Works on clients with an open account, at the end of a month."""

    def __init__(self, counter: Counter, habits: Sequence[Habit], chance: Random) -> None:
        self._counter = counter
        self._people = [
            habit.client
            for habit in habits
            if habit.status is ClientStatus.ACTIVE and not habit.house and not habit.blocked
        ]
        self._chance = chance
        self._pending: list[int] = []

    def close_month(self) -> None:
        """Takes earlier documents further, and makes new ones."""
        self._counter.journal.flush()
        waiting, self._pending = self._pending, []
        for document in waiting:
            self._go_on(one(document))
        for create, days in ((quotes.create, 40), (preparations.create, 3), (orders.create, 8)):
            for _ in range(2 + min(len(self._people) // _PER_CLIENTS, _MOST)):
                self._promise(create, days)

    def _promise(self, create: Callable[..., Any], days: int) -> None:
        if not self._people:
            return
        client = self._people[int(self._chance.random() * len(self._people))]
        made = create(
            client,
            self._counter.basket(),
            until=clock.today() + timedelta(days=days),
            contact=self._some(_CONTACTS),
            note=self._some(_NOTES),
            by=By(StaffMember(self._counter.server()), self._counter.request()),
        )
        self._pending.append(made.id)

    def _go_on(self, row: DocumentRow) -> None:
        draw = self._chance.random()
        if draw < 0.2:
            self._pending.append(row.id)
        elif draw < 0.4:
            self._give_up(row)
        elif row.kind is DocumentKind.QUOTE:
            self._go_on_with_quote(row, draw)
        else:
            self._make(row, handed_over=draw < 0.8)

    def _go_on_with_quote(self, row: DocumentRow, draw: float) -> None:
        if row.state is DocumentState.EXPIRED:
            return
        if draw < 0.65:
            self._sell(quotes.sell, row)
        elif draw < 0.85:
            self._pending.append(self._do(orders.from_quote, row.id).id)
        elif row.state is DocumentState.OPEN:
            self._do(quotes.accept, row.id)
            self._pending.append(row.id)

    def _make(self, row: DocumentRow, *, handed_over: bool) -> None:
        preparation = row.kind is DocumentKind.PREPARATION
        if row.state in {DocumentState.TO_DO, DocumentState.ORDERED}:
            self._do(preparations.finish if preparation else orders.deliver, row.id)
        if handed_over:
            self._sell(preparations.sell if preparation else orders.sell, row)
        else:
            self._pending.append(row.id)

    def _give_up(self, row: DocumentRow) -> None:
        if row.kind is DocumentKind.QUOTE:
            self._do(quotes.refuse, row.id, self._some(_DECLINED))
        else:
            cancel = preparations.cancel if row.kind is DocumentKind.PREPARATION else orders.cancel
            self._do(cancel, row.id, self._some(_DROPPED))

    def _sell(self, sell: Callable[..., Any], row: DocumentRow) -> None:
        on_credit = self._chance.random() < 0.5 and self._counter.journal.may_owe(row.client, row.total)
        self._do(sell, row.id, paid={} if on_credit else {PaymentMode.CASH: row.total})
        self._counter.journal.reread(row.client)

    def _do(self, verb: Callable[..., Any], document: int, *args: Any, **rest: Any) -> Any:
        staff, op_id = self._counter.server(), self._counter.request()
        return verb(document, *args, **rest, by=By(StaffMember(staff), op_id))

    def _some(self, texts: Sequence[str]) -> str:
        return texts[int(self._chance.random() * len(texts))]
