"""In which state an invoice is (doc-status): derived from what is paid and what was noted, never stored."""

from enum import StrEnum

from models.values import Centimes


class InvoiceState(StrEnum):
    """The state of an invoice or a credit note. *Paid* of a credit note means that nothing of it is left to
    use or to pay back.
    """

    DRAFT = "draft"
    ISSUED = "issued"
    SENT = "sent"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    RETURNED = "returned"
    """All that was sold came back."""


def state(
    total: Centimes, remaining: Centimes, *, draft: bool = False, sent: bool = False, returned: bool = False
) -> InvoiceState:
    """The one rule: a draft is a draft; what was paid says more than that it was sent."""
    if draft:
        return InvoiceState.DRAFT
    if returned:
        return InvoiceState.RETURNED
    if not remaining:
        return InvoiceState.PAID
    if remaining < total:
        return InvoiceState.PARTLY_PAID
    return InvoiceState.SENT if sent else InvoiceState.ISSUED
