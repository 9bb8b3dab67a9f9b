"""Where the lines of a facture globale stand: each document, its products under it, the VAT at the end."""

from dataclasses import dataclass
from math import ceil

from locales import _, formats, words
from models.trade.global_invoice_detail import GlobalInvoicePaper, InvoicedDocument
from models.trade.sale_detail import SoldLine
from models.trade.vat_shares import VatShare
from models.values import ZERO, Centimes
from printing.geometry import (
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
from printing.pagination import Carried, Page
from printing.rows import Row
from printing.ruler import right_aligned
from printing.sheet import Block, Strip
from printing.text import clip, inert

FIRST_TOP = 96.0
"""Where the lines begin under the letterhead."""
_EDGES = {"vat": 126.0, "quantity": 138.0, "unit_price": 158.0, "discount": 172.0, "amount": 198.0}
"""The right edge of each column of figures."""
_DAY = MARGIN + PADDING
_LABEL = MARGIN + 19.0 + PADDING
_ROOM = 112.0 - _LABEL
_EDGE = _EDGES["amount"] - PADDING
_SHARE_EDGES = (138.0, 158.0, 178.0, 198.0)
_AROUND_SHARES = 16.0
"""Millimetres around the table of VAT."""


@dataclass(frozen=True, slots=True)
class InvoiceLine(Row):
    """A document or one of its products."""

    vat: str = ""


@dataclass(frozen=True, slots=True)
class VatTable:
    """The total by rate, under the lines of the last page. `top` is where its heading stands."""

    top: float
    heading: str
    rates: str
    figures: str
    total: Strip
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. `top` is that of the rows, `bottom` is under the last strip."""

    number: int
    total: int
    heading_top: float
    headings: tuple[Block, ...]
    carried: Strip | None
    top: float
    blocks: tuple[Block, ...]
    closing: Strip
    bottom: float


def lines(documents: tuple[InvoicedDocument, ...]) -> list[Row]:
    """Every document followed by its products."""
    found: list[Row] = []
    total = 0
    for document in documents:
        total += document.amount
        found.append(
            InvoiceLine(
                day=formats.day(document.day),
                title=clip(f"{words.operation(document.kind)}  {inert(document.number)}", _ROOM, OPERATION),
                amount=formats.amount(document.amount),
                moved=(document.amount, ZERO, Centimes(total)),
            )
        )
        found.extend(_product(line) for line in document.lines)
    return found


def _product(line: SoldLine) -> InvoiceLine:
    return InvoiceLine(
        is_product=True,
        label=clip(inert(line.label), _ROOM - INDENT, PRODUCT),
        vat=formats.percent(line.vat_rate),
        quantity=formats.quantity(line.quantity),
        unit_price=formats.amount(line.unit_price),
        discount=formats.percent(line.discount) if line.discount else "",
        amount=formats.amount(line.amount),
    )


def capacity(page: int) -> int:
    """How many lines a page has, between what is carried to it and what it carries."""
    top = FIRST_TOP if page == 1 else NEXT_TOP
    return int((BOTTOM - top - HEADING - 2 * STRIP) / PITCH)


def ending(paper: GlobalInvoicePaper) -> int:
    """How many rows the table of VAT takes under the lines."""
    return ceil((_AROUND_SHARES + HEADING + len(paper.shares) * PITCH + STRIP) / PITCH)


def sheet(page: Page, total: int) -> Sheet:
    """Lays one page out."""
    heading_top = FIRST_TOP if page.number == 1 else NEXT_TOP
    top = heading_top + HEADING
    carried = None
    if page.number > 1:
        carried = _strip(_("Brought forward"), page.before, top)
        top += STRIP
    bottom = top + len(page.rows) * PITCH
    label = _("Total with VAT") if page.number == total else _("Carried forward")
    return Sheet(
        number=page.number,
        total=total,
        heading_top=heading_top,
        headings=_headings(),
        carried=carried,
        top=top,
        blocks=_blocks(page.rows),
        closing=_strip(label, page.after, bottom),
        bottom=bottom + STRIP,
    )


def vat_table(paper: GlobalInvoicePaper, bottom: float) -> VatTable:
    """The VAT by rate (CGI art. 145-III: shown separately), under what ends at `bottom`."""
    top, left, edge = bottom + 6.0, 100.0, _SHARE_EDGES[-1] - PADDING
    titles = (_("Without VAT"), _("VAT"), _("With VAT"))
    heading = [(text, right - PADDING) for text, right in zip(titles, _SHARE_EDGES[1:], strict=True)]
    rates = [_("VAT {rate}").format(rate=formats.percent(share.rate)) for share in paper.shares]
    return VatTable(
        top=top,
        heading=right_aligned(heading, edge, PRODUCT, bold=True),
        rates="\n".join(rates),
        figures="\n".join(_share(share) for share in paper.shares),
        total=Strip(top + HEADING + len(paper.shares) * PITCH, _("Total"), _share(_sum(paper), bold=True)),
        left=left,
        width=edge - left,
    )


def _sum(paper: GlobalInvoicePaper) -> VatShare:
    return VatShare(0, paper.row.total, Centimes(sum(share.vat for share in paper.shares)))


def _share(share: VatShare, *, bold: bool = False) -> str:
    amounts = (share.net, share.vat, share.amount)
    cells = [
        (formats.amount(amount), right - PADDING)
        for amount, right in zip(amounts, _SHARE_EDGES[1:], strict=True)
    ]
    return right_aligned(cells, _SHARE_EDGES[-1] - PADDING, OPERATION, bold=bold)


def _headings() -> tuple[Block, ...]:
    titles = {
        "vat": _("VAT"),
        "quantity": _("Qty"),
        "unit_price": _("Unit price"),
        "discount": _("Disc."),
        "amount": _("Amount"),
    }
    cells = [(text, _EDGES[name] - PADDING) for name, text in titles.items()]
    return (
        Block("label", _DAY, 19.0, _("Date")),
        Block("label", _LABEL, _ROOM, _("Description")),
        Block("figures", MARGIN, _EDGE - MARGIN, right_aligned(cells, _EDGE, PRODUCT, bold=True)),
    )


def _blocks(rows: tuple[Row, ...]) -> tuple[Block, ...]:
    kept = [row for row in rows if isinstance(row, InvoiceLine)]
    return (
        Block("titles", _DAY, WIDTH, "\n".join(row.day for row in kept)),
        Block("titles documents", _LABEL, _ROOM, "\n".join(row.title for row in kept)),
        Block("labels", _LABEL + INDENT, _ROOM, "\n".join(row.label for row in kept)),
        Block("figures documents", MARGIN, _EDGE - MARGIN, "\n".join(_document(row) for row in kept)),
        Block("details", MARGIN, _EDGE - MARGIN, "\n".join(_figures(row) for row in kept)),
    )


def _document(row: InvoiceLine) -> str:
    return "" if row.is_product else right_aligned([(row.amount, _EDGE)], _EDGE, OPERATION, bold=True)


def _figures(row: InvoiceLine) -> str:
    if not row.is_product:
        return ""
    cells = [(getattr(row, name), right - PADDING) for name, right in _EDGES.items()]
    return right_aligned(cells, _EDGE, PRODUCT)


def _strip(label: str, carried: Carried, top: float) -> Strip:
    figures = right_aligned([(formats.amount(carried.balance), _EDGE)], _EDGE, OPERATION, bold=True)
    return Strip(top, label, figures)
