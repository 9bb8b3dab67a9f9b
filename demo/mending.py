"""Corrections after closing time: advances, adjustments, returns, cancellations, each through its verb."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from demo.counter import Counter
from demo.habits import Habit
from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.closings import till as till_closed
from models.money.ledger import client_status, history
from models.money.ledger.accounts import Account, OperationKind, PaymentMode
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.people.clients import verbs as clients
from models.people.clients.table import ClientStatus
from models.requests.actors import StaffMember
from models.requests.by import By
from models.trade.cancelling import guards
from models.trade.cancelling.grounds import RefundRestsOnIt, ReturnRestsOnIt
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import UNIT, Centimes

_BOUNCED = "Chèque revenu impayé"
_MISTAKES = ("Saisi sur le mauvais client", "Montant mal saisi")
_LET_OFF = ("Arrondi consenti", "Geste commercial", "Boîte reprise")
_ADDED = ("Oubli de facturation", "Boîte délivrée non saisie")
_BROUGHT_BACK = ("Mauvais dosage", "Boîte achetée en double", "Emballage abîmé")
_GESTURES = ("Commande en retard", "Erreur de prix en rayon")
_PER_CLIENTS = 500
"""One of each a month for so many clients."""
_MOST = 10
"""But no more than this: a verb takes a hundred times as long as a sale written in bulk."""
_TRIES = 5


class Mending:
    """Works on clients whose account is open."""

    def __init__(self, counter: Counter, habits: Sequence[Habit], chance: Random) -> None:
        guards.register()
        self._counter = counter
        self._people = [habit for habit in habits if habit.status is ClientStatus.ACTIVE and not habit.house]
        self._habits = habits
        self._chance = chance

    def close_month(self, days: Sequence[date]) -> None:
        """The events that occur once or twice a month."""
        self._counter.journal.flush()
        for _ in range(int(min(len(self._people) / _PER_CLIENTS, _MOST) + self._chance.random())):
            for mend in (self._advance, self._let_off, self._add, self._pay_late, self._grant):
                client = self._somebody()
                mend(client, days)
                self._counter.journal.reread(client)
            self._cancel(days)
            self._bring_back(days)
        for habit in self._habits:
            if habit.house and self._chance.random() < 0.6:
                self._hand_statement(habit.client, days)

    def end(self) -> None:
        """Archives the clients who left, and blocks some."""
        self._counter.journal.flush()
        for habit in self._habits:
            if habit.status is ClientStatus.ARCHIVED:
                client_status.archive(
                    habit.client, by=By(StaffMember(self._counter.server()), self._counter.request())
                )
            if habit.blocked:
                row = clients.get(habit.client)
                clients.edit(
                    habit.client,
                    replace(clients.fields_of(row), blocked=True, alert="Compte bloqué : voir le titulaire"),
                    version=row.version,
                    by=By(StaffMember(self._counter.server()), self._counter.request()),
                )

    def _somebody(self) -> int:
        return self._people[int(self._chance.random() * len(self._people))].client

    def _some(self, texts: Sequence[str]) -> str:
        return texts[int(self._chance.random() * len(texts))]

    def _advance(self, client: int, days: Sequence[date]) -> None:
        if not self._counter.journal.position(client).unpaid:
            entries.receive_advance(
                client,
                Centimes(10_000 * (1 + int(self._chance.random() * 4))),
                PaymentMode.CASH,
                note="Avance sur commande",
                by=By(StaffMember(self._counter.server()), self._counter.request()),
            )

    def _let_off(self, client: int, days: Sequence[date]) -> None:
        unpaid = self._counter.journal.position(client).unpaid
        if unpaid:
            amount = -min(unpaid, Centimes(100 + int(self._chance.random() * 2_000)))
            self._adjust(client, amount, self._some(_LET_OFF))

    def _add(self, client: int, days: Sequence[date]) -> None:
        amount = Centimes(1_000 + int(self._chance.random() * 60) * 100)
        if self._counter.journal.may_owe(client, amount):
            self._adjust(client, amount, self._some(_ADDED))

    def _adjust(self, client: int, amount: Centimes, note: str) -> None:
        staff, op_id = self._counter.server(), self._counter.request()
        entries.adjust(client, amount, note, by=By(StaffMember(staff), op_id))

    def _cancel(self, days: Sequence[date]) -> None:
        """Cancels the last payment of a client who paid this month, if one is found soon."""
        for _ in range(_TRIES):
            client = self._somebody()
            last = history.OperationListing(client, (OperationKind.PAYMENT,), since=days[0]).read(1)
            if last and not last[0].reversed_by:
                reason = _BOUNCED if Account.CHEQUE in last[0].modes else self._some(_MISTAKES)
                staff, op_id = self._counter.server(), self._counter.request()
                try:
                    guards.cancel(last[0].id, reason, by=By(StaffMember(staff), op_id))
                except (RefundRestsOnIt, ReturnRestsOnIt):
                    continue
                self._counter.journal.reread(client)
                return

    def _bring_back(self, days: Sequence[date]) -> None:
        """Returns one box of the last sale of a client who bought this month, if one is found soon."""
        for _ in range(_TRIES):
            client = self._somebody()
            last = history.OperationListing(client, (OperationKind.SALE,), since=days[0]).read(1)
            lines = returned.sold_lines(last[0].id) if last and not last[0].reversed_by else []
            whole = [line for line in lines if line.left >= UNIT and line.worth(UNIT)]
            if whole:
                returns.take_back(
                    last[0].id,
                    [(whole[0].sale_line, UNIT)],
                    refund=PaymentMode.CASH if self._chance.random() < 0.5 else None,
                    note=self._some(_BROUGHT_BACK),
                    by=By(StaffMember(self._counter.server()), self._counter.request()),
                )
                self._counter.journal.reread(client)
                return

    def _grant(self, client: int, days: Sequence[date]) -> None:
        amount, note = Centimes(1_000 + int(self._chance.random() * 5) * 1_000), self._some(_GESTURES)
        avoirs.grant(
            client, amount, note, by=By(StaffMember(self._counter.server()), self._counter.request())
        )

    def _pay_late(self, client: int, days: Sequence[date]) -> None:
        """Enters a payment of some days ago whose till is not closed yet."""
        unpaid = self._counter.journal.position(client).unpaid
        if unpaid:
            open_days = [day for day in days if not till_closed.in_force(day).exists()]
            day = open_days[int(self._chance.random() * len(open_days))]
            order = DebtPayment(client, PaymentMode.CASH, unpaid, day=day, note="Noté après coup")
            payments.pay_debt(order, by=By(StaffMember(self._counter.server()), self._counter.request()))

    def _hand_statement(self, client: int, days: Sequence[date]) -> None:
        statements.issue(
            client,
            days[0].replace(day=1),
            days[-1],
            StatementDetail.DETAILED,
            by=By(StaffMember(self._counter.server()), self._counter.request()),
        )
