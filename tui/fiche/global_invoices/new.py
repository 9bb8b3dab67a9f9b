"""A new facture globale: the sales and returns of a period, ticked; its day; who pays it (global-create)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.words import ledger as words
from models.money.ledger.accounts import OperationKind
from models.money.ledger.client_status import check_may_operate
from models.money.ledger.history import OperationRow
from models.people.clients import verbs as clients
from models.refusals import Refused
from models.store import clock
from models.trade.global_invoices import verbs as global_invoices
from models.trade.global_invoices.billable import billable
from models.trade.global_invoices.listing import InvoiceableListing
from models.trade.global_invoices.organisms import NoOrganism
from models.trade.global_invoices.verbs import NothingToInvoice
from models.trade.statements.verbs import PeriodReversed
from models.values import ZERO, Centimes
from tui.clients import address
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Option, ValueDateField
from tui.forms.form import Form
from tui.frame.base import STYLES, BaseScreen
from tui.frame.insist import insist
from tui.parts.period import Period, Span, named
from tui.parts.period_fields import days, fields, follow
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.ticks import Ticks


def _signed(row: OperationRow) -> Centimes:
    return row.amount if row.debit else -row.amount


_COLUMNS: list[Column[OperationRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10),
    Column("number", N_("No."), lambda row: row.number, 12),
    Column("kind", N_("Operation"), lambda row: words.operation(row.kind), 6, grows=1),
    Column("amount", N_("Amount"), lambda row: formats.amount(_signed(row)), 11, right=True),
]
_AROUND = 17
"""Lines that the list leaves to the frame, the questions, what is wrong with one, the total and the keys.
Where there is an organism, one more says what cannot be billed to it."""


@dataclass(frozen=True, slots=True)
class TypedInvoice:
    """What is to be invoiced: the documents with their total, the day, and the text of each field."""

    documents: tuple[OperationRow, ...]
    total: Centimes
    values: Mapping[str, Any]
    texts: Mapping[str, Any]


class DocumentList(Ticks[OperationRow]):
    """What could go on the invoice, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Save"), id="invoice.issue", tooltip=N_("Issue this invoice")),
    ]


