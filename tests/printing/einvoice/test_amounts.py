"""The amounts of an electronic invoice, against exact fractions."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from locales import _
from models.trade.prices.amounts import VatBasis
from models.trade.prices.lines import together
from models.trade.sales.detail import SoldLine
from models.values import Centimes
from printing.einvoice import from_paper
from printing.einvoice.amounts import Amounts, Sold, amounts
from tests.models.trade.prices.test_amounts import bought
from tests.models.trade.prices.test_amounts import line as priced_line
from tests.printing.einvoice import invoices

_COLUMNS = (
    *("label", "quantity", "unit_price", "discount", "vat_rate", "amount"),
    *("net_price", "net", "alcohol_tax"),
)
_RANDOMS = st.integers(0, 10**9).map(Random)


@given(_RANDOMS)
def test_inv_21_what_was_priced_with_vat_is_exact_to_what_is_paid(random: Random):
    sold = invoices.drawn_with_vat(random)
    made = amounts(sold, Centimes(7))
    _agrees(sold, made, paid=7)
    for line, source in zip(made.lines, sold, strict=True):
        exact = Fraction(int(source.amount) * 10_000, 10_000 + source.rate)
        assert abs(int(line.net) - exact) < 1


@given(_RANDOMS)
def test_inv_21_what_was_priced_without_vat_needs_no_rounding(random: Random):
    sold = invoices.drawn_without_vat(random)
    made = amounts(sold)
    _agrees(sold, made)
    assert made.totals.rounding == 0
    assert [line.net for line in made.lines] == [line.net for line in sold]


@given(st.integers(-9_999_999, 9_999_999), st.sampled_from(invoices.RATES))
def test_a_rounding_is_said_only_where_no_net_makes_up_the_gross(gross: int, rate: int):
    quantity = 1000 if gross >= 0 else -1000
    made = amounts([Sold("Crème", quantity, Centimes(abs(gross)), rate, Centimes(gross))])
    about = gross * 10_000 // (10_000 + rate)
    possible = any(net + _vat(net, rate) == gross for net in range(about - 2, about + 3))
    assert (made.totals.rounding == 0) is possible
    assert abs(int(made.totals.rounding)) <= 1


@given(st.lists(bought, min_size=1, max_size=6), st.sampled_from(VatBasis))
def test_the_tax_on_alcohol_is_a_line_of_its_own_and_changes_no_sum(
    wanted: list[tuple[Centimes, int, int, int, int]], basis: VatBasis
):
    priced = together([priced_line(basis, *each) for each in wanted])
    on_paper = [SoldLine(**{name: getattr(one, name) for name in _COLUMNS}) for one in priced]
    lines = list(from_paper.sold(on_paper))
    assert sum(one.name == _("Tax on alcohol") for one in lines) == sum(
        bool(one.alcohol_tax) for one in priced
    )
    made = amounts(lines)
    _agrees(lines, made)
    if basis is not VatBasis.INCLUDED:
        assert made.totals.rounding == 0
        assert made.totals.net == sum(int(one.net or 0) for one in priced)


def _agrees(sold: Sequence[Sold], made: Amounts, paid: int = 0) -> None:
    """What EN 16931 asks of the sums, and that the total is that of the sale."""
    totals = made.totals
    assert totals.payable + Centimes(paid) == sum(int(line.amount) for line in sold)
    assert totals.net == sum(int(line.net) for line in made.lines) == sum(int(one.basis) for one in made.vat)
    assert totals.vat == sum(int(one.vat) for one in made.vat)
    for group in made.vat:
        assert group.vat == _vat(int(group.basis), group.rate)
        assert group.basis == sum(int(line.net) for line in made.lines if line.rate == group.rate)
    for line in made.lines:
        price = line.price
        of_price = Fraction(price.net) * line.quantity / price.pieces * 100
        assert abs(of_price - int(line.net)) <= Fraction(1, 2)
        assert 0 <= price.net <= price.gross


def _vat(net: int, rate: int) -> int:
    return (1 if net >= 0 else -1) * ((abs(net) * rate + 5000) // 10_000)
