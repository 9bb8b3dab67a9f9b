"""The catalogue: a search finds every product, a scanned code means one, and every rate is a percentage."""

from collections.abc import Iterator

from peewee import JOIN

from models.doctor.fault import Check, Fault
from models.refusals import N_
from models.trade.catalogue import Product, search_key
from models.trade.product_codes import key
from models.trade.vat import Vat, VatRate


def search_finds_every_product() -> Iterator[Fault]:
    """A product is found by its name and codes of today, and stands in the list where its name belongs."""
    sentence = N_("The product {name} is not found by its name.")
    rows = Product.select(Product.name, Product.code, Product.bar_code, Product.search_key)
    for name, code, bar_code, kept in rows.tuples():
        if kept != search_key(name, code, bar_code):
            yield Fault("search", sentence, {"name": name})


def scanned_codes_mean_one_product() -> Iterator[Fault]:
    """No code or bar code of a product is one of another's, in whichever spelling."""
    sentence = N_("The code {code} belongs to {name} and to {other}.")
    bearers: dict[str, tuple[int, str]] = {}
    rows = Product.select(Product.id, Product.name, Product.code, Product.bar_code).order_by(Product.id)
    for product, name, *codes in rows.tuples():
        for code in codes:
            first, also = bearers.setdefault(key(code), (product, name)) if code else (product, name)
            if first != product:
                yield Fault("codes", sentence, {"code": code, "name": name, "other": also})


def rates_are_known() -> Iterator[Fault]:
    """A VAT rate without any percentage would be an exemption that nobody decided."""
    rows = Vat.select(Vat.name).join(VatRate, JOIN.LEFT_OUTER).where(VatRate.id.is_null())
    sentence = N_("The VAT rate {name} has no percentage.")
    for (name,) in rows.tuples():
        yield Fault("vat", sentence, {"name": name})


CHECKS: tuple[Check, ...] = (
    search_finds_every_product,
    scanned_codes_mean_one_product,
    rates_are_known,
)
