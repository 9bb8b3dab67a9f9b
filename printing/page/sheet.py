"""One page of a statement's table, as positioned blocks of text for the template."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from locales import _, formats
from models.trade.statements.content import Statement
from printing.page import geometry, words
from printing.page.geometry import Columns
from printing.page.glyphs import is_exact, width
from printing.page.pagination import Carried, Page
from printing.page.rows import Row
from printing.page.ruler import gap, right_aligned
from printing.page.writing import GREY, INK, Cells, Written, up_to

_OF_OPERATIONS = ("debit", "credit", "balance")
_OF_PRODUCTS = ("quantity", "unit_price", "discount", "amount")


@dataclass(frozen=True, slots=True)
class Block:
    """A column of lines."""

    style: str
    left: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A bold row: the opening balance, what is carried, the totals."""

    top: float
    label: str
    figures: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table on one page. `top` is that of the rows, between the two strips; `bottom` is that of all. Rows
    are `written` where their texts can be measured, else they are in `blocks`.
    """

    number: int
    total: int
    heading_top: float
    headings: tuple[Block, ...]
    opening: Strip
    top: float
    blocks: tuple[Block, ...]
    written: tuple[Written, ...]
    rules: str
    closing: Strip
    bottom: float


def sheet(statement: Statement, page: Page, total: int, columns: Columns) -> Sheet:
    """Lays out one page."""
    heading_top = geometry.FIRST_TOP if page.number == 1 else geometry.NEXT_TOP
    opening_top = heading_top + geometry.HEADING
    top = opening_top + geometry.STRIP
    bottom = top + max(1, len(page.rows)) * geometry.PITCH
    written = [_is_written(row) for row in page.rows]
    return Sheet(
        number=page.number,
        total=total,
        heading_top=heading_top,
        headings=_headings(columns),
        opening=_opening(statement, page, opening_top, columns),
        top=top,
        blocks=_blocks(_only(page.rows, [not each for each in written]), columns),
        written=_written(_only(page.rows, written), top, columns),
        rules=_rules(page.rows),
        closing=_closing(statement, page, total, bottom, columns),
        bottom=bottom + geometry.STRIP,
    )


def _headings(columns: Columns) -> tuple[Block, ...]:
    figures = [(_heading(name), one.edge) for name, one in columns.items() if name not in ("day", "label")]
    edge = columns["balance"].edge
    line = right_aligned(figures, edge, geometry.PRODUCT, bold=True)
    return (
        Block("day", columns["day"].start, columns["day"].width, _heading("day")),
        Block("label", columns["label"].start, columns["label"].width, _heading("label")),
        Block("figures", geometry.MARGIN, edge - geometry.MARGIN, line),
    )


def _heading(name: str) -> str:
    return {
        "day": _("Date"),
        "label": _("Description"),
        "quantity": _("Qty"),
        "unit_price": _("Unit price"),
        "discount": _("Disc."),
        "amount": _("Amount"),
        "debit": _("Debit"),
        "credit": _("Credit"),
        "balance": _("Balance due"),
    }[name]


def _opening(statement: Statement, page: Page, top: float, columns: Columns) -> Strip:
    if page.number > 1:
        return _carried(_("Brought forward"), page.before, top, columns)
    balance = [(words.running_balance(statement.opening), columns["balance"].edge)]
    return Strip(top, opening_label(statement), _bold(balance, columns))


def _closing(statement: Statement, page: Page, total: int, top: float, columns: Columns) -> Strip:
    if page.number < total:
        return _carried(_("Carried forward"), page.after, top, columns)
    totals = Carried(statement.total_debit, statement.total_credit, statement.closing)
    label = _("Totals and balance on {day}").format(day=formats.day(statement.end))
    return _carried(label, totals, top, columns)


def opening_label(statement: Statement) -> str:
    """The balance before the first day of the period."""
    return _("Balance before {day}").format(day=formats.day(statement.start))


def _carried(label: str, carried: Carried, top: float, columns: Columns) -> Strip:
    cells = [
        (formats.amount(carried.debit), columns["debit"].edge),
        (formats.amount(carried.credit), columns["credit"].edge),
        (words.running_balance(carried.balance), columns["balance"].edge),
    ]
    return Strip(top, label, _bold(cells, columns))


def _bold(cells: list[tuple[str, float]], columns: Columns) -> str:
    return right_aligned(cells, columns["balance"].edge, geometry.OPERATION, bold=True)


def _only(rows: Sequence[Row], which: Sequence[bool]) -> tuple[Row, ...]:
    """These rows at their places, with empty ones for the others."""
    return tuple(row if shown else Row() for row, shown in zip(rows, which, strict=True))


def _is_written(row: Row) -> bool:
    """Whether it can be measured: an operation or a product whose texts have exact widths."""
    texts = (
        row.day,
        row.title,
        row.label,
        *(getattr(row, name) for name in (*_OF_OPERATIONS, *_OF_PRODUCTS)),
    )
    return not row.is_bold and all(map(is_exact, texts))


def _written(rows: tuple[Row, ...], top: float, columns: Columns) -> tuple[Written, ...]:
    blocks = (
        Written(
            top,
            geometry.PITCH,
            geometry.OPERATION,
            INK,
            tuple([*_starts(row, columns), *_ends(row, _OF_OPERATIONS, columns)] for row in rows),
        ),
        Written(
            top,
            geometry.PITCH,
            geometry.PRODUCT,
            GREY,
            tuple([*_label(row, columns), *_ends(row, _OF_PRODUCTS, columns)] for row in rows),
        ),
    )
    return tuple(block for block in blocks if any(block.lines))


def _starts(row: Row, columns: Columns) -> Cells:
    return [(text, columns[name].start) for name, text in (("day", row.day), ("label", row.title)) if text]


def _label(row: Row, columns: Columns) -> Cells:
    return [(row.label, columns["label"].start + geometry.INDENT)] if row.label else []


def _ends(row: Row, names: tuple[str, ...], columns: Columns) -> Cells:
    points = geometry.OPERATION if names is _OF_OPERATIONS else geometry.PRODUCT
    return up_to(((getattr(row, name), columns[name].edge) for name in names if name in columns), points)


def _blocks(rows: tuple[Row, ...], columns: Columns) -> tuple[Block, ...]:
    """What of the rows is laid out, as at most six blocks, each of one size, weight and colour, with empty
    lines for the rows of the others.
    """
    operations, products = columns["balance"].edge, columns["amount"].edge if "amount" in columns else 0.0
    label = columns["label"].start + geometry.INDENT
    blocks = (
        Block("titles", columns["day"].start, geometry.WIDTH, _lines(rows, partial(_title, columns=columns))),
        Block(
            "titles strong",
            columns["day"].start,
            geometry.WIDTH,
            _lines(rows, lambda row: row.title if row.is_bold else ""),
        ),
        Block("labels", label, columns["label"].width, _lines(rows, lambda row: row.label)),
        Block(
            "figures",
            geometry.MARGIN,
            operations - geometry.MARGIN,
            _lines(rows, partial(_figures, names=_OF_OPERATIONS, points=geometry.OPERATION, columns=columns)),
        ),
        Block(
            "figures strong",
            geometry.MARGIN,
            operations - geometry.MARGIN,
            _lines(rows, partial(_sums, columns=columns)),
        ),
        Block(
            "details",
            geometry.MARGIN,
            products - geometry.MARGIN,
            _lines(rows, partial(_figures, names=_OF_PRODUCTS, points=geometry.PRODUCT, columns=columns)),
        ),
    )
    return tuple(block for block in blocks if block.text)


def _lines(rows: tuple[Row, ...], say: Callable[[Row], str]) -> str:
    return "\n".join(map(say, rows)).rstrip("\n")


def _title(row: Row, columns: Columns) -> str:
    """A day is ten figures of one width, so the text after it is aligned."""
    if row.is_product or row.is_bold or not row.title:
        return ""
    room = columns["label"].start - columns["day"].start - width(row.day, geometry.OPERATION)
    return row.day + gap(room, geometry.OPERATION) + row.title


def _sums(row: Row, columns: Columns) -> str:
    """The figures of a subtotal."""
    if not row.is_bold:
        return ""
    return _bold([(getattr(row, name), columns[name].edge) for name in _OF_OPERATIONS], columns)


def _figures(row: Row, names: tuple[str, ...], points: float, columns: Columns) -> str:
    if row.is_bold:
        return ""
    cells = [(getattr(row, name), columns[name].edge) for name in names if name in columns]
    return right_aligned(cells, cells[-1][1], points) if cells else ""


def _rules(rows: tuple[Row, ...]) -> str:
    """The path of a hairline above each operation but the first."""
    return "".join(
        f"M0 {index * geometry.PITCH:.2f}h{geometry.WIDTH:g}"
        for index, row in enumerate(rows)
        if index and not row.is_product
    )
