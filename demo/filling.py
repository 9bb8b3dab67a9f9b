"""Fills an empty database with the example pharmacy, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import ClassVar

from demo import (
    animals,
    appointments,
    categories,
    comments,
    contacts,
    custom_fields,
    deliveries,
    invoices,
    tariffs,
    technical_sheets,
)
from demo.closings import Evenings
from demo.counter import Counter
from demo.days import before_opening, closing, months
from demo.discounts import grant
from demo.habits import Habit, habits
from demo.history import History
from demo.lists import keep_lists
from demo.mending import Mending
from demo.messenger import Messenger
from demo.people import people
from demo.products import stock
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Operation, post_many
from models.people.clients import bulk
from models.people.clients.bulk import NewClient
from models.people.clients.table import ClientStatus
from models.people.clients.verbs import ClientFields
from models.people.organisms.listing import organisms
from models.people.staff import login as staff
from models.people.staff import security_code
from models.pharmacy import features, first_start
from models.pharmacy.features import Feature
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.actors import DEMO, FOUNDING, StaffMember
from models.requests.by import By, new_key
from models.store import clock, settings
from models.store.connection import engine, transaction
from models.store.settings import Pharmacy
from models.trade.bulk.verbs import Journal
from models.trade.catalogue.table import products
from models.values import Centimes, Progress

VERB = "demo.fill"
CODE, SECURITY_CODE = "1234", "0000"
STAFF = ("S. Amrani", "Y. Bennani", "H. Ouazzani")
"""The code of the first is shown; nobody knows those of the others."""
PHARMACY = Pharmacy(
    name="Pharmacie Al Manar",
    address="14, avenue Hassan II",
    postal_code="10000",
    city="Rabat",
    phone="+212537701234",
    ice="001234567000062",
    tax_number="12345678",
    trade_register="123456 Rabat",
    business_tax="25612345",
    social_security="1234567",
    professional_number="101234567",
)
DEFAULT_CEILING = 300_000


@dataclass
class NotEmpty(Refused):
    """The database is not empty: an example pharmacy is never mixed with a real one."""

    place: str
    sentence: ClassVar[str] = N_("{place} is not empty: an example pharmacy needs an empty database.")


@dataclass
class Cancelled(Refused):
    """The user cancelled."""

    sentence: ClassVar[str] = N_("The example pharmacy was cancelled; nothing was written.")


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What was made, and who can log in with which code."""

    pharmacy: str
    staff: str
    code: str
    security_code: str
    clients: int
    operations: int


def fill(
    clients: int = 2000, sales_per_client: int = 8, seed: int = 1, progress: Progress | None = None
) -> DemoResult:
    """Two years until yesterday, all or nothing; the same arguments on the same day give the same database.

    Raises `NotEmpty` or `Cancelled`.
    """
    today, chance = clock.today(), Random(seed)
    calendar = list(months(today))
    steps = _Steps(clients * (1 + sales_per_client), progress)
    with transaction():
        if not first_start.is_new():
            raise NotEmpty(engine().place)
        with clock.stopped_at(before_opening(calendar[0][0])):
            serving = _establish(f"demo-{seed}")
            known = _add_clients(clients, sales_per_client, chance, calendar[0][0], steps)
            grant(known)
            tariffs.add(known, today, By(StaffMember(serving[0]), f"demo-{seed}-tariff"))
            houses = [each.client for each in known if each.house]
            deliveries.add(houses, serving[0], f"demo-{seed}-site")
            pets = animals.add(_steady(known), serving[0], f"demo-{seed}-animal")
            families = contacts.add(
                _steady(known), _steady(known, houses=True), serving[0], f"demo-{seed}-contact"
            )
            persons = [each.client for each in known if not each.house]
            technical_sheets.add(persons, serving, f"demo-{seed}-sheet")
            comments.add(persons, serving, f"demo-{seed}-comment")
            appointments.add(persons, serving, today, f"demo-{seed}-appointment")
        if sales_per_client:
            journal = Journal()
            journal.read([habit.client for habit in known])
            counter = Counter(journal, products(), serving, f"demo-{seed}", chance)
            total = clients * sales_per_client
            messenger = Messenger(known, serving, f"demo-{seed}", Random(f"voice {seed}"))
            evenings = Evenings(journal, f"demo-{seed}", serving, Random(f"evenings {seed}"))
            history = History(counter, known, total, chance, messenger, evenings, f"demo-{seed}")
            history.play(calendar, steps.advance)
            with clock.stopped_at(closing(calendar[-1][-1])):
                Mending(counter, known, chance).end()
                animals.attach(pets, serving[0], f"demo-{seed}-animal")
                contacts.attribute(families, serving[0], f"demo-{seed}-contact")
                contacts.hand_statements(families, serving[0], f"demo-{seed}-contact")
                steady = _steady(known, houses=True), _steady(known)
                invoices.issue(*steady, serving[0], f"demo-{seed}-invoice")
            evenings.close(calendar[-1][-1])
        operations = int(Operation.select().count())
    return DemoResult(PHARMACY.name, STAFF[0], CODE, SECURITY_CODE, clients, operations)


