"""`kill -9` in the middle of payments: what was acknowledged is there, and nothing is half done."""

import os
import random
import signal
import time
from contextlib import suppress
from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.money.ledger.postings import Operation
from models.requests.trail import Trail
from models.store import connection, opening
from tests.models.conftest import Counter
from tests.trust import workers

KILLS = 50


def test_nothing_acknowledged_is_lost(shared: Counter, target: Any, processes: ForkServerContext) -> None:
    """Fifty times, at any moment of a payment"""
    chance = random.Random(11)
    debtors = [shared.client("Un"), shared.client("Deux")]
    for client in debtors:
        shared.sell(client, 1_000_000)
    connection.close()
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        acknowledged |= _pay_then_die(processes, target, debtors, shared.staff, chance.uniform(0, 0.06))
        if kill % 10 == 9:
            opening.open_database(target)
            assert doctor.examine() == []
            connection.close()
    opening.open_database(target)
    kept = {row.op_id for row in Trail.select(Trail.op_id).where(Trail.verb == "payments.pay_credit")}
    assert acknowledged - kept == set()
    assert len(acknowledged) >= KILLS, "every process was killed after it had worked"
    paid = Operation.select().where(Operation.kind == "payment").count()
    assert paid == len(kept)
    assert sum(shared.owes(client)[0] for client in debtors) == 2_000_000 - paid


def _pay_then_die(
    processes: ForkServerContext, target: Any, debtors: list[int], who: int, after: float
) -> set[str]:
    """Starts somebody who pays, kills them some time after their first payment; what was acknowledged."""
    hears, says = processes.Pipe(duplex=False)
    process = processes.Process(target=workers.pay_until_killed, args=(target, says, debtors, who))
    process.start()
    says.close()
    said = {hears.recv_bytes().decode()}
    time.sleep(after)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    with suppress(EOFError, OSError):
        while True:
            said.add(hears.recv_bytes().decode())
    process.join()
    return said
