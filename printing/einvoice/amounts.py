"""The amounts of an electronic invoice from the lines of a sale, exact to what is to be paid.

EN 16931 adds up nets and computes the VAT of each rate from their sum. Lines that were priced without VAT
have their nets, and everything agrees. Lines that were priced with VAT have the net of their rate divided
among them (INV-21). That net is the gross without its VAT, rounded once; where some net has a VAT that makes
up the gross, it is this one: both differ from the exact net by less than half a centime. Where none does,
BT-114 says the centime.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from models.money.amounts import WHOLE, share
from models.trade.prices.amounts import without_vat
from models.values import ZERO, Centimes
from printing.einvoice.invoice import Line, Price, Totals, VatCategory, VatTotal

_PIECE = 1000
_SIX = Decimal("0.000001")
_CENTIME = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Sold:
    """A line of the paper. `amount` is with VAT; `net` is without, where the line was priced so. `unit_price`
    is that of one piece before its discount (hundredths of a percent): without VAT where there is a net, else
    with it. What came back has a quantity, an amount and a net below 0.
    """

    name: str
    quantity: int
    unit_price: Centimes
    rate: int
    amount: Centimes
    discount: int = 0
    net: Centimes | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """The lines and totals of the invoice."""

    lines: tuple[Line, ...]
    vat: tuple[VatTotal, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class Untaxed:
    """Why lines without VAT have none: they are exempt, for the reason that stands on the paper."""

    category: VatCategory
    reason: str


def amounts(sold: Sequence[Sold], paid: Centimes = ZERO, untaxed: Untaxed | None = None) -> Amounts:
    """The invoice that these lines make. `paid` was paid before it was issued."""
    lines = tuple(_line(line, net, untaxed) for line, net in zip(sold, _nets(sold), strict=True))
    groups = tuple(_group(rate, lines, untaxed) for rate in sorted({line.rate for line in lines}))
    net, vat = _sum(group.basis for group in groups), _sum(group.vat for group in groups)
    total = _sum(line.amount for line in sold)
    return Amounts(lines, groups, Totals(net, vat, rounding=total - net - vat, paid=paid))


def _group(rate: int, lines: Iterable[Line], untaxed: Untaxed | None) -> VatTotal:
    basis = _sum(line.net for line in lines if line.rate == rate)
    reason = untaxed.reason if untaxed and not rate else ""
    return VatTotal(_category(rate, untaxed), rate, basis, _vat_on(basis, rate), reason)


def _nets(sold: Sequence[Sold]) -> list[Centimes]:
    """The net of each line: its own, or its part of that of all lines with VAT of its rate."""
    nets = [line.net for line in sold]
    for rate in {line.rate for line in sold}:
        places = [place for place, line in enumerate(sold) if line.rate == rate and line.net is None]
        for place, part in zip(places, _parts([sold[place].amount for place in places], rate), strict=True):
            nets[place] = part
    return [net if net is not None else ZERO for net in nets]


def _parts(gross: Sequence[Centimes], rate: int) -> list[Centimes]:
    """The net of the sum of these amounts, rounded once, as a part for each, within a centime of its exact
    net (largest remainder). What came back is below 0.
    """
    whole = WHOLE + rate
    exact = [int(one) * WHOLE for one in gross]
    parts = [one // whole for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: -(exact[place] % whole))
    for place in by_remainder[: int(without_vat(_sum(gross), rate)) - sum(parts)]:
        parts[place] += 1
    return [Centimes(part) for part in parts]


def _vat_on(net: Centimes, rate: int) -> Centimes:
    """The VAT on a net amount, to the nearest centime, halves away from 0."""
    return share(net, rate) if net >= ZERO else -share(-net, rate)


def _line(sold: Sold, net: Centimes, untaxed: Untaxed | None) -> Line:
    return Line(sold.name, sold.quantity, _price(sold, net), net, _category(sold.rate, untaxed), sold.rate)


def _price(sold: Sold, net: Centimes) -> Price:
    quantity = Decimal(abs(sold.quantity)) / _PIECE
    total = Decimal(abs(int(net))) / 100
    each = _rounded(total / quantity, _SIX)
    if _rounded(each * quantity, _CENTIME) == total:
        return Price(max(each, _before_discount(sold, _PIECE)), each, _PIECE)
    return Price(max(total, _before_discount(sold, abs(sold.quantity))), total, abs(sold.quantity))


def _before_discount(sold: Sold, pieces: int) -> Decimal:
    """What so many thousandths cost without VAT and before the discount; 0 where there was none."""
    if not sold.discount:
        return Decimal(0)
    price = Decimal(int(sold.unit_price)) / 100 * pieces / _PIECE
    return _rounded(price if sold.net is not None else price * WHOLE / (WHOLE + sold.rate), _SIX)


def _category(rate: int, untaxed: Untaxed | None) -> VatCategory:
    if rate:
        return VatCategory.STANDARD
    return untaxed.category if untaxed else VatCategory.ZERO_RATED


def _rounded(value: Decimal, to: Decimal) -> Decimal:
    return value.quantize(to, ROUND_HALF_UP)


def _sum(amounts: Iterable[Centimes]) -> Centimes:
    return sum(amounts, ZERO)
