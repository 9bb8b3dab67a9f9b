"""Two terminals turn the same quote into a sale, or one into a sale and one into an order: once."""

from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.trade.documents import quotes
from models.trade.prices.lines import NewLine
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once

TERMINALS = 4


def quote(shared: Counter, client: int) -> int:
    lines = [NewLine(shared.product(1_000))]
    return int(quotes.create(client, lines, by=by_staff(shared.staff)).id)


def test_a_quote_is_sold_once(shared: Counter, target: Any, processes: ForkServerContext) -> None:
    client = shared.client()
    made = quote(shared, client)
    answers = at_once(processes, target, *[("sell_quote", made, shared.staff)] * TERMINALS)
    assert sorted(answers) == [*["AlreadySold"] * (TERMINALS - 1), "V-2026-00001"]
    assert shared.owes(client) == (1_000, 0, 1_000)
    assert doctor.examine() == []


def test_a_quote_is_sold_or_ordered(shared: Counter, target: Any, processes: ForkServerContext) -> None:
    client = shared.client()
    made = quote(shared, client)
    asked = [(verb, made, shared.staff) for verb in ("sell_quote", "order_quote")]
    answers = set(at_once(processes, target, *asked))
    assert answers in ({"V-2026-00001", "AlreadySold"}, {"BC-2026-00001", "UnderOrder"})
    assert doctor.examine() == []
