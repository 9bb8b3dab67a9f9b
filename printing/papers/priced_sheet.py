"""The layout of products and prices on a paper: line by line, and the VAT by rate at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil

from locales import N_, _, formats
from models.trade.prices.amounts import VatBasis, alcohol_net, shown_amount, shown_price
from models.trade.sales.detail import SoldLine
from models.trade.sales.vat_shares import VatShare
from models.values import ZERO, Centimes
from printing.page.carried_sheet import CarriedSheet, lay_out
from printing.page.geometry import (
    BOTTOM,
    HEADING,
    INDENT,
    MARGIN,
    NEXT_TOP,
    OPERATION,
    PADDING,
    PITCH,
    PRODUCT,
    STRIP,
    WIDTH,
)
from printing.page.pagination import Carried, Page
from printing.page.rows import Row
from printing.page.ruler import right_aligned
from printing.page.sheet import Block, Strip
from printing.page.text import clip, inert, wrap

FIRST_TOP = 96.0
"""The top of the lines below the letterhead."""
_EDGES = {"vat": 126.0, "quantity": 138.0, "unit_price": 158.0, "discount": 172.0, "amount": 198.0}
"""The right edge of each column of figures."""
_DAY = MARGIN + PADDING
_LABELS_END = 112.0
_EDGE = _EDGES["amount"] - PADDING
_SHARE_EDGES = (138.0, 158.0, 178.0, 198.0)
_AROUND_SHARES = 16.0
"""Millimetres around the table of VAT."""
ABOVE_MENTIONS = 6.0
MENTION = 3.4
"""The height of a line of mentions."""
SAID = 7.2
_LINES_OF_ONE = 6
"""One mention takes no more lines."""
_ABOVE_SIGNATURE, SIGNATURE_LINE = 10.0, 6.0
"""Millimetres above what is signed by hand, and for each line of it (`.signing`)."""


_TOTALS = {
    VatBasis.INCLUDED: N_("Total with VAT"),
    VatBasis.ADDED: N_("Total without VAT"),
    VatBasis.EXEMPT: N_("Total"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """The layout of lines: `left` is where labels begin, `indent` how far products are indented. Without
    `priced` only the quantities are shown.
    """

    left: float
    indent: float
    size: float
    labels: str
    figures: str
    dated: bool
    priced: bool = True

    @property
    def room(self) -> float:
        """For a label, in millimetres."""
        return _LABELS_END - self.left


PLAIN = Look(_DAY, 0.0, OPERATION, "titles", "figures", dated=False)
"""Products only."""
UNPRICED = replace(PLAIN, priced=False)
"""Products and their quantities, for who should not read prices."""
GROUPED = Look(MARGIN + 19.0 + PADDING, INDENT, PRODUCT, "labels", "details", dated=True)
"""Products below the document they belong to."""


@dataclass(frozen=True, slots=True)
class PricedRow(Row):
    """A product with its price, or the document that the products below it belong to."""

    vat: str = ""


@dataclass(frozen=True, slots=True)
class VatTable:
    """The total by rate, below the lines of the last page. `top` is the position of its heading."""

    top: float
    heading: str
    rates: str
    figures: str
    total: Strip
    left: float
    width: float


def products(lines: Sequence[SoldLine], look: Look, basis: VatBasis, *, counted: bool) -> list[Row]:
    """The products, and below them the tax on alcohol by rate of VAT; `counted` if each counts towards the
    total itself, and not the document that it belongs to.
    """
    found = [(_product(line, look, basis), _shown(line, basis)) for line in lines]
    taxes: dict[int, Centimes] = {}
    for line in lines:
        if line.alcohol_tax and look.priced:
            tax = line.alcohol_tax if basis is VatBasis.INCLUDED else alcohol_net(line)
            taxes[line.vat_rate] = taxes.get(line.vat_rate, ZERO) + tax
    found += [(_tax(rate, tax, look, basis), tax) for rate, tax in sorted(taxes.items())]
    if not counted:
        return [row for row, _ in found]
    totals = accumulate(amount for _, amount in found)
    return [
        replace(row, moved=(amount, ZERO, total)) for (row, amount), total in zip(found, totals, strict=True)
    ]


def remarks(texts: Sequence[str], look: Look) -> list[Row]:
    """Lines without figures among the products: they move on to the next page as those do."""
    return [PricedRow(is_product=True, label=clip(text, look.room, look.size)) for text in texts]


def _product(line: SoldLine, look: Look, basis: VatBasis) -> PricedRow:
    label = clip(inert(line.label), look.room - look.indent, look.size)
    if not look.priced:
        return PricedRow(is_product=True, label=label, quantity=formats.quantity(line.quantity))
    price = line.unit_price if basis is VatBasis.INCLUDED else shown_price(line)
    return PricedRow(
        is_product=True,
        label=label,
        vat=_rate(line.vat_rate, basis),
        quantity=formats.quantity(line.quantity),
        unit_price=formats.amount(price),
        discount=formats.percent(line.discount) if line.discount else "",
        amount=formats.amount(_shown(line, basis)),
    )


def _tax(rate: int, tax: Centimes, look: Look, basis: VatBasis) -> PricedRow:
    label = clip(_("Tax on alcohol"), look.room - look.indent, look.size)
    return PricedRow(is_product=True, label=label, vat=_rate(rate, basis), amount=formats.amount(tax))


def _shown(line: SoldLine, basis: VatBasis) -> Centimes:
    """What a product comes to on this paper, without the tax on alcohol."""
    return line.amount - line.alcohol_tax if basis is VatBasis.INCLUDED else shown_amount(line)


def _rate(rate: int, basis: VatBasis) -> str:
    return "" if basis is VatBasis.EXEMPT else formats.percent(rate)


def capacity(page: int) -> int:
    """The number of lines on a page, between what is carried to it and what it carries on."""
    top = FIRST_TOP if page == 1 else NEXT_TOP
    return int((BOTTOM - top - HEADING - 2 * STRIP) / PITCH)


def ending(shares: Sequence[VatShare], mentions: Sequence[str] = ()) -> int:
    """The number of rows that the VAT table takes below the lines, with the mentions below it."""
    said = ABOVE_MENTIONS + len(mentions) * MENTION if mentions else 0.0
    return ceil((_AROUND_SHARES + HEADING + len(shares) * PITCH + STRIP + said) / PITCH)


def mentions(texts: Sequence[str]) -> list[str]:
    """The lines below the totals, each text beginning a new one."""
    return [
        line
        for text in texts
        for part in text.splitlines()
        for line in wrap(inert(part), WIDTH - 2 * PADDING, SAID, _LINES_OF_ONE)
    ]


def sheet(page: Page, total: int, look: Look, basis: VatBasis) -> CarriedSheet:
    """Lays out one page."""
    return lay_out(
        page,
        total,
        first_top=FIRST_TOP,
        last=_(_TOTALS[basis]),
        headings=_headings(look, basis),
        blocks=_blocks(page.rows, look),
        strip=_strip,
    )


def vat_table(shares: Sequence[VatShare], bottom: float, basis: VatBasis) -> VatTable:
    """The VAT by rate (CGI art. 145-III requires it to be shown separately), below what ends at `bottom`; it
    is empty for who pays none.
    """
    top, left, edge = bottom + 6.0, 100.0, _SHARE_EDGES[-1] - PADDING
    if basis is VatBasis.EXEMPT:
        return VatTable(top, "", "", "", Strip(top + HEADING + PITCH, "", ""), left, edge - left)
    titles = (_("Without VAT"), _("VAT"), _("With VAT"))
    heading = [(text, right - PADDING) for text, right in zip(titles, _SHARE_EDGES[1:], strict=True)]
    rates = [_("VAT {rate}").format(rate=formats.percent(share.rate)) for share in shares]
    return VatTable(
        top=top,
        heading=right_aligned(heading, edge, PRODUCT, bold=True),
        rates="\n".join(rates),
        figures="\n".join(_share(share) for share in shares),
        total=Strip(top + HEADING + len(shares) * PITCH, _("Total"), _share(_sum(shares), bold=True)),
        left=left,
        width=edge - left,
    )


def _sum(shares: Sequence[VatShare]) -> VatShare:
    amount, vat = sum((share.amount for share in shares), ZERO), sum((share.vat for share in shares), ZERO)
    return VatShare(0, amount, vat)


def _share(share: VatShare, *, bold: bool = False) -> str:
    amounts = (share.net, share.vat, share.amount)
    cells = [
        (formats.amount(amount), right - PADDING)
        for amount, right in zip(amounts, _SHARE_EDGES[1:], strict=True)
    ]
    return right_aligned(cells, _SHARE_EDGES[-1] - PADDING, OPERATION, bold=bold)


def _headings(look: Look, basis: VatBasis) -> tuple[Block, ...]:
    net = basis is VatBasis.ADDED
    titles = {
        "vat": "" if basis is VatBasis.EXEMPT else _("VAT"),
        "quantity": _("Qty"),
        "unit_price": _("Net price") if net else _("Unit price"),
        "discount": _("Disc."),
        "amount": _("Net amount") if net else _("Amount"),
    }
    shown = titles if look.priced else {"quantity": titles["quantity"]}
    cells = [(text, _EDGES[name] - PADDING) for name, text in shown.items()]
    day = (Block("label", _DAY, 19.0, _("Date")),) if look.dated else ()
    return (
        *day,
        Block("label", look.left, look.room, _("Description")),
        Block("figures", MARGIN, _EDGE - MARGIN, right_aligned(cells, _EDGE, PRODUCT, bold=True)),
    )


def _blocks(rows: tuple[Row, ...], look: Look) -> tuple[Block, ...]:
    kept = [row for row in rows if isinstance(row, PricedRow)]
    width = _EDGE - MARGIN
    products = (
        Block(look.labels, look.left + look.indent, look.room, "\n".join(row.label for row in kept)),
        Block(look.figures, MARGIN, width, "\n".join(_figures(row, look.size) for row in kept)),
    )
    if not look.dated:
        return products
    return (
        Block("titles", _DAY, WIDTH, "\n".join(row.day for row in kept)),
        Block("titles documents", look.left, look.room, "\n".join(row.title for row in kept)),
        Block("figures documents", MARGIN, width, "\n".join(_document(row) for row in kept)),
        *products,
    )


def _document(row: PricedRow) -> str:
    return "" if row.is_product else right_aligned([(row.amount, _EDGE)], _EDGE, OPERATION, bold=True)


def _figures(row: PricedRow, size: float) -> str:
    if not row.is_product:
        return ""
    cells = [(getattr(row, name), right - PADDING) for name, right in _EDGES.items()]
    return right_aligned(cells, _EDGE, size)


def _strip(label: str, carried: Carried, top: float) -> Strip:
    figures = right_aligned([(formats.amount(carried.balance), _EDGE)], _EDGE, OPERATION, bold=True)
    return Strip(top, label, figures)


def signature(text: str) -> int:
    """The number of rows that what is signed by hand takes below the lines."""
    lines = text.count("\n") + 1 if text else 0
    return ceil((_ABOVE_SIGNATURE + lines * SIGNATURE_LINE) / PITCH) if lines else 0
