"""Checks that price lists, prices by quantity, cross discounts and the tax on alcohol are as last saved.

What a copy or a file brought into a list is told as a whole, so of such a row only what was saved later is
checked.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from models.doctor.fault import Check, Fault
from models.doctor.requests.details import details_of
from models.doctor.requests.last_said import Said
from models.people.tariffs.table import CrossDiscount, PriceList
from models.refusals import N_
from models.store.connection import Table
from models.trade.tariffs.table import AlcoholTax, CrossDiscountRate, ListPrice, PriceBreak

_NAMED: Mapping[str, tuple[type[Table], tuple[str, ...]]] = {
    "price_list": (PriceList, ("name", "with_vat", "retired")),
    "cross_discount": (CrossDiscount, ("name", "retired")),
}
"""Of what has a name: its table, and what is saved of it."""
_NOBODY = N_("{what} is there, though no request brought it.")
_IMPORTS = "price_list_import.carry_out"
_OF_A_ROW = ("price", "rate", "since", "until")


def names_are_as_last_saved() -> Iterator[Fault]:
    """A price list and a cross discount are called, and are retired, as last saved."""
    for thing, (table, names) in _NAMED.items():
        said = Said()
        verbs = ("create", "edit", "copy", "retire", "restore")
        for rows in details_of(*(f"{thing}s.{verb}" for verb in verbs)):
            for request, verb, _, words in rows:
                for name, value in _saved(verb, words, names).items():
                    said.says(request, value, thing, words.get(thing), name)
        yield from said.differs(
            {(thing, row.id, name): getattr(row, name) for row in table.select() for name in names}
        )


def _saved(verb: str, words: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    if verb.endswith((".retire", ".restore")):
        return {"retired": verb.endswith(".retire")}
    if verb.endswith(".edit"):
        return {name: pair[1] for name, pair in words.get("changes", {}).items()}
    return {name: words.get(name) for name in names if name != "retired"} | {"retired": False}


def list_prices_are_as_last_saved() -> Iterator[Fault]:
    """A row of a price list says what was last typed into it. The number of one that was removed may be
    that of another row since.
    """
    said = Said()
    for rows in details_of("list_prices.add", "list_prices.edit", "list_prices.remove", _IMPORTS):
        for request, verb, _, words in rows:
            if verb == _IMPORTS:
                if words.get("changed"):
                    said.forget("list_price")
                continue
            row = words.get("row")
            if verb.endswith(".remove"):
                said.forget("list_price", row)
                continue
            if verb.endswith(".edit"):
                values = {name: pair[1] for name, pair in words.get("changes", {}).items()}
            else:
                values = {name: words.get(name) for name in (*_OF_A_ROW, "product", "category", "price_list")}
            for name, value in values.items():
                said.says(request, value, "list_price", row, name)
    now: dict[tuple[Any, ...], Any] = {}
    for row in ListPrice.select():
        now |= {("list_price", row.id, name): _plain(getattr(row, name)) for name in _OF_A_ROW}
        now |= {
            ("list_price", row.id, name): getattr(row, f"{name}_id")
            for name in ("product", "category", "price_list")
        }
    yield from said.differs(now)


def breaks_and_rates_are_as_last_saved() -> Iterator[Fault]:
    """Prices by quantity, the rates of cross discounts and the tax on alcohol are those last saved."""
    said = Said()
    verbs = ("price_breaks.choose", "cross_discounts.set_rate", "cross_discounts.drop_rate")
    for rows in details_of(*verbs, "alcohol_tax.set_rate", "alcohol_tax.drop_rate"):
        for request, verb, _, words in rows:
            changes = words.get("changes", {})
            if verb.startswith("price_breaks"):
                said.says(request, changes.get("breaks", [{}, {}])[1], "price_breaks", words.get("product"))
            elif verb.startswith("alcohol_tax"):
                said.says(request, changes.get("amount", [0, 0])[1], "alcohol_tax", words.get("since"))
            else:
                whose = (words.get(name) for name in ("cross_discount", "client_category", "category"))
                said.says(request, changes.get("rate", [0, 0])[1], "cross_discount", *whose)
    now: dict[tuple[Any, ...], Any] = {what: {} for what in said.last if what[0] == "price_breaks"}
    for product, quantity, price in PriceBreak.select(
        PriceBreak.product, PriceBreak.quantity, PriceBreak.price
    ).tuples():
        now.setdefault(("price_breaks", product), {})[str(quantity)] = price
    for row in CrossDiscountRate.select():
        now["cross_discount", row.cross_discount_id, row.client_category_id, row.category_id] = row.rate
    for tax in AlcoholTax.select():
        now["alcohol_tax", _plain(tax.since)] = tax.amount
    yield from said.differs(now)
    yield from _never_said(said, now)


def _never_said(said: Said, now: Mapping[tuple[Any, ...], Any]) -> Iterator[Fault]:
    """What is there though no request brought it."""
    for what in now.keys() - said.last.keys():
        yield Fault("trail", _NOBODY, {"what": " ".join(map(str, what))})


def _plain(value: Any) -> Any:
    """As the trail keeps it."""
    return value.isoformat() if isinstance(value, date) else value


CHECKS: tuple[Check, ...] = (
    names_are_as_last_saved,
    list_prices_are_as_last_saved,
    breaks_and_rates_are_as_last_saved,
)
