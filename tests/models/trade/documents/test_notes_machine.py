"""Whatever is asked of delivery notes in whatever order: each is in one state and in one live sale at most,
and what was sold is what those notes promised.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.doctor.trade import deliveries, promises
from models.refusals import Refused
from models.trade.cancelling import guards
from models.trade.documents import delivery_notes, delivery_sales
from models.trade.documents.listing import one
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.trade.documents.test_documents import make

AMOUNTS = (100, 250, 999, 12_345)
WHICH = st.integers(0, len(AMOUNTS) - 1)
STEPS = st.one_of(
    st.tuples(st.sampled_from(("deliver", "deliver", "undo", "cancel")), WHICH),
    st.tuples(st.just("sell"), st.sets(WHICH, min_size=1)),
    st.tuples(st.just("cancel_sale"), WHICH),
)
AFTER = {
    ("prepared", "deliver"): "delivered",
    ("delivered", "undo"): "prepared",
    ("prepared", "cancel"): "cancelled",
    ("delivered", "cancel"): "cancelled",
}


@dataclass
class Round:
    """A note of each amount, and in lists what an accountant would note of them."""

    counter: Counter
    states: list[str] = field(default_factory=lambda: ["prepared"] * len(AMOUNTS))
    sales: list[tuple[int, set[int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = self.counter.client()
        self.notes = [make(self.counter, delivery_notes, self.client, amount) for amount in AMOUNTS]

    def __call__(self, what: str, which: Any) -> None:
        """Asks it; what is refused must be what the lists forbid, and the other way round."""
        allowed = self._allowed(what, which)
        try:
            done = self._ask(what, which)
        except Refused:
            assert not allowed, (what, which, self.states)
        else:
            assert allowed, (what, which, self.states)
            self._note(what, which, done)

    def _allowed(self, what: str, which: Any) -> bool:
        if what == "sell":
            return all(self.states[each] == "delivered" for each in which)
        if what == "cancel_sale":
            return which < len(self.sales)
        return (self.states[which], what) in AFTER

    def _ask(self, what: str, which: Any) -> Any:
        by = by_staff(self.counter.staff)
        if what == "sell":
            return delivery_sales.sell([self.notes[each] for each in which], by=by)
        if what == "cancel_sale":
            return guards.cancel(self.sales[which][0] if which < len(self.sales) else 0, "x", by=by)
        if what == "deliver":
            return delivery_notes.deliver(self.notes[which], "Ali", by=by)
        if what == "undo":
            return delivery_notes.undo_delivery(self.notes[which], by=by)
        return delivery_notes.cancel(self.notes[which], "x", by=by)

    def _note(self, what: str, which: Any, done: Any) -> None:
        if what == "sell":
            self.sales.append((done.id, set(which)))
            for each in which:
                self.states[each] = "invoiced"
        elif what == "cancel_sale":
            for each in self.sales.pop(which)[1]:
                self.states[each] = "delivered"
        else:
            self.states[which] = AFTER[self.states[which], what]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=6, max_size=16))
def test_doc_delivery_a_note_is_in_one_state_and_what_notes_promised_is_what_was_sold(
    renewed: Callable[[], Counter], steps: list[tuple[str, Any]]
) -> None:
    played = Round(renewed())
    for step in steps:
        played(*step)
    assert [one(note).state.value for note in played.notes] == played.states
    in_sales = [each for _, notes in played.sales for each in notes]
    assert len(in_sales) == len(set(in_sales)), "sold twice"
    assert sorted(in_sales) == [each for each, state in enumerate(played.states) if state == "invoiced"]
    owed = sum(AMOUNTS[each] for each in in_sales)
    assert played.counter.owes(played.client) == (owed, 0, owed)
    assert not [fault for check in (*promises.CHECKS, *deliveries.CHECKS) for fault in check()]
