"""The upper half of the dashboard: the totals, the twelve months, the last document of each kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from locales import _, formats
from locales.words import currency
from locales.words import documents as document_words
from locales.words import global_invoices as invoice_words
from locales.words import ledger as words
from models.money.ledger import lifetime
from models.money.ledger.history import OperationRow
from models.money.ledger.lifetime import AccountTotals, MonthFigure
from models.store import clock
from models.timeline import last_documents
from models.timeline.last_documents import LastDocument
from models.trade.documents.listing import DocumentRow
from models.trade.global_invoices.listing import InvoiceRow
from models.values import Centimes
from tui.widgets.columns import fit
from tui.widgets.text_lines import Drawing, Line, Run, ends

_BARS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"
"""In the place of a bar: a month in which nothing was invoiced, or less than came back."""
_MONTH, _FIGURE, _DOCUMENT = 13, 7, 27
"""The narrowest cells: of a month with its figure, of that figure, and of a document."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown of an account."""

    totals: AccountTotals
    unpaid: Centimes
    documents: Sequence[LastDocument]


def summary(client: int, unpaid: Centimes) -> Summary:
    """Reads the rest of it."""
    return Summary(lifetime.totals(client), unpaid, last_documents.of(client))


def drawing(shown: Summary) -> Drawing:
    """All of it, for a width."""

    def draw(width: int) -> list[Line]:
        return [*_totals(shown, width), *_months(shown.totals.months, width), *_documents(shown, width)]

    return draw


def _totals(shown: Summary, width: int) -> list[Line]:
    """Three figures side by side, and what else moved the balance, so that it adds up."""
    owes = "owes" if shown.unpaid else "plain"
    figures = (
        (_("Total invoiced"), shown.totals.invoiced, "strong"),
        (_("Total paid"), shown.totals.paid, "strong"),
        (_("Unpaid balance"), shown.unpaid, owes),
    )
    share = width // len(figures)
    heads: Line = [(fit(f"{label} ", share, right=True), "quiet") for label, _amount, _style in figures]
    amounts: Line = [
        (fit(f"{formats.amount(amount)} ", share, right=True), style) for _label, amount, style in figures
    ]
    return [heads, amounts, *_other(shown.totals, width)]


def _other(totals: AccountTotals, width: int) -> list[Line]:
    """What was neither invoiced nor paid, and the balance that all of it comes to."""
    if not totals.other:
        return []
    other = _("Discounts, adjustments…  {amount}").format(amount=formats.amount(totals.other))
    return [ends((other, "quiet"), (f"{words.balance(totals.balance)} ", "quiet"), width)]


def _months(months: Sequence[MonthFigure], width: int) -> list[Line]:
    """The sparkline, and below it each month with its figure without centimes."""
    said = _("Invoiced in twelve months, {currency}").format(currency=currency.sign())
    head: Line = [(said, "strong"), ("  ", "plain"), (spark([each.invoiced for each in months]), "accent")]
    cells = [
        [(formats.month(each.month), "quiet"), (fit(whole(each.invoiced), _FIGURE, right=True), "plain")]
        for each in months
    ]
    return [head, *_grid(cells, _share(_MONTH, width, (12, 6, 4, 3, 2, 1)), width)]


def spark(amounts: Sequence[Centimes]) -> str:
    """A bar for each amount, as high as its share of the largest."""
    most = max(amounts, default=Centimes(0))
    return "".join(_bar(amount, most) for amount in amounts)


def _bar(amount: Centimes, most: Centimes) -> str:
    return _BARS[(int(amount) * len(_BARS) - 1) // int(most)] if amount > 0 else _NOTHING


def whole(amount: Centimes) -> str:
    """An amount in whole dirhams, rounded half up; a dash for 0 centimes."""
    return formats.count((int(amount) + 50) // 100) if amount else "–"


def _documents(shown: Summary, width: int) -> list[Line]:
    if not shown.documents:
        return [[(_("No document yet"), "quiet")]]
    today = clock.today()
    share = _share(_DOCUMENT, width, (4, 3, 2, 1))
    cells = [_document(row, today, share) for row in shown.documents]
    return [[(_("Last documents"), "strong")], *_grid(cells, share, width)]


def _document(row: LastDocument, today: date, width: int) -> list[Run]:
    """What it is, of which day, and its state; where that is too much, its name is shortened."""
    if isinstance(row, OperationRow):
        name, day, (state, style) = words.operation(row.kind), row.day, _open(row)
    elif isinstance(row, DocumentRow):
        name, day = words.document(row.kind), row.day
        state, style = document_words.state(row.kind, row.state), "strong"
    elif isinstance(row, InvoiceRow):
        name, day = _("Invoice"), row.day
        state, style = (
            _(invoice_words.STATES[row.state]),
            "plain" if row.deleted or not row.remaining else "owes",
        )
    else:
        name, day = _("Statement"), clock.local_day(row.issued_at)
        state, style = words.balance(row.closing), "plain"
    short = f"{day:%d/%m}" if day.year == today.year else formats.month(day)
    room = width - len(short) - cell_len(state) - 3
    return [(fit(name, min(room, cell_len(name))), "quiet"), (f" {short} ", "plain"), (state.lower(), style)]


def _open(row: OperationRow) -> Run:
    if row.reversed_by:
        return _("cancelled"), "plain"
    if not row.open:
        return (_("paid") if row.debit else _("used")), "plain"
    if row.debit:
        return _("owes {amount}").format(amount=formats.amount(row.open)), "owes"
    return _("available {amount}").format(amount=formats.amount(row.open)), "credit"


def _share(narrowest: int, width: int, counts: Sequence[int]) -> int:
    """How wide a cell is where as many stand side by side as fit: one of these counts."""
    return width // next((count for count in counts if count * narrowest <= width), 1)


def _grid(cells: Sequence[list[Run]], share: int, width: int) -> list[Line]:
    """Cells of this width side by side, in lines."""
    columns = max(width // share, 1)
    lines: list[Line] = []
    for start in range(0, len(cells), columns):
        line: Line = []
        for cell in cells[start : start + columns]:
            filled = sum(cell_len(text) for text, _style in cell)
            line += [*cell, (" " * max(share - filled, 1), "plain")]
        lines.append(line)
    return lines
