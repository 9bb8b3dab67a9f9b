"""What is done with delivery notes: made of an order, signed for, several of them turned into one sale."""

from collections.abc import Mapping, Sequence
from typing import Any

from locales import N_, _, formats, ngettext
from locales.words import documents as document_words
from models.people.references.table import ReferenceKind
from models.people.sites.listing import sites_of
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.refusals import Refused
from models.store import clock
from models.trade.documents import delivery, delivery_notes, delivery_sales
from models.trade.documents import verbs as documents
from models.trade.documents.delivery import Destination
from models.trade.documents.listing import DocumentRow
from models.trade.documents.table import DocumentKind, DocumentState
from tui.clients import address
from tui.dialogs.form_dialog import FormDialog
from tui.fiche.sales.paid import ask_and_sell, tell_sold
from tui.forms.fields import ChoiceField, DateField, Field, Option, TextField, ValueDateField
from tui.forms.hours import TimeField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.parts.listed import reference_options

Values = Mapping[str, Any]
_NOTE = DocumentKind.DELIVERY_NOTE


def site_fields(client: int, kind: DocumentKind) -> tuple[ChoiceField, ...]:
    """Where it goes, for a client with sites; of a delivery note who brings it too. None where the pharmacy
    does not deliver.
    """
    if Feature.DELIVERY not in features.in_use():
        return ()
    sites = [site for site in sites_of(client) if site.active]
    fields = []
    if sites:
        own = Option(None, _("Own address") if kind is _NOTE else "–")
        offered = (own, *(Option(site.id, site.name) for site in sites))
        fields.append(ChoiceField("site", N_("Site"), options=offered))
    couriers = reference_options(ReferenceKind.COURIER)
    if kind is _NOTE and len(couriers) > 1:
        fields.append(ChoiceField("courier", N_("Courier"), options=couriers))
    return tuple(fields)


def proposed(client: int, kind: DocumentKind) -> Values:
    """What stands in these fields at first: the default site, and the courier who usually goes there."""
    goes = delivery.proposed(client)
    return {"site": goes.site, "courier": goes.courier} if kind is _NOTE else {"site": goes.site}


class DeliveryNoteDialog(FormDialog[Values]):
    """Where an order is delivered to, when, and by whom."""

    PURPOSE = N_("The order goes out with a delivery note: where to, on which day, and who brings it.")
    GUIDE = "livraisons.md"
    ENTER_SUBMITS = True

    def __init__(self, row: DocumentRow, again: Values | None = None, refused: Refused | None = None) -> None:
        super().__init__(refused=refused)
        self._row, self._again = row, again

    def heading(self) -> str:
        return _("Deliver {number}").format(number=self._row.number)

    def fields(self) -> Sequence[Field]:
        until = DateField("until", document_words.UNTIL[_NOTE], future=True)
        return (*site_fields(self._row.client, _NOTE), until)

    def start(self) -> Values:
        if self._again is not None:
            return self._again
        goes = delivery.of(self._row.id) or Destination()
        kept = {"site": goes.site} if goes.site is not None else {}
        return {**proposed(self._row.client, _NOTE), "until": clock.today(), **kept}

    def answer(self, values: dict[str, Any]) -> Values:
        return values


class SignedDialog(FormDialog[Values]):
    """Who signed for a delivery, when, and what they refused."""

    PURPOSE = N_("Who signed the delivery note, on which day, and what was refused at the door.")
    GUIDE = "livraisons.md#ce-qui-a-été-livré"
    FIELDS = (
        TextField("received_by", N_("Received by"), N_("who signed"), required=True),
        ValueDateField("day", N_("Day")),
        TimeField("at", N_("Hour"), N_("if known")),
        TextField("reason", N_("Refused at the door"), N_("what, and why; else empty")),
    )

    def __init__(self, row: DocumentRow, again: Values | None = None, refused: Refused | None = None) -> None:
        super().__init__(refused=refused)
        self._row, self._again = row, again

    def heading(self) -> str:
        return _("Delivered: {number}").format(number=self._row.number)

    def start(self) -> Values:
        return self._again or {"day": clock.today()}

    def answer(self, values: dict[str, Any]) -> Values:
        return values


async def from_order(desk: BaseScreen[Any], row: DocumentRow) -> None:
    """Asks where an order goes, and makes its delivery note."""
    documents.check_step(row.kind, row.id, DocumentState.CANCELLED)
    await address.complete(desk, row.client)
    by = desk.officine.by()
    made = await insist(
        desk,
        lambda again, refused: DeliveryNoteDialog(row, again, refused),
        lambda values: delivery_notes.from_order(row.id, **values, by=by),
    )
    if made is not None:
        desk.tell(_("{note} is made of {order}.").format(note=made.number, order=row.number))


async def deliver(desk: BaseScreen[Any], row: DocumentRow) -> None:
    """Asks who signed, and says of the note that it was delivered."""
    documents.check_step(row.kind, row.id, DocumentState.DELIVERED)
    by = desk.officine.by()

    def write(values: Values) -> object:
        at = values["at"]
        rest: dict[str, Any] = {"day": values["day"], "at": None if at is None else at.hour * 60 + at.minute}
        return delivery_notes.deliver(row.id, values["received_by"], reason=values["reason"], **rest, by=by)

    if await insist(desk, lambda again, refused: SignedDialog(row, again, refused), write) is not None:
        desk.tell(
            _("{number} is delivered. f sells it, with others that are ticked.").format(number=row.number)
        )


async def sell(desk: BaseScreen[Any], rows: Sequence[DocumentRow]) -> int | None:
    """Asks what is paid at once, and turns these notes into one sale; its key."""
    keys = [row.id for row in rows]
    total = delivery_sales.sellable(keys)
    by = desk.officine.by()
    about = ngettext(
        "{count} delivery note becomes a sale.", "{count} delivery notes become one sale.", len(rows)
    ).format(count=formats.count(len(rows)))
    sold = await ask_and_sell(
        desk,
        rows[0].client,
        total,
        lambda paid: delivery_sales.sell(
            keys,
            seen=total,
            paid=paid.split.modes,
            avoir_used=paid.split.avoir_used,
            reference=paid.reference,
            by=by,
        ),
        about=about,
        here=(Refused,),
    )
    if sold is None:
        return None
    many = ngettext("{count} delivery note", "{count} delivery notes", len(rows))
    what = rows[0].number if len(rows) == 1 else many.format(count=formats.count(len(rows)))
    await tell_sold(desk, rows[0].client, sold, what)
    return sold.operation
