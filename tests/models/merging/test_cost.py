"""What merging costs: nothing for who was never merged, little for a fiche merged from ten (X18)."""

from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing
from models.money.ledger.open_items import position
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import give_back, merge
from tests.statements import counted


def test_a_sale_asks_nothing_more_of_who_was_never_merged(counter: Counter) -> None:
    """The statement that locks the client tells whether there are other fiches."""
    from models.trade.prices.lines import NewLine
    from models.trade.sales import verbs as sales

    client, product = counter.client(), counter.product(1_000)
    counter.advance(client, 900)
    with counted() as run:
        sales.sell(client, [NewLine(product)], avoir_used=Centimes(500), by=by_staff(counter.staff))
    asking = [words for words in run if "client_alias" in words]
    assert len(asking) == 1
    assert "UPDATE" in asking[0] or 'FROM "client"' in asking[0]


def test_a_merge_costs_as_much_whatever_was_entered(counter: Counter) -> None:
    """It touches no operation: as many statements for thirty as for one."""

    def cost(sales: int) -> tuple[int, int]:
        kept, other = counter.client("Alaoui"), counter.client("Berrada")
        for client in (kept, other):
            for _ in range(sales):
                counter.sell(client, 100)
        with counted() as merged:
            merge(counter, kept, other)
        with counted() as parted:
            give_back(counter, other)
        return len(merged), len(parted)

    cost(1)  # Statements that are put into words once.
    assert cost(1) == cost(30)


def test_a_fiche_merged_from_ten_is_read_by_a_window_of_each(counter: Counter) -> None:
    kept, *others = [counter.client(f"Alaoui {number}") for number in range(10)]
    for client in (kept, *others):
        for _ in range(3):
            counter.sell(client, 100)
    for other in others:
        merge(counter, kept, other)
    listing = OperationListing(kept, (OperationKind.SALE,))
    first = listing.read(7)
    rest = listing.read(50, after=first[-1])
    ids = [row.id for row in (*first, *rest)]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == listing.count() == 30
    assert [row.id for row in listing.last(5)] == ids[-5:]
    assert [row.id for row in listing.read(4, before=rest[0])] == ids[3:7]
    assert position(kept).balance == 3_000
