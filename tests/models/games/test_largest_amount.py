"""One largest amount for everything: no verb takes more, and a sum over a million rows stays a number."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from models.doctor.store import values
from models.money import entries, house_rules
from models.money.avoirs import verbs as avoirs
from models.money.house_rules import HouseRules
from models.money.ledger.accounts import Account, PaymentMode
from models.money.ledger.old_debt import OwingFor
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.money.till import verbs as till
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing
from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientFields
from models.refusals import AmountTooLarge
from models.store import clock
from models.store.connection import database
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.verbs import ProductFields
from models.trade.prices.lines import NewLine, QuantityTooLarge
from models.trade.sales import verbs as sales
from models.values import LARGEST, Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

TOO_MUCH = [LARGEST + 1, 2**63 - 1, 2**64]
Verb = Callable[[Counter, int, Centimes], object]


def _pay(counter: Counter, client: int, amount: Centimes) -> object:
    order = DebtPayment(client, PaymentMode.CASH, amount, keep_change=True)
    return payments.pay_debt(order, by=by_staff(counter.staff))


def _advance(counter: Counter, client: int, amount: Centimes) -> object:
    return entries.receive_advance(client, amount, PaymentMode.CASH, by=by_staff(counter.staff))


def _raise(counter: Counter, client: int, amount: Centimes) -> object:
    return entries.adjust(client, amount, "reason", by=by_staff(counter.staff))


def _lower(counter: Counter, client: int, amount: Centimes) -> object:
    return entries.adjust(client, -amount, "reason", by=by_staff(counter.staff))


def _opening(counter: Counter, client: int, amount: Centimes) -> None:
    entries.open_balance(client, amount, by=by_staff(counter.staff))


def _grant(counter: Counter, client: int, amount: Centimes) -> object:
    return avoirs.grant(client, amount, "reason", by=by_staff(counter.staff))


def _sell(counter: Counter, client: int, amount: Centimes) -> object:
    line = NewLine(counter.product(int(LARGEST)), 2000)
    return sales.sell(client, [line], by=by_staff(counter.staff))


def _ceiling(counter: Counter, client: int, amount: Centimes) -> object:
    fields = ClientFields(last_name="Tazi", ceiling=amount)
    return clients.create(fields, by=by_staff(counter.staff))


def _default_ceiling(counter: Counter, client: int, amount: Centimes) -> None:
    seen = house_rules.house_rules()
    house_rules.change(replace(seen, default_ceiling=amount), seen=seen, by=by_staff(counter.staff))


def _price(counter: Counter, client: int, amount: Centimes) -> object:
    known = product_editing.fields_of(counter.product(100))
    fields: ProductFields = replace(known, code="NEW1", price=amount)
    return product_editing.create(fields, by=by_staff(counter.staff))


def _count(counter: Counter, client: int, amount: Centimes) -> object:
    counted = {Account.CASH: amount}
    return till.close(
        clock.today(), counted, opening=Centimes(0), note="", seen={}, by=by_staff(counter.staff)
    )


def _float(counter: Counter, client: int, amount: Centimes) -> object:
    return till.close(clock.today(), {}, opening=amount, note="", seen={}, by=by_staff(counter.staff))


def _who_owes(counter: Counter, client: int, amount: Centimes) -> object:
    return RecipientListing(RecipientFilter(owes_more_than=amount)).count()


VERBS: list[Verb] = [
    *(_pay, _advance, _raise, _lower, _opening, _grant, _sell, _ceiling, _default_ceiling, _price),
    *(_count, _float, _who_owes),
]


@pytest.mark.parametrize("amount", TOO_MUCH)
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_no_verb_takes_more_than_the_largest_amount(counter: Counter, verb: Verb, amount: int) -> None:
    client = counter.client()
    with pytest.raises(AmountTooLarge) as refused:
        verb(counter, client, Centimes(amount))
    assert refused.value.limit == LARGEST
    assert counter.owes(client) == (0, 0, 0)


@pytest.mark.parametrize("quantity", [100_000_000, 2**63 - 1, 2**64])
def test_no_line_is_of_more_than_the_largest_quantity(counter: Counter, quantity: int) -> None:
    line = NewLine(counter.product(1), quantity // 1000 * 1000)
    with pytest.raises(QuantityTooLarge):
        sales.sell(counter.client(), [line], by=by_staff(counter.staff))


def test_days_without_end_are_a_hundred_years(counter: Counter) -> None:
    counter.sell(counter.client(), 100)
    assert RecipientListing(RecipientFilter(debt=OwingFor(2**63 - 1))).count() == 0


def test_a_sum_over_a_million_of_the_largest_is_a_number(counter: Counter) -> None:
    assert LARGEST * 1_000_000 < 2**63 // 100


def test_the_largest_amount_can_be_entered_owed_and_cancelled(counter: Counter) -> None:
    client = counter.client()
    counter.adjust(client, int(LARGEST))
    counter.adjust(client, int(LARGEST))
    assert counter.owes(client) == (2 * LARGEST, 0, 2 * LARGEST)


@pytest.mark.parametrize(
    "planted",
    [
        "UPDATE posting SET amount = amount + 9999999999",
        "UPDATE product SET price = 10000000000",
        "UPDATE client SET ceiling = 9223372036854775807",
    ],
)
def test_the_doctor_names_an_amount_that_no_verb_takes(counter: Counter, planted: str) -> None:
    client = counter.client()
    counter.sell(client, 100, day=date(2026, 1, 2))
    assert not list(values.no_amount_is_too_large())
    for trigger in ("posting_refuses_UPDATE", "posting_refuses_update"):
        where = " ON posting" if database.obj.param == "%s" else ""
        database.execute_sql(f"DROP TRIGGER IF EXISTS {trigger}{where}")
    database.execute_sql(planted)
    assert list(values.no_amount_is_too_large())


def test_the_default_ceiling_that_stands_may_stay(counter: Counter) -> None:
    seen = house_rules.house_rules()
    rules = HouseRules(seen.modes, LARGEST)
    house_rules.change(rules, seen=seen, by=by_staff(counter.staff))
    assert house_rules.house_rules().default_ceiling == LARGEST
