"""Which price lists and cross discounts there are, and which may be chosen."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.tariffs.table import CrossDiscount, PriceList
from models.refusals import N_, Refused


@dataclass(frozen=True, slots=True)
class PriceListRow:
    """A price list. `with_vat`: its prices are with VAT, else net."""

    id: int
    name: str
    with_vat: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class CrossDiscountRow:
    """A cross discount."""

    id: int
    name: str
    retired: bool


@dataclass
class TariffNotOffered(Refused):
    """The price list or cross discount is retired, or does not exist. `field` is where it was chosen."""

    field: str
    sentence: ClassVar[str] = N_("This can no longer be chosen. Choose another, or none.")


@dataclass
class NoPriceListToUse(Refused):
    """The box is ticked, and no list is chosen (fiche-tariff)."""

    field: ClassVar[str] = "price_list"
    sentence: ClassVar[str] = N_("Choose which price list is used, or take the tick away.")


def price_lists() -> list[PriceListRow]:
    """All of them, by name; those that are retired too."""
    rows = PriceList.select(PriceList.id, PriceList.name, PriceList.with_vat, PriceList.retired)
    return [PriceListRow(*row) for row in rows.order_by(PriceList.name_key).tuples()]


def cross_discounts() -> list[CrossDiscountRow]:
    """All of them, by name; those that are retired too."""
    rows = CrossDiscount.select(CrossDiscount.id, CrossDiscount.name, CrossDiscount.retired)
    return [CrossDiscountRow(*row) for row in rows.order_by(CrossDiscount.name_key).tuples()]


def check_price_list(chosen: int | None, before: int | None) -> None:
    """Raises `TariffNotOffered` for one that may not be chosen; what was chosen before may stay.

    Called by verbs, inside their transaction.
    """
    _check("price_list", PriceList, chosen, before)


def check_cross_discount(chosen: int | None, before: int | None) -> None:
    """The same for a cross discount."""
    _check("cross_discount", CrossDiscount, chosen, before)


def _check(
    field: str, table: type[PriceList] | type[CrossDiscount], chosen: int | None, before: int | None
) -> None:
    if chosen is None or chosen == before:
        return
    if not table.select().where(table.id == chosen, ~table.retired).exists():
        raise TariffNotOffered(field)