def _steady(known: Sequence[Habit], *, houses: bool = False) -> list[int]:
    """The persons who stay clients throughout; or the companies."""
    found = (each for each in known if each.status is ClientStatus.ACTIVE and bool(each.house) is houses)
    return [each.client for each in found if not each.blocked]


def _establish(name: str) -> list[int]:
    """The pharmacy, its staff and its catalogue."""
    first = first_start.establish(
        PHARMACY, STAFF[0], CODE, by=By(FOUNDING, f"{name}-start"), demonstration=CODE
    )
    security_code.choose(SECURITY_CODE, current="", by=By(StaffMember(first.id), f"{name}-security"))
    settings.put(security_code.SHOWN, SECURITY_CODE)
    everything = frozenset(Feature)
    features.choose(everything, seen=features.in_use(), by=By(StaffMember(first.id), f"{name}-features"))
    categories.establish(By(StaffMember(first.id), f"{name}-categories"))
    custom_fields.establish(By(StaffMember(first.id), f"{name}-fields"))
    others = [staff.engage(colleague, new_key()).id for colleague in STAFF[1:]]
    settings.put("default_ceiling", str(DEFAULT_CEILING))
    stock()
    keep_lists(first.id, name)
    return [first.id, *others]


def _add_clients(count: int, sales: int, chance: Random, day: date, steps: "_Steps") -> list[Habit]:
    """The clients, some with an opening balance; if nothing is sold, some are archived already."""
    known = habits(count, chance)
    insurers = {row.name: row.id for row in organisms()}
    new = [
        _as_added(habit, values, bool(sales))
        for habit, values in zip(known, people(count, insurers, chance), strict=True)
    ]
    new = custom_fields.filled_in(categories.assigned(new, [habit.house for habit in known]))
    numbers = bulk.insert(new, steps.reach)
    for habit, number in zip(known, numbers, strict=True):
        habit.client = number
    _bring_in(known, 0.1 if sales else 0.4, chance, day)
    return known


def _as_added(habit: Habit, values: ClientFields, busy: bool) -> NewClient:
    """Clients who are later archived or blocked are neither at first."""
    if busy:
        return NewClient(
            values, ClientStatus.ACTIVE if habit.status is ClientStatus.ARCHIVED else habit.status
        )
    return NewClient(replace(values, blocked=True) if habit.blocked else values, habit.status)


def _bring_in(known: Sequence[Habit], part: float, chance: Random, day: date) -> None:
    """The opening balances: what clients owed or had in the notebook used before."""
    debts = []
    for habit in known:
        if chance.random() < part and habit.status is ClientStatus.ACTIVE and not habit.house:
            amount = Centimes(2_000 + int(chance.random() ** 2 * 120_000))
            debts.append((habit.client, amount if chance.random() < 0.92 else -amount // 5))
    if debts:
        record = trail.leave(By(DEMO, new_key(), VERB))
        post_many(record, OperationKind.OPENING, Account.OPENING, debts, day)


class _Steps:
    """Counts and reports progress, and stops the work if the callback asks for it."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def reach(self, done: int) -> None:
        self._done = min(done, self._total)
        if self._progress is not None and not self._progress(self._done, self._total):
            raise Cancelled

    def advance(self, more: int) -> None:
        self.reach(self._done + more)
