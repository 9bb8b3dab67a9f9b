"""The states of documents, in words."""

from locales import N_, _
from locales.words import states
from models.trade.documents.table import DocumentKind, DocumentState

STATES = {
    DocumentState.OPEN: N_("Pending"),
    DocumentState.ACCEPTED: states.ACCEPTED,
    DocumentState.REFUSED: states.REFUSED,
    DocumentState.EXPIRED: states.EXPIRED,
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
OF = {
    DocumentKind.QUOTE: N_("Of quote"),
    DocumentKind.ORDER: N_("Of order"),
    DocumentKind.PRO_FORMA: N_("Of pro forma"),
}
"""What a document was made of."""
_CANCELLED = {DocumentKind.PREPARATION: N_("Cancelled")}
"""A preparation and the others differ in grammatical gender in some languages."""


def state(kind: DocumentKind, state_reached: DocumentState) -> str:
    """Where a document stands."""
    if state_reached is DocumentState.CANCELLED:
        return _(_CANCELLED.get(kind, states.CANCELLED))
    return _(STATES[state_reached])