class NewGlobalInvoiceDialog(FormDialog[TypedInvoice]):
    """The list has the focus: Space ticks, `t` ticks all, Enter issues. The total is always in sight."""

    PURPOSE = N_("Tick the sales and returns that go on one invoice, and say who pays it.")
    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("New global invoice")
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = {
        NoOrganism: "payer",
        PeriodReversed: "end",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Save"), id="invoice.save", tooltip=N_("Issue this invoice")),
    ]

    def __init__(
        self, client: int, again: TypedInvoice | None = None, refused: Refused | None = None
    ) -> None:
        """`again` and `refused`: what was asked before, and why it could not be done."""
        super().__init__(again.texts if again else None, refused)
        self._client = clients.get(client)
        self._again = again
        self._wanted: tuple[bool, Period] | None = None
        """Of whom and of which days what is listed is."""
        self._left_out = ""
        """What is not listed because the organism cannot be billed for it, in words."""

    @property
    def documents(self) -> DocumentList:
        """What can be ticked."""
        return self.query_one(DocumentList)

    def fields(self) -> Sequence[Field]:
        payers = [Option(False, _("The client"))]
        if self._client.organism_id is not None:
            payers.append(Option(True, self._client.organism_name))
        return (
            *fields(Span.LAST_MONTH, Span.MONTH, Span.QUARTER, Span.YEAR, Span.FREE),
            ValueDateField("day", N_("Invoice date")),
            ChoiceField("payer", N_("Paid by"), options=tuple(payers)),
        )

    def start(self) -> Mapping[str, Any]:
        period = named(Span.LAST_MONTH, clock.today())
        return {"span": Span.LAST_MONTH, "start": period.start, "end": period.end, "day": clock.today()}

    def content(self) -> ComposeResult:
        rows = DocumentList(_COLUMNS, empty=_("Nothing of these days is left to invoice."))
        rows.styles.height = self._height(self.app.size.height)
        yield rows
        yield from super().content()
        yield Static(markup=False, classes="figures")

    def on_resize(self, event: events.Resize) -> None:
        self.documents.styles.height = self._height(event.size.height)

    def _height(self, screen: int) -> int:
        around = _AROUND + (self._client.organism_id is not None)
        return max(min(screen - around, 20), 3)

    def on_mount(self) -> None:
        if self._again is not None:
            self.documents.tick(self._again.documents)

    @on(Form.Changed)
    def follow_period(self, event: Form.Changed) -> None:
        if event.name in {"span", "start", "end"}:
            follow(self.form, event.name)

    @on(Ticks.Ticked)
    def ticked(self) -> None:
        self.show_effect()

    @on(Rows.Opened)
    def save(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_submit()

    def answer(self, values: dict[str, Any]) -> TypedInvoice:
        days(values, clock.today())
        if not self.documents.ticked:
            raise NothingToInvoice
        return TypedInvoice(self.documents.ticked, self._total(), values, self.form.typed())

    def _list(self) -> None:
        """The documents of the period, once it can be read."""
        values, wrong = self.form.readable()
        if wrong:
            return
        try:
            period = days(values, clock.today(), bounded=False)
        except PeriodReversed:
            return
        wanted = (values["payer"], period)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if values["payer"]:
            self._list_billable(period)
        else:
            self._left_out = ""
            self.documents.show(InvoiceableListing(self._client.id, since=period.start, until=period.end))

    def _list_billable(self, period: Period) -> None:
        """What the organism can be billed; nothing else stays ticked, and how much is missing is said."""
        listing = billable(self._client.id, period.start, period.end)
        count, ticked = listing.left_out(), self.documents.ticked
        sentence = ngettext(
            "{count} is not listed: settled already, at least in part.",
            "{count} are not listed: settled already, at least in part.",
            count,
        )
        self._left_out = sentence.format(count=formats.count(count)) if count else ""
        kept = billable(self._client.id).among([row.id for row in ticked])
        self.documents.tick(row for row in ticked if row.id in kept)
        self.documents.show(listing)

    def _total(self) -> Centimes:
        return sum((_signed(row) for row in self.documents.ticked), ZERO)

    def show_effect(self) -> None:
        self._list()
        ticked = self.documents.ticked
        returns = sum(row.kind is OperationKind.RETURN for row in ticked)
        said = [
            ngettext("{count} sale", "{count} sales", len(ticked) - returns).format(
                count=formats.count(len(ticked) - returns)
            ),
            ngettext("{count} return", "{count} returns", returns).format(count=formats.count(returns)),
            _("Total: {amount}").format(amount=formats.amount(self._total())),
        ]
        figures = Text(" · ".join(said), style="bold")
        self.query_one(".figures", Static).update(Text.assemble(figures, "\n", self._left_out))


async def create(desk: BaseScreen[Any], client: int) -> int | None:
    """Asks what goes on it and issues it; its key. Its paper is one key away."""
    # Said before anything is ticked; the verb checks it again.
    row = clients.get(client)
    check_may_operate(row)
    if row.organism_id is not None:
        await address.complete(desk, client)  # Where the organism pays, the invoice can do without.
    elif not await address.complete_for_invoice(desk, client):
        return None
    by = desk.officine.by()
    invoice = await insist(
        desk,
        lambda typed, refused: NewGlobalInvoiceDialog(client, typed, refused),
        lambda typed: global_invoices.issue(
            client,
            [row.id for row in typed.documents],
            to_organism=typed.values["payer"],
            day=typed.values["day"],
            seen=typed.total,
            by=by,
        ),
    )
    if invoice is None:
        return None
    said = _("{number} is issued for {amount}. r prints it.")
    desk.tell(said.format(number=invoice.number, amount=formats.amount(invoice.total)))
    return int(invoice.id)
