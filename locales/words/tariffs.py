"""The names of what a client or a product has of prices, and how they are said."""

from collections.abc import Mapping

from locales import N_, _, formats
from models.people.tariffs.choosing import CrossDiscountRow, PriceListRow
from models.trade.catalogue.table import ProductKind
from models.trade.tariffs.listing import CountedList
from models.values import Centimes

OF_CLIENTS: Mapping[str, str] = {
    "price_list": N_("Price list"),
    "uses_price_list": N_("List used"),
    "cross_discount": N_("Cross discount"),
}
"""Message ids by the fields of a client."""
OF_PRODUCTS: Mapping[str, str] = {
    "kind": N_("Type"),
    "alcohol_degree": N_("Alcohol"),
    "alcohol_volume": N_("Volume"),
}
"""Message ids by the fields of a product."""
_KINDS: Mapping[ProductKind, str] = {
    ProductKind.ARTICLE: N_("Article"),
    ProductKind.SERVICE: N_("Service"),
    ProductKind.COUPON: N_("Coupon"),
    ProductKind.SUBSCRIPTION: N_("Subscription"),
}


def product_kind(kind: ProductKind) -> str:
    """Article, prestation, coupon, abonnement."""
    return _(_KINDS[kind])


def with_vat(of: bool) -> str:
    """Whether the prices of a list are with VAT: `TTC`, `HT`."""
    return _("with VAT") if of else _("net")


def price_or_rate(price: Centimes | None, rate: int | None) -> str:
    """`12,50`, or `−10 %` for what is taken off the catalogue's price."""
    return f"−{formats.percent(rate or 0)}" if price is None else formats.amount(price)


def name(row: PriceListRow | CountedList | CrossDiscountRow) -> str:
    """Gros, and where it can be chosen no more: Gros (retiré)."""
    return _("{name} (retired)").format(name=row.name) if row.retired else row.name
