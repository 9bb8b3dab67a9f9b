"""The events of a client's timeline in words: what it was, what it said, how much, and its state."""

from collections.abc import Mapping

from locales import N_, _, formats
from locales.words import consents, documents, invoices, ledger, messages
from locales.words.means import ways
from models.money.ledger.history import OperationRow
from models.outbox.consents.history import ConsentRow
from models.outbox.incoming_texts import IncomingRow
from models.outbox.messages.listing import MessageRow
from models.timeline.event import Event, EventKind, RequestRow, Source, StepRow
from models.trade.global_invoices.listing import InvoiceRow
from models.trade.invoices.rows import InvoiceRow as BillRow
from models.trade.statements.listing import StatementRow

KINDS: Mapping[EventKind, str] = {
    EventKind.OPERATION: N_("Operations of the account"),
    EventKind.ALLOCATION: N_("Credits used, settlements undone"),
    EventKind.DOCUMENT: N_("Quotes, orders, delivery notes…"),
    EventKind.INVOICE: N_("Invoices"),
    EventKind.STATEMENT: N_("Statements"),
    EventKind.MESSAGE: N_("Messages"),
    EventKind.CONSENT: N_("Consents"),
    EventKind.CLIENT: N_("Changes of the fiche"),
}
_EDITED = N_("edited")
_REQUESTS: Mapping[str, str] = {
    "clients.create": N_("created"),
    "clients.edit": _EDITED,
    "standing.archive": N_("archived"),
    "standing.restore": N_("taken out of the archives"),
    "standing.sleep": N_("put to sleep"),
    "standing.wake": N_("woken"),
    "trash.delete": N_("put into the trash"),
    "trash.restore": N_("taken out of the trash"),
    "privacy.redact": N_("forgotten for good"),
    "discounts.choose": N_("default discounts chosen"),
    "incoming_texts.decide": N_("reply read"),
    "credits.use": N_("credit used"),
    "attribution.attribute": N_("given to another contact"),
    "attribution.attribute_document": N_("given to another contact"),
    "lettrage.undo": N_("settlement undone"),
    "invoices.prepare": N_("invoice prepared"),
    "invoices.drop": N_("draft of an invoice dropped"),
    "invoices.send": N_("invoice sent"),
}
"""What a request did that left no row of its own, by its verb."""
_SUBJECTS: Mapping[str, str] = {
    "sites": N_("delivery addresses changed"),
    "site_contacts": N_("contacts of a delivery address changed"),
    "contacts": N_("contacts changed"),
    "contact_import": N_("contacts imported"),
    "photos": N_("photos changed"),
    "comments": N_("comment written"),
    "technical_sheets": N_("technical sheet filled in"),
    "appointments": N_("appointments changed"),
}
"""The same for all verbs of a subject, which stands before the point in their names."""


def title(event: Event) -> str:
    """What it was, in a word or two."""
    by_source = {
        Source.ALLOCATION: _("Settlement"),
        Source.REPLY: _("Reply"),
        Source.INVOICE: _("Global invoice"),
        Source.DELETION: _("Global invoice"),
        Source.STATEMENT: _("Statement"),
        Source.CONSENT: _("Consent"),
        Source.REQUEST: _("Fiche"),
    }
    row = event.row
    if isinstance(row, OperationRow):
        return ledger.operation(row.kind)
    if isinstance(row, StepRow):
        return ledger.document(row.kind)
    if isinstance(row, BillRow):
        return invoices.kind(row.kind)
    if isinstance(row, MessageRow):
        return consents.channel(row.channel)
    return by_source[event.position.source]


def said(event: Event) -> str:
    """Its number with what became of it, or what was written; on one line."""
    row = event.row
    parts: list[str]
    if isinstance(row, OperationRow):
        parts = [row.number, _("cancelled") if row.reversed_by else "", ways(row.modes).lower()]
    elif isinstance(row, StepRow):
        parts = [row.number, documents.state(row.kind, row.state).lower(), row.reason]
    elif isinstance(row, InvoiceRow):
        parts = [row.number, _("deleted") if event.position.source is Source.DELETION else ""]
    elif isinstance(row, BillRow):
        parts = [row.number, "·", row.operation_number, "·", invoices.state(row).lower()]
    elif isinstance(row, StatementRow):
        parts = [row.number, f"{formats.day(row.start)} – {formats.day(row.end)}"]
    elif isinstance(row, MessageRow):
        parts = [f"{messages.state(row.state).lower()} ·", row.body]
    elif isinstance(row, IncomingRow):
        parts = [row.body]
    elif isinstance(row, ConsentRow):
        parts = [f"{consents.word(row.word)} ·", consents.channel(row.channel)]
    else:
        parts = [request(row)]
    return " ".join(" ".join(parts).split())


def request(row: RequestRow) -> str:
    """What a request did that left no row of its own. One whose verb has no words changed the fiche."""
    subject = row.verb.partition(".")[0]
    word = _REQUESTS.get(row.verb) or _SUBJECTS.get(subject, _EDITED)
    return _(word)


def amount(event: Event) -> str:
    """What it moved, promised or asked for; empty for what is about no amount."""
    row = event.row
    if isinstance(row, OperationRow):
        return formats.amount(row.amount)
    if isinstance(row, StepRow | InvoiceRow | BillRow):
        return formats.amount(row.total)
    if isinstance(row, StatementRow):
        return formats.amount(abs(row.closing))
    return formats.amount(row.amount) if isinstance(row, RequestRow) and row.amount else ""


def style(event: Event) -> str:
    """How its line looks: dimmed where it was cancelled or deleted; the words say it too."""
    row = event.row
    gone = isinstance(row, OperationRow) and row.reversed_by
    return "quiet" if gone or (isinstance(row, InvoiceRow) and row.deleted) else "plain"


def author(event: Event) -> str:
    """Who entered it; empty where a program did, or where it came from the client."""
    row = event.row
    return row.decided_by if isinstance(row, IncomingRow) else row.author
