"""What lines of products come to: the tax on alcohol, VAT where it is added to net amounts, and the total."""

from collections.abc import Sequence

from rich.cells import cell_len

from locales import _, formats
from locales.words import currency
from models.trade.prices import lines as priced_lines
from models.trade.prices.amounts import Taxed, VatBasis, adds_vat, shown_alcohol
from models.trade.prices.lines import PricedLine
from models.trade.sales.vat_shares import vat_shares
from models.values import ZERO, Centimes
from tui.widgets.text_lines import Line, ends


def of_lines(said: str, lines: Sequence[PricedLine], width: int) -> list[Line]:
    """Below the lines that are being entered: what is said of them at the left, the figures at the right."""
    total, exempt = priced_lines.total(lines), priced_lines.basis_of(lines) is VatBasis.EXEMPT
    label = (
        _("Total without VAT, exempt") if exempt else _("Total with VAT") if adds_vat(lines) else _("Total")
    )
    sums = [f"{name} {formats.amount(amount)}" for name, amount in before_the_total(lines)]
    figure, left = f"{label}  {currency.amount(total)}", " · ".join(part for part in (said, *sums) if part)
    if cell_len(left) + cell_len(figure) < width:
        return [ends((left, "quiet"), (figure, "strong"), width)]
    return [
        ends(("", "quiet"), (" · ".join(sums), "quiet"), width),
        ends((said, "quiet"), (figure, "strong"), width),
    ]


def below(label: str, total: Centimes, lines: Sequence[Taxed], width: int) -> list[Line]:
    """Below the lines of a paper: a line for each figure, and the total."""
    sums = [
        ends((name, "plain"), (formats.amount(amount), "plain"), width)
        for name, amount in before_the_total(lines)
    ]
    if adds_vat(lines):
        label = f"{label} · {_('With VAT')}"
    return [*sums, ends((label, "strong"), (formats.amount(total), "strong"), width)]


def before_the_total(lines: Sequence[Taxed]) -> list[tuple[str, Centimes]]:
    """The tax on alcohol where there is any; where VAT is added, what stands without it, and VAT by rate."""
    alcohol = shown_alcohol(lines)
    found = [(_("Tax on alcohol"), alcohol)] if alcohol else []
    if not adds_vat(lines):
        return found
    shares = vat_shares(lines)
    found.append((_("Without VAT"), sum((share.net for share in shares), ZERO)))
    return found + [
        (_("VAT {rate}").format(rate=formats.percent(share.rate)), share.vat) for share in shares if share.vat
    ]
