"""The allowed steps of a document from its present state."""

from models.store import clock
from models.trade.documents.table import (
    GIVEN_UP,
    NEXT,
    READY,
    SOLD,
    AlreadySold,
    Document,
    DocumentKind,
    DocumentState,
    DocumentStep,
    GivenUp,
    NoSuchDocument,
    NotDelivered,
    NotReady,
    QuoteExpired,
    UnderDeliveryNote,
    UnderOrder,
    WrongStep,
)


def one(kind: DocumentKind, document: int) -> Document:
    """The document of this id. Raises `NoSuchDocument` if it is not of this kind."""
    found = Document.get_or_none(Document.id == document, Document.kind == kind)
    if found is None:
        raise NoSuchDocument
    return found


def check(document: Document, state: DocumentState) -> None:
    """Checks whether this step is allowed at present: a verb asks it with the client's row locked, a screen
    before it asks the person more.

    Raises `AlreadySold`, `GivenUp`, `UnderOrder`, `UnderDeliveryNote`, `QuoteExpired`, `NotReady`,
    `NotDelivered` or `WrongStep`.
    """
    last = last_step(document)
    now = last.state
    if now is SOLD[document.kind]:
        assert last.sale is not None  # A step to sold names its sale.
        raise AlreadySold(document.number, last.sale.number)
    if now in GIVEN_UP:
        raise GivenUp(document.number)
    made = made_of(document)
    if made is not None:
        under = UnderOrder if made.kind is DocumentKind.ORDER else UnderDeliveryNote
        raise under(document.number, made.number)
    if now is DocumentState.OPEN and state is not DocumentState.REFUSED:
        check_not_expired(document)
    if state in NEXT[document.kind].get(now, ()):
        return
    if state is SOLD[document.kind]:
        raise (NotReady if document.kind is DocumentKind.PREPARATION else NotDelivered)(document.number)
    raise WrongStep(document.number)


def forward(kind: DocumentKind, state: DocumentState) -> DocumentState:
    """The next step of a document in this state: the one before the sale, or the sale itself."""
    ready = READY[kind]
    return ready if ready in NEXT[kind].get(state, ()) else SOLD[kind]


def check_not_expired(document: Document) -> None:
    """Raises `QuoteExpired` after the last day of a pro forma, or of a quote not accepted in time."""
    if document.until is not None and document.until < clock.today():
        raise QuoteExpired(document.number, document.until)


def last_step(document: Document) -> DocumentStep:
    """The step that gives the state of a document; for one of which another was made see `made_of`."""
    return document.steps.order_by(DocumentStep.id.desc()).first()


def made_of(document: Document) -> Document | None:
    """The order made from a quote or a pro forma, or the delivery note made from an order, unless it was
    cancelled.
    """
    made = list(Document.select().where(Document.origin == document).order_by(Document.id.desc()))
    return next((each for each in made if last_step(each).state is not DocumentState.CANCELLED), None)
