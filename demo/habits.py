"""How each client of the example pharmacy buys and pays."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from demo.people import houses
from models.money.ledger.accounts import PaymentMode
from models.people.clients.table import ClientStatus

ALWAYS = 10_000
"""A month that never comes."""
FEW = 40
"""The most clients who leave, or who are blocked."""


@dataclass(slots=True)
class Habit:
    """One client. `client` is their id once they have one; months are counted from the first."""

    weight: float
    """How often they buy, relative to the others."""
    at_once: float
    """The share of their sales that they pay at once."""
    settles: float
    """The probability that they pay in a month what they owe."""
    mode: PaymentMode = PaymentMode.CASH
    last_month: int = ALWAYS
    status: ClientStatus = ClientStatus.ACTIVE
    blocked: bool = False
    client: int = 0
    house: bool = False


def habits(count: int, chance: Random) -> list[Habit]:
    """One habit for each client, in the order of `people.people`."""
    first = houses(count)
    found = [_of_house(chance) for _ in range(first)] + [_of_person(chance) for _ in range(count - first)]
    few = min(FEW, max(1, count // 100)) if count >= 10 else 0
    unusual = chance.sample(range(first, count), 2 * few)
    for number in unusual[:few]:
        _leaves(found[number], chance)
    for number in unusual[few:]:
        found[number].blocked = True
    return found


def buyers(known: Sequence[Habit], month: int) -> tuple[Sequence[Habit], list[float]]:
    """The clients who buy in this month, with their cumulated weights."""
    total, added = 0.0, []
    for habit in known:
        if habit.last_month >= month:
            total += habit.weight
        added.append(total)
    return known, added


def _of_person(chance: Random) -> Habit:
    draw = chance.random
    on_credit = draw() < 0.6
    sleeping = draw() < 0.02
    return Habit(
        weight=chance.lognormvariate(0, 0.9),
        at_once=0.25 + 0.3 * draw() if on_credit else 1.0,
        settles=0.12 + 0.5 * draw(),
        mode=_mode(draw()),
        last_month=4 + int(draw() * 8) if sleeping else ALWAYS,
        status=ClientStatus.SLEEPING if sleeping else ClientStatus.ACTIVE,
    )


def _of_house(chance: Random) -> Habit:
    mode = PaymentMode.TRANSFER if chance.random() < 0.7 else PaymentMode.CHEQUE
    return Habit(weight=40 + 40 * chance.random(), at_once=0, settles=0.9, mode=mode, house=True)


def _leaves(habit: Habit, chance: Random) -> None:
    """Pays at once, stays for a year at most, and is archived."""
    habit.status = ClientStatus.ARCHIVED
    habit.at_once = 1.0
    habit.last_month = 2 + int(chance.random() * 10)


def _mode(draw: float) -> PaymentMode:
    if draw < 0.62:
        return PaymentMode.CASH
    if draw < 0.82:
        return PaymentMode.CARD
    return PaymentMode.CHEQUE if draw < 0.94 else PaymentMode.TRANSFER
