"""Two terminals turn the same quote into a sale, or one into a sale and one into an order, or sell the same
delivery notes: once.
"""

from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.trade.documents import delivery_notes, quotes
from models.trade.documents.listing import one
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


def test_a_delivery_note_is_in_one_sale_and_whoever_comes_late_sells_none_of_theirs(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    client = shared.client()
    lines = [NewLine(shared.product(1_000))]
    notes = [delivery_notes.create(client, lines, by=by_staff(shared.staff)).id for _ in range(3)]
    for note in notes:
        delivery_notes.deliver(note, "Mme Sebti", by=by_staff(shared.staff))
    first, both, last = notes
    asked = [("sell_notes", [first, both], shared.staff), ("sell_notes", [both, last], shared.staff)]
    answers = at_once(processes, target, *asked)
    assert sorted(answers) == ["AlreadySold", "V-2026-00001"]
    assert shared.owes(client) == (2_000, 0, 2_000)
    assert one(both).sale == "V-2026-00001"
    assert sorted([one(first).sale, one(last).sale]) == ["", "V-2026-00001"]
    assert doctor.examine() == []
