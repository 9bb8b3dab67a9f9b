"""The VAT in a sale by rate (CGI art. 145-III requires it to be shown separately)."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.trade.sales.detail import SoldLine
from models.values import ZERO, Centimes


@dataclass(frozen=True, slots=True)
class VatShare:
    """The part of a total with one rate (hundredths of a percent): the amount
    including VAT, and the VAT in it.
    """

    rate: int
    amount: Centimes
    vat: Centimes

    @property
    def net(self) -> Centimes:
        return self.amount - self.vat


def vat_shares(lines: Iterable[SoldLine]) -> list[VatShare]:
    """The totals by rate, lowest first. VAT is computed once for the sum of each rate."""
    sums: dict[int, Centimes] = {}
    for line in lines:
        sums[line.vat_rate] = sums.get(line.vat_rate, ZERO) + line.amount
    return [VatShare(rate, amount, _vat_in(amount, rate)) for rate, amount in sorted(sums.items())]


def _vat_in(amount: Centimes, rate: int) -> Centimes:
    """The VAT in an amount that includes it, to the nearest centime."""
    whole = 10_000 + rate
    return Centimes((2 * int(amount) * rate + whole) // (2 * whole))
