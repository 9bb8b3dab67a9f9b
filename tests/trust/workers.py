"""What each process of a test does. Every one opens the database itself, and says what was acknowledged."""

import os
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from models.money import payments, reversal
from models.money.accounts import PaymentMode
from models.money.payments import CreditPayment
from models.people import clients, staff
from models.people.clients import ClientFields
from models.people.trail import new_op_id
from models.refusals import Refused
from models.store import connection
from models.trade import sales
from models.trade.sales import NewLine
from models.values import Centimes


def run(verb: str, target: Any, said: Connection, gate: Any, *values: Any) -> None:
    """Waits at the gate until all are there, then answers what the verb returns, or the refusal's name."""
    try:
        gate.wait(60)
        connection.open_database(target)
        said.send(VERBS[verb](*values))
    except Refused as refused:
        said.send(type(refused).__name__)
    except BaseException:
        said.send(traceback.format_exc())
    finally:
        said.close()


def open_only() -> str:
    return "opened"


def pay_often(times: int, amount: int, debtors: list[int], who: int) -> str:
    for number in range(times):
        pay(debtors[number % len(debtors)], amount, who, new_op_id())
    return "paid"


def pay(client: int, amount: int, who: int, op_id: str) -> str:
    order = CreditPayment(client, PaymentMode.CASH, Centimes(amount))
    return payments.pay_credit(order, staff=who, op_id=op_id).number


def sell(client: int, product: int, who: int) -> str:
    return str(sales.sell(client, [NewLine(product)], staff=who, op_id=new_op_id()).number)


def reverse(operation: int, who: int) -> str:
    return reversal.reverse(operation, "at the same time", staff=who, op_id=new_op_id())


def create(code: str, who: int, times: int) -> str:
    for number in range(times):
        values = ClientFields(last_name=f"Client {number}", code=code)
        clients.create(values, staff=who, op_id=new_op_id())
    return "created"


def rename(client: int, who: int, times: int) -> str:
    for number in range(times):
        row = clients.get(client)
        values = ClientFields(last_name=f"Client {os.getpid()} {number}", code=row.code)
        clients.edit(client, values, version=row.version, staff=who, op_id=new_op_id())
    return "renamed"


def engage(name: str) -> str:
    return staff.engage(name, "4321").name


def pay_until_killed(target: Any, acknowledged: Connection, debtors: list[int], who: int) -> None:
    """Tells each request's key once it was carried out, and never ends by itself."""
    connection.open_database(target)
    number = 0
    while True:
        op_id = new_op_id()
        pay(debtors[number % len(debtors)], 1, who, op_id)
        acknowledged.send_bytes(op_id.encode())
        number += 1


VERBS: dict[str, Callable[..., str]] = {
    verb.__name__: verb for verb in (open_only, pay_often, pay, sell, reverse, create, rename, engage)
}
