"""Why a line costs what it costs, and how its amounts are called."""

from collections.abc import Mapping

from locales import N_, _, formats
from models.people.postal import PostalForm
from models.trade.prices.amounts import (
    VatBasis,
    alcohol_net,
    gross_amount,
    line_amount,
    shown_price,
)
from models.trade.prices.discounts import DiscountReason
from models.trade.prices.exemption import Exemption
from models.trade.prices.explanation import Explained
from models.trade.prices.lines import PricedLine
from models.trade.prices.sources import PriceSource
from models.trade.sales.detail import SoldLine

_REASONS: Mapping[DiscountReason, str] = {
    DiscountReason.MANUAL: N_("typed on the line"),
    DiscountReason.CATEGORY: N_("the client's on this category of products"),
    DiscountReason.CROSS: N_("the client's cross discount"),
    DiscountReason.PERMANENT: N_("the client's permanent one"),
    DiscountReason.CLIENT_CATEGORY: N_("that of the client's category"),
}
_SOURCES: Mapping[PriceSource, str] = {
    PriceSource.CATALOGUE: N_("of the catalogue"),
    PriceSource.LIST: N_("of the client's price list"),
    PriceSource.CATEGORY_LIST: N_("of the price list of the client's category"),
    PriceSource.BREAK: N_("for so many"),
}


_EXEMPT: Mapping[PostalForm, str] = {
    PostalForm.MOROCCO: N_("Exempt from VAT: the client has an exemption."),
    PostalForm.FRANCE: N_("Exempt from VAT (art. 262 and following of the CGI)."),
}


def exempt(said: Exemption | None) -> list[str]:
    """Why there is no VAT on a paper; nothing where there is."""
    if said is None:
        return []
    return [said.own or _(_EXEMPT.get(said.country, _EXEMPT[PostalForm.MOROCCO]))]


def price_explained(why: Explained) -> list[tuple[str, str]]:
    """Each step from the price of the catalogue to what the line comes to: what it is, and the figure."""
    base, line = why.base, why.line
    said = [(_("Catalogue price"), formats.amount(base.catalogue))]
    if why.regulated:
        said.append((_("Regulated"), _("neither list, quantity nor discount changes it")))
    elif why.price_list:
        listed = formats.amount(base.listed) if base.listed is not None else _("says nothing of it")
        said.append((_("Price list {name}").format(name=why.price_list), listed))
    if base.lowered is not None:
        label = _("From {quantity} on").format(quantity=formats.quantity(base.lowered.quantity))
        said.append((label, formats.amount(base.lowered.price)))
    counts = f"{formats.amount(base.price)}, {_(_SOURCES[base.source])}"
    said.append((_("Price that counts"), counts))
    if why.forbidden and not why.regulated:
        said.append((_("Discount"), _("none may be given on this product")))
    return said + amounts_explained(line, line.vat_basis)


def sold_explained(line: SoldLine, basis: VatBasis, price_list: str) -> list[tuple[str, str]]:
    """The same of a line that was sold or promised: what was kept with it."""
    source = _(_SOURCES[line.price_source])
    named = f"{source} ({price_list})" if price_list else source
    said = [(_("Price that counts"), f"{formats.amount(line.unit_price)}, {named}")]
    return said + amounts_explained(line, basis)


def amounts_explained(line: PricedLine | SoldLine, basis: VatBasis) -> list[tuple[str, str]]:
    """From the price of one to what a line comes to."""
    net = basis is not VatBasis.INCLUDED
    said = []
    if basis is VatBasis.ADDED:
        said.append((_("Net price"), formats.amount(shown_price(line))))
    quantity = formats.quantity(line.quantity)
    gross = gross_amount(shown_price(line), line.quantity)
    said.append((_("For {quantity}").format(quantity=quantity), formats.amount(gross)))
    if line.discount:
        rate, reason = formats.percent(line.discount), _(_REASONS[line.discount_reason])
        off = line_amount(shown_price(line), line.quantity, line.discount) - gross
        said.append((_("Discount"), f"{formats.amount(off)}, {rate}, {reason}"))
    if line.alcohol_tax:
        tax = alcohol_net(line) if net else line.alcohol_tax
        said.append((_("Tax on alcohol"), formats.amount(tax)))
    return said + _vat(line, basis)


def _vat(line: PricedLine | SoldLine, basis: VatBasis) -> list[tuple[str, str]]:
    if basis is VatBasis.EXEMPT:
        return [(_("VAT"), _("none: the client is exempt")), (_("Amount"), formats.amount(line.amount))]
    rate = formats.percent(line.vat_rate)
    if basis is VatBasis.ADDED and line.net is not None:
        vat = _("{amount}, {rate} added once for all lines of the rate")
        return [
            (_("Amount without VAT"), formats.amount(line.net)),
            (_("VAT"), vat.format(amount=formats.amount(line.amount - line.net), rate=rate)),
            (_("Amount with VAT"), formats.amount(line.amount)),
        ]
    return [
        (
            _("Amount with VAT"),
            _("{amount}, VAT {rate} in it").format(amount=formats.amount(line.amount), rate=rate),
        )
    ]
