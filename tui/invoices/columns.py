"""The columns of lists of invoices."""

from locales import N_, formats
from locales.words import invoices as words
from models.trade.invoices.rows import InvoiceRow
from models.trade.invoices.states import InvoiceState
from tui.widgets.columns import Column

_DONE = (InvoiceState.PAID, InvoiceState.RETURNED)


def style(row: InvoiceRow) -> str:
    """How what remains looks."""
    if row.draft:
        return "plain"
    return "quiet" if row.state in _DONE else "owes"


NUMBER: Column[InvoiceRow] = Column("number", N_("No."), words.called, 13)
DAY: Column[InvoiceRow] = Column("day", N_("Date"), lambda row: formats.day(row.day), 10)
OF: Column[InvoiceRow] = Column("of", N_("Sale"), lambda row: row.operation_number, 12, needs=70)
OF_DAY: Column[InvoiceRow] = Column(
    "of_day", N_("Of"), lambda row: formats.day(row.operation_day), 10, needs=84
)
TOTAL: Column[InvoiceRow] = Column(
    "total", N_("Total"), lambda row: formats.amount(row.total), 10, grows=1, right=True
)
REMAINING: Column[InvoiceRow] = Column(
    "remaining", N_("Remaining"), words.remaining, 10, needs=48, grows=1, right=True, style=style
)
STATE: Column[InvoiceRow] = Column("state", N_("State"), words.state, 9, needs=56, grows=1, style=style)
NAME: Column[InvoiceRow] = Column("name", N_("Client"), lambda row: row.name, 14, grows=3)
KIND: Column[InvoiceRow] = Column(
    "kind", N_("Paper"), lambda row: words.kind(row.kind), 10, needs=100, grows=1
)
DUE: Column[InvoiceRow] = Column(
    "due", N_("Due"), lambda row: formats.day(row.due) if row.due else "", 10, needs=110
)
OF_A_CLIENT = [DAY, NUMBER, OF, OF_DAY, TOTAL, REMAINING, STATE, DUE]
OF_ALL = [DAY, NUMBER, NAME, OF, TOTAL, REMAINING, STATE, KIND, DUE]
