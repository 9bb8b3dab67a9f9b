"""INV-06: whatever happens, the shares of all contacts and of none add up to what the client has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.doctor.trade import attributions
from models.money import entries
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.contact_shares import shares
from models.money.ledger.lifetime import totals
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.people.clients import verbs as clients
from models.refusals import Refused
from models.trade.attributing import verbs as attributing
from models.trade.cancelling import guards
from models.trade.cancelling import sale as cancelling
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add

AMOUNTS = st.sampled_from((100, 250, 999, 12_345))
WHOSE = st.integers(0, 3)
"""Nobody, or one of three contacts."""
WHICH = st.integers(0, 30)
STEPS = st.one_of(
    st.tuples(st.just("sell"), WHOSE, AMOUNTS, st.sampled_from((0, 1, 2))),
    st.tuples(st.sampled_from(("pay", "advance", "adjust", "lower")), WHOSE, AMOUNTS),
    st.tuples(st.sampled_from(("take_back", "cancel")), WHICH),
    st.tuples(st.just("pay_back"), WHICH, st.just(100)),
    st.tuples(st.just("pay_back"), WHICH, AMOUNTS),
    st.tuples(st.just("attribute"), WHICH, WHOSE, st.booleans()),
)


@dataclass
class Story:
    """What belongs together, as an accountant would note it: for whom, bought, paid, and what it comes to."""

    whose: int
    operation: int
    last: int
    bought: int = 0
    paid: int = 0
    other: int = 0
    is_sale: bool = False
    at_once: int = 0


class Household:
    """Does each step with the verbs, and notes what it comes to; what is refused changes nothing."""

    def __init__(self, counter: Counter) -> None:
        guards.register()
        self.counter = counter
        self.client = counter.client()
        names = ("Zoé", "Adam", "Sara")
        self.contacts = [None, *(add(counter, self.client, "Martinez", name) for name in names)]
        self.stories: list[Story] = []

    @property
    def by(self) -> dict[str, Any]:
        return {"by": by_staff(self.counter.staff)}

    def __call__(self, name: str, first: int, *rest: Any) -> None:
        if name in ("sell", "pay", "advance", "adjust", "lower"):
            getattr(self, name)(first, self.contacts[first], *rest)
        elif self.stories:
            getattr(self, name)(self.stories[first % len(self.stories)], *rest)

    def sell(self, whose: int, contact: int | None, amount: int, halves: int) -> None:
        paid = Centimes(amount * halves // 2)
        lines = [NewLine(self.counter.product(amount))]
        sold = sales.sell(self.client, lines, paid={PaymentMode.CARD: paid}, for_contact=contact, **self.by)
        story = Story(whose, sold.id, sold.id, amount, int(paid), is_sale=True, at_once=int(paid))
        self.stories.append(story)

    def pay(self, whose: int, contact: int | None, amount: int) -> None:
        order = DebtPayment(
            self.client, PaymentMode.CASH, Centimes(amount), keep_change=True, for_contact=contact
        )
        payment = payments.pay_debt(order, **self.by).operation
        assert payment is not None
        self._note(whose, payment, paid=amount)

    def advance(self, whose: int, contact: int | None, amount: int) -> None:
        cash = PaymentMode.CASH
        made = entries.receive_advance(self.client, Centimes(amount), cash, for_contact=contact, **self.by)
        self._note(whose, made.id, paid=amount)

    def adjust(self, whose: int, contact: int | None, amount: int) -> None:
        made = entries.adjust(self.client, Centimes(amount), "x", for_contact=contact, **self.by)
        self._note(whose, made.id, other=amount)

    def lower(self, whose: int, contact: int | None, amount: int) -> None:
        self.adjust(whose, contact, -amount)

    def take_back(self, story: Story) -> None:
        if story.is_sale:
            lines = [(line.sale_line, line.quantity) for line in returned.sold_lines(story.operation)]
            story.last = returns.take_back(story.operation, lines, **self.by).id
            story.bought = 0

    def pay_back(self, story: Story, amount: int) -> None:
        guards.pay_back(story.last, Centimes(amount), PaymentMode.CASH, **self.by)
        story.paid -= amount

    def cancel(self, story: Story) -> None:
        if story.is_sale:
            cancelling.cancel(story.operation, "x", with_payment=True, **self.by)
            story.bought, story.paid = 0, story.paid - story.at_once
            story.at_once = 0
        else:
            guards.cancel(story.operation, "x", **self.by)
            story.paid = story.other = 0

    def attribute(self, story: Story, whose: int, of_last: bool) -> None:
        asked = story.last if of_last else story.operation
        attributing.attribute(asked, self.contacts[whose], **self.by)
        story.whose = whose

    def _note(self, whose: int, operation: int, *, paid: int = 0, other: int = 0) -> None:
        self.stories.append(Story(whose, operation, operation, paid=paid, other=other))

    def expected(self) -> dict[int | None, tuple[int, int, int]]:
        return {
            contact: (
                sum(each.bought for each in own),
                sum(each.paid for each in own),
                sum(each.bought - each.paid + each.other for each in own),
            )
            for whose, contact in enumerate(self.contacts)
            for own in [[each for each in self.stories if each.whose == whose]]
        }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=5, max_size=18))
def test_inv_06_shares_are_what_belongs_to_each_and_add_up(
    renewed: Callable[[], Counter], steps: list[tuple[Any, ...]]
) -> None:
    household = Household(renewed())
    for step in steps:
        try:
            household(*step)
        except Refused:
            continue
    found = shares(household.client)
    assert {each.contact: (each.bought, each.paid, each.owes) for each in found} == household.expected()
    account = totals(household.client)
    assert sum(int(each.owes) for each in found) == clients.get(household.client).balance == account.balance
    assert sum(int(each.bought) for each in found) == account.invoiced
    assert sum(int(each.paid) for each in found) == account.paid
    assert [fault for check in attributions.CHECKS for fault in check()] == []
