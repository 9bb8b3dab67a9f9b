"""The Ventes tab: by state, and by what was sold."""

from models.trade.cancelling import sale as cancelling
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.trade.sales.listing import SaleListing, SaleState
from tests.asking import by_staff
from tests.models.conftest import Counter


def test_inv_10_each_sale_stands_in_one_state_which_its_residual_says(counter: Counter) -> None:
    """INV-10"""
    client, other = counter.client(), counter.client("Alami", "Omar")
    counter.sell(other, 100)
    unpaid = counter.sell(client, 1_000)
    partly = counter.sell(client, 2_000, cash=500)
    paid = counter.sell(client, 3_000, cash=3_000)
    gone = counter.sell(client, 4_000, cash=1_000)
    cancelling.cancel(gone.id, "wrong", by=by_staff(counter.staff))
    counter.adjust(client, 500)
    found = {state: [row.id for row in SaleListing(client, state=state).read(10)] for state in SaleState}
    assert found == {
        SaleState.UNPAID: [unpaid.id],
        SaleState.PARTLY_PAID: [partly.id],
        SaleState.PAID: [paid.id],
        SaleState.CANCELLED: [gone.id],
    }
    assert [SaleListing(client, state=state).count() for state in SaleState] == [1, 1, 1, 1]


def test_a_sale_is_found_by_what_was_sold_for_whom_and_its_number(counter: Counter) -> None:
    """Whatever the accents, and page by page"""
    client = counter.client()
    milk, cream = NewLine(counter.product(1_000)), NewLine(counter.product(2_500))
    first = sales.sell(client, [milk], contact="Zoé", by=by_staff(counter.staff))
    second = sales.sell(client, [milk, cream], note="pour l'école", by=by_staff(counter.staff))

    def found(text: str) -> list[int]:
        return [row.id for row in SaleListing(client, text=text).read(10)]

    assert found("product 25") == [second.id]
    assert found("PRODUCT") == [second.id, first.id]
    assert found("zoe") == [first.id]
    assert found("ecole") == [second.id]
    assert found(first.number[-5:]) == [first.id]
    assert found("10 %") == []
    assert found("P2500") == [second.id], "the box was scanned"
    assert found("P250") == []
    listing = SaleListing(client, text="product 10")
    top = listing.read(1)
    assert [row.id for row in listing.read(5, after=top[0])] == [first.id]
    assert listing.count() == 2
