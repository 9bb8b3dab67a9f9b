"""What each process of a test does. Every one opens the database itself, and says what was acknowledged."""

import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

from models.appointments.reminders import due
from models.merging import consents
from models.merging import verbs as merging
from models.money import entries
from models.money.closings import verbs as periods
from models.money.closings.verbs import Period
from models.money.ledger import client_status, deallocation, open_items
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Allocation, Operation
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment
from models.money.till import verbs as till
from models.outbox import sending
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.messages.campaign import Goal
from models.outbox.templates import verbs as templates
from models.outbox.units import verbs as sms_units
from models.people.clients import selections
from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientFields
from models.people.staff import codes, security_code
from models.people.staff import login as staff
from models.people.staff import verbs as personnel
from models.pharmacy import prefixes
from models.refusals import Refused
from models.requests import trail
from models.requests.by import new_key
from models.store import clock, connection, numbering, opening
from models.store.connection import transaction
from models.store.engines.turns import Turns
from models.store.numbering import Series
from models.trade.cancelling import guards
from models.trade.catalogue import categories, vat
from models.trade.catalogue import verbs as product_editing
from models.trade.documents import delivery_sales, orders, quotes
from models.trade.prices.lines import NewLine
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.trash import verbs as trash
from models.values import Centimes
from tests.asking import by_staff
from tests.codes import secured


def run(verb: str, target: Any, said: Connection, gate: Any, *values: Any) -> None:
    """Waits at the gate until all are there, then answers what the verb returns, or the refusal's name."""
    try:
        gate.wait(60)
        guards.register()
        opening.open_database(target)
        said.send(VERBS[verb](*values))
    except Refused as refused:
        said.send(type(refused).__name__)
    except BaseException:
        said.send(traceback.format_exc())
    finally:
        said.close()


def open_only() -> str:
    return "opened"


def remind_of_appointments() -> str:
    """What a program that sends does beside sending."""
    return str(due.queue_due())


def merge(survivor: int, merged: int, versions: tuple[int, int], who: int) -> str:
    done = merging.merge(survivor, merged, {}, versions=versions, by=by_staff(who))
    return f"{done.merged} into {done.survivor}"


def merge_while_awaited(began: Any, survivor: int, merged: int, versions: tuple[int, int], who: int) -> str:
    """On PostgreSQL: everything of the merge is written, and it ends once somebody waits for it."""
    last = consents.of_both

    def slowly(*values: Any) -> None:
        last(*values)
        began.set()
        blocked = "SELECT COUNT(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        for _ in range(6_000):
            if connection.engine().run(blocked, ()).fetchone()[0]:
                break
            time.sleep(0.01)

    with patch.object(consents, "of_both", slowly):
        return merge(survivor, merged, versions, who)


def pay_once_begun(began: Any, client: int, amount: int, who: int) -> str:
    began.wait(60)
    return "paid" if pay(client, amount, who, new_key()) else ""


def give_back(merged: int, who: int) -> str:
    return f"{merging.undo(merged, by=by_staff(who)).merged} stands"


def pay_often(times: int, amount: int, debtors: list[int], who: int) -> str:
    for number in range(times):
        pay(debtors[number % len(debtors)], amount, who, new_key())
    return "paid"


def pay(client: int, amount: int, who: int, op_id: str) -> str:
    order = DebtPayment(client, PaymentMode.CASH, Centimes(amount))
    return payments.pay_debt(order, by=by_staff(who, op_id)).number


def sell(client: int, product: int, who: int) -> str:
    return str(sales.sell(client, [NewLine(product)], by=by_staff(who)).number)


def delete(client: int, who: int) -> str:
    """Into the trash."""
    trash.delete(client, by=by_staff(who))
    return "deleted"


def quote(client: int, product: int, who: int) -> str:
    return quotes.create(client, [NewLine(product)], by=by_staff(who)).number


def remind(clients: list[int], who: int) -> str:
    """A campaign to these clients, as the preflight saw it just before. Between reading them and writing,
    others have time for something.
    """
    order = Order(Goal.BALANCE_REMINDER, "Bonjour {client}", tuple(clients))
    seen, leave = preflight.look(order).receivers, trail.leave

    def late(*asked: Any, **told: Any) -> Any:
        time.sleep(0.3)
        return leave(*asked, **told)

    with patch.object(trail, "leave", late):
        return str(campaigns.confirm(order, seen=seen, by=by_staff(who)))


def sell_by_credit(client: int, product: int, used: int, who: int) -> str:
    """A sale that uses an avoir."""
    asks: dict[str, Any] = {"by": by_staff(who)}
    return str(sales.sell(client, [NewLine(product)], avoir_used=Centimes(used), **asks).number)


def sell_once(client: int, product: int, who: int, op_id: str) -> str:
    """The request of this key."""
    return str(sales.sell(client, [NewLine(product)], by=by_staff(who, op_id)).number)


def sell_quote(quote: int, who: int) -> str:
    return str(quotes.sell(quote, by=by_staff(who)).number)


