"""Checks of the lines of sales, returns and documents: numbers, quantities, and
discounts forbidden by law.
"""

from collections.abc import Iterator
from typing import Any

from peewee import fn

from models.doctor.fault import Check, Fault, first
from models.doctor.requests.details import details_of
from models.money.ledger.postings import Operation
from models.refusals import N_
from models.store import many
from models.trade.catalogue.table import Category, Product
from models.trade.catalogue.vat import VatRate
from models.trade.documents.table import Document, DocumentLine
from models.trade.prices.discounts import DiscountReason
from models.trade.prices.sources import FROM_A_LIST
from models.trade.returns.table import ReturnLine
from models.trade.sales.table import SaleLine
from models.values import LARGEST_QUANTITY, UNIT

_WHOLE = 10_000


def lines_are_counted_from_one() -> Iterator[Fault]:
    """INV-10: the lines of a document are numbered from 1 without a hole."""
    sentence = N_("The lines of {number} do not follow one another: one is missing.")
    for lines, owner, document in (
        (SaleLine, SaleLine.sale, Operation),
        (ReturnLine, ReturnLine.document, Operation),
        (DocumentLine, DocumentLine.document, Document),
    ):
        wrong = (
            lines.select(document.number, document.client)
            .join(document, on=owner == document.id)
            .group_by(document.id, document.number, document.client)
            .having((fn.MIN(lines.position) != 1) | (fn.MAX(lines.position) != fn.COUNT(lines.id)))
        )
        for number, client in first(wrong):
            yield Fault("INV-10", sentence, {"number": number}, client=client)


def lines_can_have_been_sold_so() -> Iterator[Fault]:
    """A line has a name and a valid rate, a discount reason only with a discount, and a price list only if
    its price is from one.
    """
    sentence = N_("A line of {number} cannot have been sold as it stands: {label}.")
    for lines, _, rows in _priced():
        wrong = (
            (lines.label == "")
            | ~lines.vat_rate.between(0, _WHOLE)
            | (lines.quantity > LARGEST_QUANTITY)
            | ((lines.discount_reason != DiscountReason.NONE) != (lines.discount > 0))
            | (lines.price_source.in_(FROM_A_LIST) != lines.price_list.is_null(False))
        )
        for number, client, label in first(rows.where(wrong)):
            yield Fault("INV-10", sentence, {"number": number, "label": label}, client=client)


def _priced() -> Iterator[tuple[Any, Any, Any]]:
    """The two tables of priced lines, their documents, and the query of their rows: number, client, label."""
    for lines, owner, document in (
        (SaleLine, SaleLine.sale, Operation),
        (DocumentLine, DocumentLine.document, Document),
    ):
        rows = lines.select(document.number, document.client, lines.label).join(
            document, on=owner == document.id
        )
        yield lines, document, rows


def no_discount_where_the_price_is_fixed() -> Iterator[Fault]:
    """A line with a regulated price (law 17-04), or one marked as fixed, has no discount, and a
    product sold whole has no fraction. Lines of a product or category changed since are left out, as
    it may have been allowed then.
    """
    products, categories = last_changes()
    cheaper = N_("{number} grants a discount on {label}, which is sold at its price.")
    parted = N_("{number} has a part of {label}, which is sold whole.")
    fixed = Category.regulated | Category.discount_forbidden | Product.discount_forbidden
    for lines, document, rows in _priced():
        rows = (
            rows.select_extend(document.trail, Product.id, Category.id, lines.discount)
            .join_from(lines, Product, on=lines.product == Product.id)
            .join(Category, on=Product.category == Category.id)
            .where(
                ((lines.discount > 0) & fixed)
                | ((lines.quantity / UNIT * UNIT != lines.quantity) & ~Product.fractional)
            )
        )
        for number, client, label, request, product, category, discount in rows.tuples().iterator():
            if request < max(products.get(product, 0), products.get(None, 0), categories.get(category, 0)):
                continue
            sentence = cheaper if discount else parted
            yield Fault("INV-10", sentence, {"number": number, "label": label}, client=client)


def last_changes(*names: str) -> tuple[dict[int | None, int], dict[int, int]]:
    """The last request that changed how each product, or each category, may be sold, or that changed one of
    these fields; None stands for any product.
    """
    products: dict[int | None, int] = {}
    categories: dict[int, int] = {}
    for rows in details_of("products.edit", "product_import.carry_out", "categories.edit"):
        for request, verb, _, words in rows:
            changes = words.get("changes", {})
            if verb == "product_import.carry_out" and words.get("changed"):
                products[None] = request  # An imported file may have moved it to another category.
            elif verb == "categories.edit":
                if changes.keys() & {"regulated", "discount_forbidden"}:
                    categories[words["category"]] = request
            elif set(names or ("category", "discount_forbidden", "fractional")) & set(changes):
                products[words["product"]] = request
    return products, categories


def lines_are_of_their_product() -> Iterator[Fault]:
    """A line has the name its product had, and a rate that existed."""
    renamed = {product for product in last_changes("name")[0] if product is not None}
    imported = last_changes("name")[0].get(None, 0)
    rates = {0, *(rate for (rate,) in VatRate.select(VatRate.rate).distinct().tuples())}
    for rows in details_of("vat.create", "vat.set_rate", "vat.drop_rate"):
        for _, _, _, words in rows:
            rates |= {words.get("rate"), *words.get("changes", {}).get("rate", [])} - {None}
    sentence = N_("{number} has a line of {label} that is not as the catalogue had it.")
    for lines, document, rows in _priced():
        rows = rows.select_extend(document.trail, Product.id, lines.vat_rate).join_from(
            lines, Product, on=lines.product == Product.id
        )
        rows = rows.where((Product.name != lines.label) | ~many.among(lines.vat_rate, rates))
        for number, client, label, request, product, rate in rows.tuples().iterator():
            if rate not in rates or (product not in renamed and request > imported):
                yield Fault("INV-10", sentence, {"number": number, "label": label}, client=client)


CHECKS: tuple[Check, ...] = (
    lines_are_counted_from_one,
    lines_can_have_been_sold_so,
    no_discount_where_the_price_is_fixed,
    lines_are_of_their_product,
)
