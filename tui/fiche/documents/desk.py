"""A new document: its lines, for whom, where it goes, and for which day."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from locales import N_, _, formats
from locales.words.documents import UNTIL
from models.money.ledger.client_status import check_may_operate
from models.people.clients import verbs as clients
from models.people.staff.drafts import DraftRow
from models.store import clock
from models.store.connection import persevere
from models.trade.documents import delivery_notes, orders, preparations, pro_formas, quotes
from models.trade.documents import verbs as documents
from models.trade.documents.delivery import GOES_OUT
from models.trade.documents.table import DocumentKind, Promised
from models.trade.prices.lines import NewLine
from models.values import Centimes
from tui.clients import address
from tui.fiche.documents import delivering
from tui.forms.fields import DateField, Field, TextField
from tui.frame.base import BaseScreen
from tui.lines.desk import LinesDesk


@dataclass(frozen=True, slots=True)
class Made:
    """What is said once a document is saved."""

    document: int
    number: str
    total: Centimes
    until: date | None


class DocumentDesk(LinesDesk[Made]):
    """The lines, then the day; nothing is paid yet."""

    KIND: ClassVar[DocumentKind]

    def fields(self) -> Sequence[Field]:
        return (
            *self.contact_field(),
            *(delivering.site_fields(self.client, self.KIND) if self.KIND in GOES_OUT else ()),
            DateField("until", UNTIL[self.KIND], future=True),
            TextField("note", N_("Note")),
        )

    def start(self) -> Mapping[str, Any]:
        return delivering.proposed(self.client, self.KIND) if self.KIND in GOES_OUT else {}

    async def save(self, lines: Sequence[NewLine], total: Centimes, values: Mapping[str, Any]) -> Made | None:
        asks: dict[str, Any] = {"by": self.officine.by(self.request_key)}
        made = persevere(self.make, lines, **values, seen=total, **asks)
        return Made(made.id, made.number, total, made.until)

    @abstractmethod
    def make(self, lines: Sequence[NewLine], **rest: Any) -> Promised:
        """The verb."""


class QuoteDesk(DocumentDesk):
    PURPOSE = N_("A quote: the products and until when the prices are promised.")
    GUIDE = "devis.md"
    KIND = DocumentKind.QUOTE
    HEADING = N_("New quote")
    DRAFT = "quote"

    def start(self) -> Mapping[str, Any]:
        return {**super().start(), "until": quotes.last_day()}

    def make(self, lines: Sequence[NewLine], **rest: Any) -> Promised:
        return quotes.create(self.client, lines, **rest)


class PreparationDesk(DocumentDesk):
    PURPOSE = N_("A preparation: what is to be made, and for which day.")
    GUIDE = "devis.md"
    KIND = DocumentKind.PREPARATION
    HEADING = N_("New preparation")
    DRAFT = "preparation"

    def make(self, lines: Sequence[NewLine], **rest: Any) -> Promised:
        return preparations.create(self.client, lines, **rest)


class OrderDesk(DocumentDesk):
    PURPOSE = N_("An order: the products to be ordered for this client, and for which day.")
    GUIDE = "devis.md"
    KIND = DocumentKind.ORDER
    HEADING = N_("New order")
    DRAFT = "order"

    def make(self, lines: Sequence[NewLine], **rest: Any) -> Promised:
        return orders.create(self.client, lines, **rest)


class DeliveryNoteDesk(DocumentDesk):
    PURPOSE = N_("A delivery note: the products, where they go, on which day, and who brings them.")
    GUIDE = "livraisons.md"
    KIND = DocumentKind.DELIVERY_NOTE
    HEADING = N_("New delivery note")
    DRAFT = "delivery_note"

    def start(self) -> Mapping[str, Any]:
        return {**super().start(), "until": clock.today()}

    def make(self, lines: Sequence[NewLine], **rest: Any) -> Promised:
        return delivery_notes.create(self.client, lines, **rest)


class ProFormaDesk(DocumentDesk):
    PURPOSE = N_("A pro forma: the products and until when the prices are valid; nothing is due by it.")
    GUIDE = "devis.md#pro-forma"
    KIND = DocumentKind.PRO_FORMA
    HEADING = N_("New pro forma")
    DRAFT = "pro_forma"

    def start(self) -> Mapping[str, Any]:
        return {**super().start(), "until": quotes.last_day()}

    def make(self, lines: Sequence[NewLine], **rest: Any) -> Promised:
        return pro_formas.create(self.client, lines, **rest)


_DESKS = {desk.KIND: desk for desk in (QuoteDesk, PreparationDesk, OrderDesk, DeliveryNoteDesk, ProFormaDesk)}


async def resume(desk: BaseScreen[Any], draft: DraftRow) -> None:
    """Goes on with a document that was not finished."""
    await create(desk, DocumentKind(draft.form), int(draft.subject), draft=draft.content)


async def create(
    desk: BaseScreen[Any],
    kind: DocumentKind,
    client: int,
    *,
    draft: Mapping[str, Any] | None = None,
    like: int | None = None,
    contact: int | None = None,
) -> int | None:
    """Asks for a document, and says what came of it; its key, None where somebody gave up.

    It begins with `draft`, or with the lines of the document `like`, else with what was kept; `contact` is
    the contact proposed.
    """
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    if kind in GOES_OUT:
        await address.complete(desk, client)
    lines_desk = _DESKS[kind]
    if like is not None:
        begun = lines_desk(client, documents.as_asked(kind, like), contact=contact)
    else:
        kept = draft or lines_desk.kept(desk.officine.staff, client)
        begun = lines_desk(client, draft=kept, contact=contact)
    made = await desk.ask(begun)
    if made is None:
        return None
    desk.read_again()
    said = _("Saved: {number}, {total}.").format(number=made.number, total=formats.amount(made.total))
    if made.until is not None:
        said += f" {_(UNTIL[kind])} {formats.day(made.until)}."
    desk.tell(said)
    return made.document
