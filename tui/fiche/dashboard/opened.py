"""Opens what an event of the timeline is about: each kind as its own tab opens it."""

from collections.abc import Callable, Mapping
from typing import Any

from locales import _, formats
from locales.words import consents as consent_words
from locales.words import events as words
from locales.words.statements import DETAILS
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationRow
from models.outbox.consents.history import ConsentRow
from models.outbox.incoming_texts import IncomingRow
from models.outbox.messages.listing import MessageRow
from models.timeline.event import Event, RequestRow, StepRow
from models.trade.global_invoices.listing import InvoiceRow
from models.trade.invoices.rows import InvoiceRow as BillRow
from models.trade.statements.listing import StatementRow
from tui.dialogs.detail import DetailDialog
from tui.fiche.avoirs.opened import AvoirOpened
from tui.fiche.documents.opened import DocumentOpened
from tui.fiche.global_invoices.opened import GlobalInvoiceOpened
from tui.fiche.parts.operation_dialog import OperationDialog
from tui.fiche.returns.opened import ReturnOpened
from tui.fiche.sales.opened import SaleDialog
from tui.frame.base import BaseScreen
from tui.invoices.opened import InvoiceOpened
from tui.traceability.words import changes_of
from tui.widgets.text_lines import Line, facts

_LABEL = 16
_OPERATIONS: Mapping[OperationKind, Callable[[int], DetailDialog]] = {
    OperationKind.SALE: SaleDialog,
    OperationKind.RETURN: ReturnOpened,
    OperationKind.ADVANCE: AvoirOpened,
    OperationKind.CREDIT_NOTE: AvoirOpened,
}
"""How operations are opened that have more to show than an amount."""


async def open_event(desk: BaseScreen[Any], event: Event) -> None:
    """Shows everything about what an event is about."""
    row = event.row
    if isinstance(row, MessageRow):
        from tui.communications.history.opened import open_message

        await open_message(desk, row.id, at_fiche=True)
    else:
        await desk.ask(_dialog(event))


def _dialog(event: Event) -> DetailDialog:
    row = event.row
    if isinstance(row, OperationRow):
        return _OPERATIONS.get(row.kind, OperationDialog)(row.id)
    if isinstance(row, StepRow):
        return DocumentOpened(row.document)
    if isinstance(row, BillRow):
        return InvoiceOpened(row.key)
    if isinstance(row, InvoiceRow):
        return GlobalInvoiceOpened(row.id)
    return EventDialog(event)


class EventDialog(DetailDialog):
    """An event that no tab opens: a relevé that was issued, a consent, a reply, a change of the fiche."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event

    def heading(self) -> str:
        return f"{words.title(self.event)} · {formats.day(self.event.position.day)}"

    def drawing(self, width: int) -> list[Line]:
        row, at = self.event.row, formats.moment(self.event.position.at)
        hand = " · ".join(part for part in (at, words.author(self.event)) if part)
        return facts([(_("Entered"), hand), *_facts(row), *self._changes()], width, _LABEL)

    def _changes(self) -> list[tuple[str, str]]:
        """The fields that a request changed, each with what it was and became."""
        if not isinstance(self.event.row, RequestRow):
            return []
        return changes_of(self.event.position.key)


def _facts(row: object) -> list[tuple[str, str]]:
    if isinstance(row, StatementRow):
        return [
            (_("No."), row.number),
            (_("From"), formats.day(row.start)),
            (_("To"), formats.day(row.end)),
            (_("Detail"), _(DETAILS[row.detail])),
            (_("Balance"), formats.amount(row.closing)),
        ]
    if isinstance(row, ConsentRow):
        return [
            (_("Channel"), consent_words.channel(row.channel)),
            (_("Consent"), consent_words.means(row.word)),
            (_("How"), consent_words.source(row.source)),
        ]
    if isinstance(row, IncomingRow):
        return [(_("From"), formats.phone(row.sender)), (_("Content"), row.body)]
    if isinstance(row, RequestRow):
        amount = [(_("Amount"), formats.amount(row.amount))] if row.amount else []
        reason = [(_("Reason"), str(row.details["reason"]))] if "reason" in row.details else []
        return [(_("What"), words.request(row)), *amount, *reason]
    raise LookupError(f"no details of {row!r}")
