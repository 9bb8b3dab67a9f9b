"""The VAT in a sale by rate (CGI art. 145-III requires it to be shown separately)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from models.trade.prices.amounts import Taxed, vat_in
from models.values import Centimes


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


def vat_shares(lines: Iterable[Taxed]) -> list[VatShare]:
    """The totals by rate, lowest first, which add up to the lines.

    VAT is computed once for the sum of the lines of a rate that have their price with VAT; of lines that were
    computed from net prices it is what was added to them.
    """
    whole, included, added = Counter[int](), Counter[int](), Counter[int]()
    for line in lines:
        whole[line.vat_rate] += int(line.amount)
        if line.net is None:
            included[line.vat_rate] += int(line.amount)
        else:
            added[line.vat_rate] += int(line.amount - line.net)
    return [
        VatShare(rate, Centimes(amount), vat_in(Centimes(included[rate]), rate) + Centimes(added[rate]))
        for rate, amount in sorted(whole.items())
    ]
