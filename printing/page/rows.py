"""A statement as the rows of its table: one for each operation and each product, as texts; where it is
grouped by contact, one above and one below each group.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from locales import _, formats
from locales.words.ledger import mode, operation
from models.trade.statements.content import (
    Grouping,
    ProductLine,
    Statement,
    StatementDetail,
    StatementGroup,
    StatementLine,
)
from models.values import ZERO, Centimes
from printing.page import geometry, words
from printing.page.geometry import Columns
from printing.page.text import clip, inert


@dataclass(frozen=True, slots=True)
class Row:
    """A row: an operation, a product of the operation above it, or what stands around a group.

    Empty fields are not shown.
    """

    is_product: bool = False
    is_group: bool = False
    """Whether it names the contact whose operations follow."""
    is_subtotal: bool = False
    """Whether it is what they come to."""
    begins_page: bool = False
    """Whether a new page begins with it."""
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
    """Debit, credit and the balance after: the sums carried forward are computed from these. Where the
    statement is grouped, the balance is that of the opening and all rows so far.
    """

    @property
    def is_bold(self) -> bool:
        """Whether it stands around a group."""
        return self.is_group or self.is_subtotal


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
        "balance": (words.running_balance, _balances(statement)),
    }
    figures = {
        name: (write(min(values)), write(max(values))) for name, (write, values) in amounts.items() if values
    }
    if quantities:
        figures["quantity"] = (formats.quantity(min(quantities)), formats.quantity(max(quantities)))
    return {name: max(both, key=len) for name, both in figures.items()}


def _balances(statement: Statement) -> list[Centimes]:
    """The balances that the column may show or carry forward."""
    around = [statement.opening, statement.closing]
    if not statement.groups:
        return [*around, *(line.balance for line in statement.lines)]
    around += [group.debit - group.credit for group in statement.groups]
    moved = [line.debit - line.credit for group in statement.groups for line in group.lines]
    return [*around, *accumulate(moved, initial=statement.opening)]


def rows(statement: Statement) -> list[Row]:
    """Every operation followed by its products; by contact, where the statement is grouped."""
    table = columns(statement)
    if not statement.groups:
        return list(_operations(statement, statement.lines, table))
    found: list[Row] = []
    balance = statement.opening
    for group in statement.groups:
        pages = statement.grouping is Grouping.CONTACT_PAGES
        found.append(_heading(group, table, begins_page=pages and bool(found)))
        for row in _operations(statement, group.lines, table):
            if row.moved:
                balance = balance + row.moved[0] - row.moved[1]
                row = replace(row, balance="", moved=(row.moved[0], row.moved[1], balance))
            found.append(row)
        found.append(_subtotal(group, table))
    return found


def _operations(statement: Statement, lines: Sequence[StatementLine], table: Columns) -> Iterator[Row]:
    numbered = statement.detail is StatementDetail.DETAILED
    for line in lines:
        yield _operation(line, geometry.title_room(table), numbered=numbered)
        for product in line.products:
            yield _product(product, table["label"].room)


def _heading(group: StatementGroup, table: Columns, *, begins_page: bool) -> Row:
    room = table["debit"].left - table["day"].start
    name = clip(_named(group), room, geometry.OPERATION, bold=True)
    return Row(is_group=True, begins_page=begins_page, title=name)


def _subtotal(group: StatementGroup, table: Columns) -> Row:
    """What the group comes to: its debits, its credits, and its share in the change of the balance."""
    room = table["debit"].left - table["day"].start
    title = _("Subtotal: {name}").format(name=_named(group))
    return Row(
        is_subtotal=True,
        title=clip(title, room, geometry.OPERATION, bold=True),
        debit=formats.amount(group.debit),
        credit=formats.amount(group.credit),
        balance=words.running_balance(group.debit - group.credit),
    )


def _named(group: StatementGroup) -> str:
    return inert(group.name) or _("No contact")


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
    """Repeats the heading of an operation or a group at the top of a page that continues it."""
    title = clip(_("{title} (continued)").format(title=row.title), room, geometry.OPERATION, bold=row.is_bold)
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