def order_quote(quote: int, who: int) -> str:
    return str(orders.from_quote(quote, by=by_staff(who)).number)


def sell_notes(notes: list[int], who: int) -> str:
    return str(delivery_sales.sell(notes, by=by_staff(who)).number)


def pay_chosen(client: int, sale: int, seen: int, who: int) -> str:
    """Pays one ticked sale in full, as it was seen."""
    order, chosen = DebtPayment(client, PaymentMode.CASH, Centimes(seen)), Chosen(sale, Centimes(seen))
    return payments.pay_selected(order, [chosen], by=by_staff(who)).number


def unlink(debit: int, credit: int, who: int) -> str:
    deallocation.undo(debit, credit, "at the same time", by=by_staff(who))
    return "unlinked"


def take_back(sale: int, line: int, who: int) -> str:
    """One of what was sold, for cash."""
    how: dict[str, Any] = {"refund": PaymentMode.CASH, "by": by_staff(who)}
    return str(returns.take_back(sale, [(line, 1000)], **how).number)


def pay_back(credit: int, amount: int, who: int) -> str:
    asks: dict[str, Any] = {"by": by_staff(who)}
    return str(guards.pay_back(credit, Centimes(amount), PaymentMode.CASH, **asks).number)


def reverse(operation: int, who: int) -> str:
    return guards.cancel(operation, "at the same time", by=by_staff(who))


def name_alike(kind: str, name: str, who: int) -> str:
    """Something of a name that only one may have, in a room where there is no client to lock."""
    asks: dict[str, Any] = {"by": by_staff(who)}
    if kind == "category":
        categories.create(categories.CategoryFields(name, regulated=False), **asks)
    elif kind == "rate":
        vat.create(name, 2000, clock.today(), **asks)
    elif kind == "product":
        product_editing.create(product_editing.ProductFields(name, 1, Centimes(100), code=name), **asks)
    elif kind == "template":
        templates.create(name, Goal.CUSTOM, "Bonjour", **asks)
    elif kind == "colleague":
        personnel.engage(name, "4321", security=secured(), **asks)
    else:
        selections.save(name, [1], **asks)
    return "made"


def step_pack(pack: int, who: int) -> str:
    sms_units.pay(pack, "a proof", by=by_staff(who))
    return "paid"


def close_till(who: int) -> str:
    """Counts what is expected, again for as long as money still comes in."""
    while True:
        expected = {mode.account: mode.expected for mode in till.day(clock.today()).modes}
        asks: dict[str, Any] = {"opening": Centimes(0), "seen": expected}
        with suppress(till.TillMoved):
            till.close(clock.today(), expected, **asks, by=by_staff(who))
            return "closed"


def create(code: str, who: int, times: int) -> str:
    for number in range(times):
        values = ClientFields(last_name=f"Client {number}", code=code)
        clients.create(values, by=by_staff(who))
    return "created"


def rename(client: int, who: int, times: int) -> str:
    for number in range(times):
        row = clients.get(client)
        values = ClientFields(last_name=f"Client {os.getpid()} {number}", code=row.code)
        clients.edit(client, values, version=row.version, by=by_staff(who))
    return "renamed"


def work(seed: int, times: int, known: list[int], product: int, who: int) -> str:
    """Whatever comes: some of it is refused, as it may be."""
    chance = random.Random(seed)
    for _ in range(times):
        client = chance.choice(known)
        verb = chance.choice(
            ("sell", "pay", "advance", "adjust", "cancel", "archive", "rename", "hand over", "tick", "unlink")
        )
        with suppress(Refused):
            _do(verb, chance, client, product, who)
    return "worked"


def _do(verb: str, chance: random.Random, client: int, product: int, who: int) -> None:
    asks: dict[str, Any] = {"by": by_staff(who)}
    amount = Centimes(chance.randint(1, 3_000))
    if verb == "sell":
        sales.sell(client, [NewLine(product)], **asks)
    elif verb == "pay":
        order = DebtPayment(client, PaymentMode.CASH, amount, keep_change=chance.random() < 0.5)
        payments.pay_debt(order, **asks)
    elif verb == "advance":
        entries.receive_advance(client, amount, PaymentMode.CARD, **asks)
    elif verb == "tick":
        chosen = [Chosen(item.operation, item.open) for item in open_items.debits(client)[1:3]]
        payments.pay_selected(
            DebtPayment(client, PaymentMode.CASH, amount, discount=Centimes(7)), chosen, **asks
        )
    elif verb == "unlink":
        link = Allocation.select().where(Allocation.client == client, Allocation.amount > 0)
        for row in link.order_by(Allocation.id.desc()).limit(1):
            deallocation.undo(row.debit_id, row.credit_id, "afternoon", **asks)
    elif verb == "adjust":
        entries.adjust(client, -open_items.position(client).balance or amount, "afternoon", **asks)
    elif verb == "cancel":
        last = Operation.select(Operation.id).where(Operation.client == client).order_by(Operation.id.desc())
        guards.cancel(last.scalar() or 0, "afternoon", **asks)
    elif verb == "archive":
        client_status.archive(client, **asks)
        client_status.restore(client, by=by_staff(who))
    elif verb == "rename":
        row = clients.get(client)
        values = replace(clients.fields_of(row), last_name=f"Client {chance.randint(0, 99)}")
        clients.edit(client, values, version=row.version, **asks)
    else:
        statements.issue(client, clock.today(), clock.today(), StatementDetail.DETAILED, **asks)


