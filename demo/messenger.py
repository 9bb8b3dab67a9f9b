"""The SMS of the last months: each message, answer and receipt through its verb."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

from demo.habits import Habit
from models.outbox import sending, single
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing, RecipientRow, RecipientSort
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.outbox.messages import receipts
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import ReceiptState
from models.outbox.templates import verbs as templates
from models.outbox.templates.rendering import Person, preview
from models.outbox.units import verbs as sms_units
from models.outbox.units.verbs import PackStep
from models.people.clients.table import ClientStatus, other_pharmacies
from models.requests.actors import StaffMember
from models.requests.by import By
from models.store import clock
from models.store.search.folding import fold
from models.values import Centimes

MONTHS = 6
"""Before that nobody was written to."""
REMINDER = (
    "Rappel de fin de mois",
    Goal.BALANCE_REMINDER,
    "Bonjour {client}, le solde de votre compte est de {solde} au {date}. "
    "Merci de passer nous voir. {pharmacie}",
)
IN_ARABIC = (
    "Rappel en arabe",
    Goal.BALANCE_REMINDER,
    "السلام عليكم {client}، المتبقي في حسابكم {solde}. المرجو المرور بالصيدلية، شكرا. {pharmacie}",
)
VACCINES = (
    "Vaccins grippe",
    Goal.CUSTOM,
    "{pharmacie} : les vaccins contre la grippe sont là. Passez avec votre ordonnance. "
    "Répondez STOP pour ne plus rien recevoir.",
)
_DUE = "Bonjour {client}, il reste {solde} à régler. Merci de passer nous voir. {pharmacie}"
_OWN_NUMBER = "+212661020304"
_OWES, _MOST = Centimes(20_000), 40
"""Clients who owe more are reminded, the largest debts first, at most so many a month."""
_ASKED = 80
"""The most clients who were asked for a consent."""
_ANNOUNCED, _WITHDRAWN = MONTHS - 2, 2
"""The months with a marketing campaign, and the one whose campaign was stopped half way."""
_LEFT_BEFORE = 15
_GATEWAY, _WORKER = "kannel", "demo"
_SOURCES = (ConsentSource.FORM, ConsentSource.FORM, ConsentSource.SPOKEN, ConsentSource.PHONE)
_RECEIPTS = (
    (0.92, ReceiptState.DELIVERED, "DELIVRD"),
    (0.95, ReceiptState.FAILED, "UNDELIV err:001"),
    (0.98, ReceiptState.EXPIRED, "EXPIRED"),
)
"""The cumulated probability of each receipt; beyond the last, none comes."""

Choice = TypeVar("Choice")


class Messenger:
    """Writes to clients once a month, with a random generator of its own, so that
    sales do not depend on it.
    """

    def __init__(self, habits: Sequence[Habit], staff: Sequence[int], name: str, chance: Random) -> None:
        self._habits = habits
        self._staff = staff
        self._name = name
        self._chance = chance
        self._requests = 0

    def begin(self) -> None:
        """The first day: templates, units, and who wants news."""
        for name, goal, body in (REMINDER, IN_ARABIC, VACCINES):
            templates.create(name, goal, body, **self._asks())
        pack = sms_units.ask(1000, "Pack de lancement", **self._asks())
        sms_units.pay(pack, "VIR 4471", **self._asks())
        sms_units.take_step(pack, PackStep.ACTIVATED, by=replace(self._asks()["by"], verb="credits.activate"))
        colleagues = {client for (client,) in other_pharmacies().tuples()}
        people = [
            habit.client
            for habit in self._habits
            if habit.client not in colleagues
            and habit.status is ClientStatus.ACTIVE
            and not habit.house
            and not habit.blocked
        ]
        for client in sorted(self._chance.sample(people, min(_ASKED, len(people) // 2))):
            word = Word.AGREES if self._chance.random() < 0.85 else Word.NO_MARKETING
            consents.record(client, Channel.SMS, word, self._pick(_SOURCES), **self._asks())

    def write(self, month: int) -> None:
        """One morning of this month, counted from 0: debtors are reminded, and sometimes there is news."""
        if not month:
            text = preview(REMINDER[2], Person("AMRANI", "Salma", Centimes(45_000))).text
            single.send_test(_OWN_NUMBER, text, **self._asks())
            self._let_leave()
        debtors = RecipientListing(RecipientFilter(owes_more_than=_OWES), RecipientSort.BALANCE).read(_MOST)
        arabic = [row.id for row in debtors if not fold(row.last_name).isascii()]
        others = [row.id for row in debtors if row.id not in arabic]
        self._confirm(REMINDER, others, withdrawn=month == _WITHDRAWN)
        self._confirm(IN_ARABIC, arabic, withdrawn=False)
        if month == _ANNOUNCED:
            self._confirm(VACCINES, sorted(consents.stance().agreed), withdrawn=False)
        for row in debtors[-2:]:
            self._tell_what_is_due(row)
        if month == MONTHS - 1:
            self._order_more()

    def _confirm(self, template: tuple[str, Goal, str], clients: Sequence[int], *, withdrawn: bool) -> None:
        _, goal, body = template
        order = Order(goal, body, tuple(clients))
        seen = preflight.look(order).receivers if clients else 0
        if not seen:
            return
        campaign = campaigns.confirm(order, seen=seen, **self._asks())
        if withdrawn:
            self._answer(sending.claim(_WORKER, _LEFT_BEFORE))
            campaigns.cancel(campaign, **self._asks())
        self._let_leave()

    def _tell_what_is_due(self, row: RecipientRow) -> None:
        body = preview(_DUE, Person(row.last_name, row.first_name, row.balance)).text
        if preflight.of_client(Order(Goal.BALANCE_REMINDER, body), row.id).reason is None:
            single.send_due(row.id, body, seen=row.balance, **self._asks())
            self._let_leave()

    def _order_more(self) -> None:
        given_up = sms_units.ask(5000, "Offre de rentrée", **self._asks())
        sms_units.cancel(given_up, **self._asks())
        pack = sms_units.ask(500, "Pack de fin d'année", **self._asks())
        sms_units.pay(pack, "VIR 5208", **self._asks())

    def _let_leave(self) -> None:
        """Hands over everything that waits, and makes its receipts."""
        while claimed := sending.claim(_WORKER, 1000):
            self._answer(claimed)

    def _answer(self, claimed: Sequence[sending.Outgoing]) -> None:
        begun, taken = clock.now(), []
        for number, message in enumerate(claimed):
            with clock.stopped_at(begun + timedelta(seconds=number // 10)):
                draw = self._chance.random()
                if draw < 0.015:
                    sending.refused(message.id, _WORKER, "Destination not reachable", temporary=False)
                elif draw < 0.025:
                    sending.uncertain(message.id, _WORKER, "Connection reset by peer")
                else:
                    sending.accepted(message.id, _WORKER, gateway=_GATEWAY)
                    taken.append(message)
        for number, message in enumerate(taken):
            with clock.stopped_at(begun + timedelta(seconds=8 + number // 3)):
                self._tell(message)

    def _tell(self, message: sending.Outgoing) -> None:
        draw = self._chance.random()
        for limit, state, words in _RECEIPTS:
            if draw < limit:
                receipts.receive(message.id, state, words)
                return

    def _asks(self) -> dict[str, Any]:
        self._requests += 1
        return {"by": By(StaffMember(self._pick(self._staff)), f"{self._name}-sms-{self._requests}")}

    def _pick(self, choices: Sequence[Choice]) -> Choice:
        return choices[int(self._chance.random() * len(choices))]
