"""The arithmetic of a line of products: price times quantity, its discount, and VAT in it or added to it.

A sale is computed in one of two ways, and both add up to the centime (INV-21). From prices with VAT: the
lines are rounded, their sum is the total, and the VAT in it is computed once per rate. From net prices: the
net lines are rounded, VAT is computed once per rate on their sum, and each line's amount is its net and its
part of that VAT, so that the ledger knows one total with VAT whichever way it was.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Protocol

from models.money.amounts import WHOLE, share, shares
from models.values import UNIT, ZERO, Centimes


class VatBasis(StrEnum):
    """How the amounts of a sale or a document were computed."""

    INCLUDED = "included"
    """From prices with VAT."""
    ADDED = "added"
    """From net prices, VAT added by rate: a professional who is billed without VAT (fiche-ht)."""
    EXEMPT = "exempt"
    """From net prices, without any VAT: an exempt client (fiche-vat-exempt)."""


def gross_amount(unit_price: Centimes, quantity: int) -> Centimes:
    """Price times quantity in thousandths, to the nearest centime, halves up."""
    return Centimes((int(unit_price) * quantity + UNIT // 2) // UNIT)


def line_amount(unit_price: Centimes, quantity: int, discount: int) -> Centimes:
    """Price times quantity, less the discount in hundredths of a percent."""
    gross = gross_amount(unit_price, quantity)
    return gross - share(gross, discount)


def part(amount: Centimes, quantity: int, of: int) -> Centimes:
    """The share that a part of a quantity has in an amount, to the nearest centime, halves up."""
    return Centimes((2 * int(amount) * quantity + of) // (2 * of))


def vat_in(amount: Centimes, rate: int) -> Centimes:
    """The VAT in an amount that includes it, to the nearest centime; the rate in hundredths of a percent."""
    whole = WHOLE + rate
    return Centimes((2 * int(amount) * rate + whole) // (2 * whole))


def without_vat(amount: Centimes, rate: int) -> Centimes:
    """An amount with VAT, less the VAT in it: also the net price of what has a price with VAT."""
    return amount - vat_in(amount, rate)


def with_vat(net: Centimes, rate: int) -> Centimes:
    """A net amount and the VAT on it, to the nearest centime; `without_vat` gives the net amount again."""
    return net + share(net, rate)


def vat_added(lines: Sequence[tuple[Centimes, int]]) -> list[Centimes]:
    """Adds VAT to net amounts, each given with its rate: computed once for the sum of each rate, and divided
    among the amounts of that rate in proportion to them (INV-21).
    """
    amounts = [net for net, _ in lines]
    for rate in {rate for _, rate in lines}:
        places = [place for place, line in enumerate(lines) if line[1] == rate]
        nets = [lines[place][0] for place in places]
        vat = share(sum(nets, ZERO), rate)
        if vat:
            for place, its in zip(places, shares(vat, [int(net) for net in nets]), strict=True):
                amounts[place] += its
    return amounts


class Taxed(Protocol):
    """A line as VAT sees it. `net` is None where it was computed from a price with VAT."""

    @property
    def quantity(self) -> int: ...
    @property
    def unit_price(self) -> Centimes: ...
    @property
    def net_price(self) -> Centimes | None: ...
    @property
    def discount(self) -> int: ...
    @property
    def vat_rate(self) -> int: ...
    @property
    def amount(self) -> Centimes: ...
    @property
    def net(self) -> Centimes | None: ...
    @property
    def alcohol_tax(self) -> Centimes: ...


def saved(line: Taxed) -> Centimes:
    """What the discount of a line took off, with VAT."""
    if line.net_price is None:
        return gross_amount(line.unit_price, line.quantity) - (line.amount - line.alcohol_tax)
    return with_vat(share(gross_amount(line.net_price, line.quantity), line.discount), line.vat_rate)


def alcohol_net(line: Taxed) -> Centimes:
    """The net part of the tax on alcohol of a line that was computed from its net price."""
    if line.net is not None and line.alcohol_tax == line.amount:
        return line.net
    return without_vat(line.alcohol_tax, line.vat_rate)


def shown_price(line: Taxed) -> Centimes:
    """The price of one as its sale was computed: net where VAT was added, else with VAT."""
    return line.unit_price if line.net_price is None else line.net_price


def shown_amount(line: Taxed) -> Centimes:
    """What the product of a line comes to in the same way; the tax on alcohol has its own line."""
    if line.net is None:
        return line.amount - line.alcohol_tax
    return line.net - alcohol_net(line)


def shown_alcohol(lines: Iterable[Taxed]) -> Centimes:
    """The tax on alcohol of some lines in the same way."""
    return sum((line.alcohol_tax if line.net is None else alcohol_net(line) for line in lines), ZERO)


def adds_vat(lines: Iterable[Taxed]) -> bool:
    """Whether VAT was added to net amounts: they are shown, and the VAT below them."""
    return any(line.net is not None and line.net != line.amount for line in lines)
