"""A statement as the rows of its table: one for each operation and each product, as texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from locales import _, formats
from locales.words.ledger import mode, operation
from models.trade.statements.content import ProductLine, Statement, StatementDetail, StatementLine
from models.values import ZERO, Centimes
from printing.page import geometry, words
from printing.page.geometry import Columns
from printing.page.text import clip, inert


@dataclass(frozen=True, slots=True)
class Row:
    """A row: an operation, or a product of the operation above it. Empty fields are not shown."""

    is_product: bool = False
    continues: bool = False
    """Whether it repeats a heading of the page before."""
    day: str = ""
    title: str = ""
    label: str = ""
    quantity: str = ""
    unit_price: str = ""
    discount: str = ""
    amount: str = ""
    debit: str = ""
    credit: str = ""
    balance: str = ""
    moved: tuple[Centimes, Centimes, Centimes] | None = None
    """Debit, credit and the balance after: the sums carried forward are computed from these."""


def columns(statement: Statement) -> Columns:
    """The columns this statement needs: those of products only if it has any."""
    return geometry.columns(
        _widest(statement),
        products=any(line.products for line in statement.lines),
        discounts=statement.detail is StatementDetail.DETAILED,
    )


def _widest(statement: Statement) -> dict[str, str]:
    """The longest text of each column of figures: that of its largest or its smallest value."""
    lines = statement.lines
    products = [product for line in lines for product in line.products]
    quantities = [product.quantity for product in products]
    amounts: dict[str, tuple[Callable[[Centimes], str], list[Centimes]]] = {
        "unit_price": (formats.amount, [product.unit_price for product in products]),
        "amount": (formats.amount, [product.amount for product in products]),
        "debit": (formats.amount, [statement.total_debit, *(line.debit for line in lines)]),
        "credit": (formats.amount, [statement.total_credit, *(line.credit for line in lines)]),
        "balance": (
            words.running_balance,
            [statement.opening, statement.closing, *(line.balance for line in lines)],
        ),
    }
    figures = {
        name: (write(min(values)), write(max(values))) for name, (write, values) in amounts.items() if values
    }
    if quantities:
        figures["quantity"] = (formats.quantity(min(quantities)), formats.quantity(max(quantities)))
    return {name: max(both, key=len) for name, both in figures.items()}


def rows(statement: Statement) -> list[Row]:
    """Every operation followed by its products."""
    table = columns(statement)
    numbered = statement.detail is StatementDetail.DETAILED
    found: list[Row] = []
    for line in statement.lines:
        found.append(_operation(line, geometry.title_room(table), numbered=numbered))
        found.extend(_product(product, table["label"].room) for product in line.products)
    return found


def _operation(line: StatementLine, room: float, *, numbered: bool) -> Row:
    title = operation(line.kind)
    if numbered and (number := inert(line.number)):
        title = f"{title}  {number}"
    return Row(
        day=formats.day(line.day),
        title=clip(" · ".join([title, *_told(line)]), room, geometry.OPERATION),
        debit=_unless_zero(line.debit),
        credit=_unless_zero(line.credit),
        balance=words.running_balance(line.balance),
        moved=(line.debit, line.credit, line.balance),
    )


def _told(line: StatementLine) -> Iterator[str]:
    """How it was paid, its invoice, and what it is about; never the notes of staff."""
    if line.modes:
        yield " + ".join(map(mode, line.modes))
    if line.invoice:
        yield _("invoice {number}").format(number=inert(line.invoice))
    if line.about:
        what, number, day = operation(line.about.kind), inert(line.about.number), formats.day(line.about.day)
        yield _("{what} {number} of {day}").format(what=what, number=number, day=day)


def continued(row: Row, room: float) -> Row:
    """Repeats the heading of an operation at the top of a page that continues its products."""
    title = clip(_("{title} (continued)").format(title=row.title), room, geometry.OPERATION)
    return replace(row, title=title, debit="", credit="", balance="", amount="", moved=None, continues=True)


def _product(product: ProductLine, room: float) -> Row:
    return Row(
        is_product=True,
        label=clip(inert(product.label), room - geometry.INDENT, geometry.PRODUCT),
        quantity=formats.quantity(product.quantity),
        unit_price=formats.amount(product.unit_price),
        discount=formats.percent(product.discount) if product.discount else "",
        amount=formats.amount(product.amount),
    )


def _unless_zero(centimes: Centimes) -> str:
    return formats.amount(centimes) if centimes != ZERO else ""