def engage(name: str) -> str:
    return staff.engage(name, "4321").name


def deactivate(member: int, who: int) -> str:
    personnel.deactivate(member, security=secured(), by=by_staff(who))
    return "left"


def guess(name: str, code: str) -> str:
    """At the login."""
    return staff.log_in(name, code).name


def guess_security_code(code: str) -> str:
    security_code.check(code)
    return "found"


def guess_and_die(name: str, code: str) -> str:
    """Killed while the code is looked at."""
    with patch.object(codes, "fits", lambda *_code: os.kill(os.getpid(), signal.SIGKILL)):
        return guess(name, code)


def give_prefix(series: str, prefix: str, who: int) -> str:
    seen = numbering.prefixes()
    prefixes.change(seen | {Series(series): prefix}, seen=seen, by=by_staff(who))
    return "given"


def sell_often(client: int, product: int, times: int, who: int) -> str:
    for _ in range(times):
        sell(client, product, who)
    return "sold"


def sell_until(began: Any, ended: Any, client: int, product: int, who: int) -> str:
    """Without a pause, until somebody says that it is enough; how many."""
    count = 0
    while not ended.is_set():
        _sell_slowly(client, product, who)
        began.set()
        count += 1
    return str(count)


def sell_and_end(began: Any, ended: Any, client: int, product: int, times: int, who: int) -> str:
    """So many while somebody else sells, then it is enough."""
    began.wait(60)
    try:
        for _ in range(times):
            _sell_slowly(client, product, who)
    finally:
        ended.set()
    return "sold"


def _sell_slowly(client: int, product: int, who: int) -> None:
    """As on a disk that takes ten milliseconds, for which tests do not wait."""
    with connection.transaction():
        sell(client, product, who)
        time.sleep(0.01)


def take_a_turn_and_die() -> str:
    """Killed after waiting for a turn, before anything was begun."""
    path = Path(connection.engine().place)
    Turns(path).take()
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def pay_until_killed(target: Any, acknowledged: Connection, debtors: list[int], who: int) -> None:
    """Tells each request's key once it was carried out, and never ends by itself."""
    opening.open_database(target)
    number = 0
    while True:
        op_id = new_key()
        pay(debtors[number % len(debtors)], 1, who, op_id)
        acknowledged.send_bytes(op_id.encode())
        number += 1


def send_all(worker: str) -> str:
    """Sends what can be sent, two at a time, through a gateway that takes everything; which messages."""
    left: list[str] = []
    while claimed := sending.claim(worker, 2):
        for each in claimed:
            sending.accepted(each.id, worker, gateway="test", gateway_id=f"{worker} {each.id}")
            left.append(str(each.id))
    return " ".join(left)


def claim_and_disappear(count: int) -> str:
    """As if it were killed with so many messages in its hands."""
    return str(len(sending.claim("killed", count)))


def sell_and_hold(closes: Any, held: Any, client: int, product: int, day: date, who: int) -> str:
    """A sale for a day of a period, not yet written for good while somebody closes that period."""
    with transaction():
        number = sales.sell(client, [NewLine(product)], day=day, by=by_staff(who)).number
        closes.set()
        time.sleep(0.5)
        held.set()
    return str(number)


def close_period(closes: Any, held: Any, day: date, who: int) -> str:
    """Closes the month of a day while somebody sells for it: whether it came after that sale."""
    closes.wait(60)
    with patch.object(security_code, "check"):
        periods.close(Period(day.year, day.month), "", by=by_staff(who))
    return "after" if held.is_set() else "before"


VERBS: dict[str, Callable[..., str]] = {
    verb.__name__: verb
    for verb in (
        open_only,
        remind_of_appointments,
        pay_often,
        pay,
        merge,
        merge_while_awaited,
        pay_once_begun,
        give_back,
        sell,
        delete,
        quote,
        remind,
        sell_by_credit,
        sell_once,
        sell_quote,
        order_quote,
        sell_notes,
        pay_chosen,
        unlink,
        take_back,
        pay_back,
        reverse,
        name_alike,
        step_pack,
        close_till,
        sell_and_hold,
        close_period,
        create,
        rename,
        work,
        engage,
        deactivate,
        guess,
        guess_security_code,
        guess_and_die,
        give_prefix,
        sell_often,
        sell_until,
        sell_and_end,
        take_a_turn_and_die,
        send_all,
        claim_and_disappear,
    )
}
