"""Lines with and without VAT against exact fractions: each is rounded once, and both ways add up (INV-21)."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from models.money.amounts import WHOLE
from models.trade.prices import amounts
from models.trade.prices.amounts import VatBasis
from models.trade.prices.discounts import DiscountReason
from models.trade.prices.lines import PricedLine, computed, together, total
from models.trade.returns.figures import ReturnableLine
from models.trade.sales.detail import SoldLine
from models.trade.sales.vat_shares import vat_shares
from models.values import ZERO, Centimes, Thousandths

RATES = (0, 210, 550, 700, 1_000, 2_000)
HALF = Fraction(1, 2)

prices = st.integers(1, 10**7).map(Centimes)
bought = st.tuples(
    prices,
    st.integers(1, 50_000),
    st.sampled_from([0, 1, 333, 1_000, 5_000, 9_999, 10_000]),
    st.sampled_from(RATES),
    st.sampled_from([0, 0, 0, 1, 127, 9_999]),
)
"""Unit price with VAT, thousandths, discount, rate, and the tax on alcohol of the line with VAT."""


def exact_line(price: Fraction, quantity: int, discount: int) -> Fraction:
    return price * Fraction(quantity, 1_000) * Fraction(WHOLE - discount, WHOLE)


def line(basis: VatBasis, price: Centimes, quantity: int, discount: int, rate: int, tax: int) -> PricedLine:
    reason = DiscountReason.MANUAL
    asked = PricedLine(1, "Vin", quantity, price, discount, reason, rate, ZERO, vat_basis=basis)
    return computed(asked, Centimes(tax))


@given(st.lists(bought, min_size=1, max_size=8))
def test_lines_with_vat_are_rounded_once_and_so_is_the_vat_of_a_rate(
    wanted: list[tuple[Centimes, int, int, int, int]],
) -> None:
    lines = together([line(VatBasis.INCLUDED, *each) for each in wanted])
    for one, (price, quantity, discount, _, tax) in zip(lines, wanted, strict=True):
        exact = exact_line(Fraction(int(price)), quantity, discount) + tax
        assert abs(Fraction(int(one.amount)) - exact) <= 1, "the price and the discount are rounded once each"
        assert one.net is None
    shares = vat_shares(lines)
    for share in shares:
        whole = sum((one.amount for one in lines if one.vat_rate == share.rate), ZERO)
        assert abs(int(share.vat) - Fraction(int(whole) * share.rate, WHOLE + share.rate)) <= HALF
        assert share.net + share.vat == share.amount == whole
    assert sum((share.amount for share in shares), ZERO) == total(lines)


@given(st.lists(bought, min_size=1, max_size=8))
def test_vat_added_to_net_lines_is_rounded_once_per_rate(
    wanted: list[tuple[Centimes, int, int, int, int]],
) -> None:
    lines = together([line(VatBasis.ADDED, *each) for each in wanted])
    for one, (price, quantity, discount, rate, tax) in zip(lines, wanted, strict=True):
        assert one.net is not None
        assert one.net_price is not None
        assert abs(int(one.net_price) - Fraction(int(price) * WHOLE, WHOLE + rate)) <= HALF
        net_tax = Fraction(tax * WHOLE, WHOLE + rate)
        exact = exact_line(Fraction(int(one.net_price)), quantity, discount) + net_tax
        assert abs(int(one.net) - exact) <= 1 + HALF
        assert 0 <= one.alcohol_tax <= one.amount
        assert 0 <= amounts.alcohol_net(one) <= one.net
    shares = vat_shares(lines)
    for share in shares:
        net = sum((one.net or ZERO for one in lines if one.vat_rate == share.rate), ZERO)
        vat = Fraction(int(net) * share.rate, WHOLE)
        assert share.net == net
        assert abs(int(share.vat) - vat) <= HALF, "rounded once for the rate"
        for one in lines:
            if one.vat_rate == share.rate and net:
                part = Fraction(int(share.vat) * int(one.net or 0), int(net))
                assert abs(int(one.amount - (one.net or ZERO)) - part) < 1, "within a centime of its share"
    assert sum((share.amount for share in shares), ZERO) == total(lines)


@given(st.lists(bought, min_size=1, max_size=8))
def test_an_exempt_client_pays_the_net_lines(wanted: list[tuple[Centimes, int, int, int, int]]) -> None:
    exempt = together([line(VatBasis.EXEMPT, *each) for each in wanted])
    added = together([line(VatBasis.ADDED, *each) for each in wanted])
    assert [one.amount for one in exempt] == [one.net for one in added] == [one.net for one in exempt]
    assert {one.vat_rate for one in exempt} == {0}
    assert [(share.vat, share.net) for share in vat_shares(exempt)] == [(ZERO, total(exempt))]


@given(bought, st.sampled_from(list(VatBasis)), st.lists(st.integers(1, 20_000), max_size=12))
def test_a_line_that_comes_back_in_parts_gives_back_all_of_it_and_no_more(
    wanted: tuple[Centimes, int, int, int, int], basis: VatBasis, parts: list[int]
) -> None:
    """INV-18, INV-21: the amount, what of it is net, and the tax on alcohol in it."""
    (sold,) = together([line(basis, *wanted)])
    back, given_back, net_back, tax_back, vat_back = 0, ZERO, ZERO, ZERO, ZERO
    for asked in (*parts, sold.quantity):
        quantity = min(asked, sold.quantity - back)
        if not quantity:
            break
        left = ReturnableLine(
            *(1, "Vin", Thousandths(sold.quantity), sold.unit_price, sold.discount, sold.amount, True),
            *(Thousandths(back), given_back, sold.net, net_back, sold.alcohol_tax, tax_back),
        )
        amount, net, tax = left.worth(quantity), left.net_worth(quantity), left.alcohol_worth(quantity)
        back += quantity
        assert (net is None) == (basis is VatBasis.INCLUDED)
        assert amount >= 0
        assert tax >= 0
        came = SoldLine("Vin", quantity, sold.unit_price, 0, sold.vat_rate, amount, net=net)
        vat_back += sum((share.vat for share in vat_shares([came])), ZERO)
        given_back, net_back, tax_back = given_back + amount, net_back + (net or ZERO), tax_back + tax
        for whole, given_so_far in (
            (sold.amount, given_back),
            (sold.net, net_back),
            (sold.alcohol_tax, tax_back),
        ):
            share = Fraction(int(whole or 0) * back, sold.quantity)
            assert abs(int(given_so_far) - share) <= 2, (
                "never further from the share than the next part mends"
            )
    assert (given_back, net_back, tax_back) == (sold.amount, sold.net or ZERO, sold.alcohol_tax)
    if sold.net is not None:
        assert vat_back == sold.amount - sold.net, "the VAT of the credit notes is that of the sale"


@given(st.integers(0, 10**9).map(Centimes), st.sampled_from(RATES))
def test_vat_that_is_added_and_taken_out_again_leaves_the_net_amount(net: Centimes, rate: int) -> None:
    assert amounts.without_vat(amounts.with_vat(net, rate), rate) == net


@given(bought)
def test_what_a_discount_took_off_is_known_of_a_line_of_either_kind(
    wanted: tuple[Centimes, int, int, int, int],
) -> None:
    price, quantity, discount, _, _ = wanted
    exact = Fraction(int(price) * quantity * discount, 1_000 * WHOLE)
    assert abs(int(amounts.saved(line(VatBasis.INCLUDED, *wanted))) - exact) <= 1
    (one,) = together([line(VatBasis.ADDED, *wanted)])
    in_net = Fraction(int(one.net_price or 0) * quantity * discount, 1_000 * WHOLE)
    assert abs(int(amounts.saved(one)) - in_net * Fraction(WHOLE + one.vat_rate, WHOLE)) <= 2
