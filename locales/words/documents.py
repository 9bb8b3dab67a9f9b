"""The states of documents, in words."""

from locales import N_, _
from models.trade.documents.table import DocumentKind, DocumentState

STATES = {
    DocumentState.OPEN: N_("Pending"),
    DocumentState.ACCEPTED: N_("Accepted"),
    DocumentState.REFUSED: N_("Refused"),
    DocumentState.EXPIRED: N_("Expired"),
    DocumentState.TO_DO: N_("To do"),
    DocumentState.READY: N_("Ready"),
    DocumentState.HANDED_OVER: N_("Given out"),
    DocumentState.ORDERED: N_("Ordered"),
    DocumentState.PREPARED: N_("Prepared"),
    DocumentState.DELIVERED: N_("Delivered"),
    DocumentState.INVOICED: N_("Invoiced"),
}
UNTIL = {
    DocumentKind.QUOTE: N_("Valid until"),
    DocumentKind.PREPARATION: N_("Wanted for"),
    DocumentKind.ORDER: N_("Wanted for"),
    DocumentKind.DELIVERY_NOTE: N_("To be delivered on"),
    DocumentKind.PRO_FORMA: N_("Valid until"),
}


_CANCELLED = {DocumentKind.PREPARATION: N_("Cancelled")}
_OTHERS_CANCELLED = N_("Dropped")
"""A preparation and the others differ in grammatical gender in some languages."""


def state(kind: DocumentKind, state_reached: DocumentState) -> str:
    """Where a document stands."""
    if state_reached is DocumentState.CANCELLED:
        return _(_CANCELLED.get(kind, _OTHERS_CANCELLED))
    return _(STATES[state_reached])
