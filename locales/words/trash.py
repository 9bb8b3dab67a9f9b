"""The trash in words: what is linked to a client who cannot be deleted, and where one is who was."""

from collections.abc import Callable, Iterable, Mapping

from locales import _, formats, ngettext
from models.people.clients.table import ClientStatus
from models.trash.linked import Linked

_KINDS: Mapping[tuple[str, str], Callable[[int], str]] = {
    ("operation", "opening"): lambda n: ngettext(
        "{count} balance brought in", "{count} balances brought in", n
    ),
    ("operation", "sale"): lambda n: ngettext("{count} sale", "{count} sales", n),
    ("operation", "payment"): lambda n: ngettext("{count} payment", "{count} payments", n),
    ("operation", "discount"): lambda n: ngettext("{count} discount", "{count} discounts", n),
    ("operation", "advance"): lambda n: ngettext("{count} advance", "{count} advances", n),
    ("operation", "adjustment"): lambda n: ngettext("{count} adjustment", "{count} adjustments", n),
    ("operation", "reversal"): lambda n: ngettext("{count} cancellation", "{count} cancellations", n),
    ("operation", "return"): lambda n: ngettext("{count} return", "{count} returns", n),
    ("operation", "refund"): lambda n: ngettext("{count} refund", "{count} refunds", n),
    ("operation", "credit_note"): lambda n: ngettext(
        "{count} goodwill credit", "{count} goodwill credits", n
    ),
    ("operation", "billing"): lambda n: ngettext("{count} billing", "{count} billings", n),
    ("document", "quote"): lambda n: ngettext("{count} quote", "{count} quotes", n),
    ("document", "preparation"): lambda n: ngettext("{count} preparation", "{count} preparations", n),
    ("document", "order"): lambda n: ngettext("{count} order", "{count} orders", n),
    ("document", "delivery_note"): lambda n: ngettext("{count} delivery note", "{count} delivery notes", n),
    ("document", "pro_forma"): lambda n: ngettext("{count} pro forma", "{count} pro formas", n),
    ("global_invoice", ""): lambda n: ngettext("{count} global invoice", "{count} global invoices", n),
    ("invoice", "invoice"): lambda n: ngettext("{count} invoice", "{count} invoices", n),
    ("invoice", "services"): lambda n: ngettext(
        "{count} invoice for services", "{count} invoices for services", n
    ),
    ("invoice", "credit_note"): lambda n: ngettext(
        "{count} invoice credit note", "{count} invoice credit notes", n
    ),
    ("statement", ""): lambda n: ngettext("{count} statement", "{count} statements", n),
    ("message", "sms"): lambda n: ngettext("{count} SMS", "{count} SMS", n),
    ("message", "email"): lambda n: ngettext("{count} e-mail", "{count} e-mails", n),
    ("campaign_exclusion", ""): lambda n: ngettext("{count} campaign", "{count} campaigns", n),
    ("client_merge", ""): lambda n: ngettext("{count} merge", "{count} merges", n),
    ("redaction", ""): lambda n: ngettext("{count} request to forget", "{count} requests to forget", n),
}
"""How many records of a kind there are, by their table and kind; in the order in which they are said."""


def records(found: Iterable[Linked]) -> str:
    """`2 ventes, 1 paiement, 1 relevé`"""
    counts = {(each.table, each.kind): each.count for each in found}
    said = ((word, counts[kind]) for kind, word in _KINDS.items() if kind in counts)
    return ", ".join(word(count).format(count=formats.count(count)) for word, count in said)


def where(name: str) -> str:
    """That somebody is in the trash, and by which keys of the client list the fiche comes back."""
    said = _("{name} is in the trash: in the client list, Ctrl+D opens it, and F6 there restores the fiche.")
    return said.format(name=name)


def back(name: str, status: ClientStatus) -> str:
    """That somebody came back from the trash, and as what."""
    sentences = {
        ClientStatus.SLEEPING: _("{name} is restored, and asleep as before."),
        ClientStatus.ARCHIVED: _("{name} is restored, and in the archives as before."),
    }
    return sentences.get(status, _("{name} is restored: the client is active again.")).format(name=name)
