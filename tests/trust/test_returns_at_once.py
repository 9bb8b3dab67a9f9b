"""Two terminals take the same goods back, or pay the same avoir back: once (INV-11, INV-17, INV-18)."""

from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.money.ledger import open_items
from models.trade.returns import figures as returned
from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once

TERMINALS = 4


def test_the_same_box_comes_back_once(shared: Counter, target: Any, processes: ForkServerContext) -> None:
    """INV-18"""
    client = shared.client()
    sale = shared.sell(client, 1_000, cash=1_000)
    (line,) = returned.sold_lines(sale.id)
    answers = at_once(processes, target, *[("take_back", sale.id, line.sale_line, shared.staff)] * TERMINALS)
    assert sorted(answers) == ["E-2026-00001", *["MoreThanLeft"] * (TERMINALS - 1)]
    assert shared.owes(client) == (0, 0, 0)
    assert doctor.examine() == []


def test_an_avoir_is_paid_back_once(shared: Counter, target: Any, processes: ForkServerContext) -> None:
    """INV-11: 60 of 100, at four terminals"""
    client = shared.client()
    shared.advance(client, 100)
    (credit,) = open_items.credits(client)
    answers = at_once(processes, target, *[("pay_back", credit.operation, 60, shared.staff)] * TERMINALS)
    assert sorted(answers) == ["B-2026-00001", *["MoreThanAvailable"] * (TERMINALS - 1)]
    assert shared.owes(client) == (0, 40, -40)
    assert doctor.examine() == []
