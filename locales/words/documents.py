"""The states of quotes, preparations and orders, in words."""

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
    DocumentState.DELIVERED: N_("Delivered"),
    DocumentState.INVOICED: N_("Invoiced"),
    DocumentState.CANCELLED: N_("Cancelled"),
}
UNTIL = {
    DocumentKind.QUOTE: N_("Valid until"),
    DocumentKind.PREPARATION: N_("Wanted for"),
    DocumentKind.ORDER: N_("Wanted for"),
}


_ORDER_CANCELLED = N_("Dropped")
"""A preparation and an order differ in grammatical gender in some languages."""


def state(kind: DocumentKind, state_reached: DocumentState) -> str:
    """Where a document stands."""
    if kind is DocumentKind.ORDER and state_reached is DocumentState.CANCELLED:
        return _(_ORDER_CANCELLED)
    return _(STATES[state_reached])
