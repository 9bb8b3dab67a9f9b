"""Checks of price lists, prices by quantity and cross discounts: nothing is said twice, and nothing the law
forbids.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.trade.lines import last_changes
from models.people.clients.details import ClientDetails
from models.people.clients.table import Client
from models.people.tariffs.table import CrossDiscount, PriceList
from models.refusals import N_
from models.store.search.folding import fold
from models.trade.catalogue.table import Category, Product
from models.trade.tariffs.list_prices import overlapping
from models.trade.tariffs.table import CrossDiscountRate, ListPrice, PriceBreak


def names_differ() -> Iterator[Fault]:
    """No two price lists, and no two cross discounts, have one name, in whatever spelling."""
    sentence = N_("The price list or cross discount {name} is kept under another name.")
    for table in (PriceList, CrossDiscount):
        for name, key in table.select(table.name, table.name_key).tuples():
            if fold(name) != key or not key:
                yield Fault("tariffs", sentence, {"name": name})


def no_list_says_two_prices() -> Iterator[Fault]:
    """Of one product, or one category, a list says one price a day, or one percentage."""
    both = N_("The price list {name} says two prices of one product or category on the same day.")
    neither = N_("The price list {name} has a row that says no price, or of nothing.")
    rows = (
        ListPrice.select(
            PriceList.name,
            ListPrice.price_list,
            ListPrice.product,
            ListPrice.category,
            ListPrice.since,
            ListPrice.until,
            ListPrice.price,
            ListPrice.rate,
        )
        .join(PriceList, JOIN.LEFT_OUTER)
        .order_by(ListPrice.price_list, ListPrice.product, ListPrice.category, ListPrice.since, ListPrice.id)
    )
    before: list[tuple[list[int | None], date | None, date | None]] = []
    for name, *of, since, until, price, rate in rows.tuples().iterator():
        if name is None or (price is None) == (rate is None) or (of[1] is None) == (of[2] is None):
            yield Fault("tariffs", neither, {"name": name or of[0]})
        before = [each for each in before if each[0] == of]
        if any(overlapping(since, until, begins, ends) for _, begins, ends in before):
            yield Fault("tariffs", both, {"name": name})
        before.append((of, since, until))


def larger_quantities_cost_less() -> Iterator[Fault]:
    """From one break of a product to the next the price does not rise."""
    sentence = N_("{name} costs more from a larger quantity on.")
    rows = (
        PriceBreak.select(Product.id, Product.name, PriceBreak.price)
        .join(Product, JOIN.LEFT_OUTER)
        .order_by(PriceBreak.product, PriceBreak.quantity)
    )
    for (product, name, price), (other, _, next_price) in pairwise(rows.tuples()):
        if product == other and next_price > price:
            yield Fault("tariffs", sentence, {"name": name})


def regulated_prices_stay() -> Iterator[Fault]:
    """No list, quantity or cross discount changes a regulated price (law 17-04), unless it became regulated
    since; nor does one lower what is sold without discount.
    """
    products, categories = last_changes()
    sentence = N_("{name} has a regulated price, and yet another one, or a discount.")
    of = fn.COALESCE(ListPrice.category, Product.category)
    listed = ListPrice.select(Product.id, Category.id, Category.name).join(Product, JOIN.LEFT_OUTER)
    stepped = PriceBreak.select(Product.id, Category.id, Category.name).join(Product)
    crossed = CrossDiscountRate.select(CrossDiscountRate.id, Category.id, Category.name).join(Category)
    for rows, moves in (
        (listed.join(Category, on=of == Category.id).where(Category.regulated), True),
        (stepped.join(Category).where(Category.regulated), True),
        (crossed.where(Category.regulated | Category.discount_forbidden), False),
    ):
        for product, category, name in first(rows):
            moved = moves and {product, None} & products.keys()  # From another category.
            if category not in categories and not moved:
                yield Fault("tariffs", sentence, {"name": name})


def what_clients_have_is_there() -> Iterator[Fault]:
    """The price list and the cross discount of a client exist, and no list is used without being chosen."""
    sentence = N_("Client {client} has a price list or cross discount that does not exist.")
    rows = (
        Client.select(Client.id)
        .join(ClientDetails, on=ClientDetails.client == Client.id)
        .join(PriceList, JOIN.LEFT_OUTER, on=ClientDetails.price_list == PriceList.id)
        .join_from(
            ClientDetails, CrossDiscount, JOIN.LEFT_OUTER, on=ClientDetails.cross_discount == CrossDiscount.id
        )
        .where(
            (
                (ClientDetails.price_list.is_null(False) | ClientDetails.uses_price_list)
                & PriceList.id.is_null()
            )
            | (ClientDetails.cross_discount.is_null(False) & CrossDiscount.id.is_null())
        )
    )
    for (client,) in first(rows):
        yield Fault("tariffs", sentence, {"client": client}, client=client)


CHECKS: tuple[Check, ...] = (
    names_differ,
    no_list_says_two_prices,
    larger_quantities_cost_less,
    regulated_prices_stay,
    what_clients_have_is_there,
)
