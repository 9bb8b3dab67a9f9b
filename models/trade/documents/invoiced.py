"""The paper of an invoice with the delivery notes that its sale was made of.

An invoice knows its sale, and documents know the sale they became: so documents complete the paper, and
whoever prints or opens an invoice asks here.
"""

from dataclasses import replace

from models.trade.documents import delivery
from models.trade.documents.delivery_sales import notes_of
from models.trade.invoices import detail as invoice_detail
from models.trade.invoices.detail import BilledNote, InvoicePaper


def paper(invoice: int) -> InvoicePaper:
    """The invoice of this id; its notes are those that its sale was made of, with the site each went to.

    Which notes those are is written with the sale, and where they went before it: a reprint names the same.
    """
    billed = invoice_detail.paper(invoice)
    notes = notes_of(billed.row.operation)
    if not notes:
        return billed
    places = delivery.places_of([each.id for each in notes])
    return replace(
        billed,
        notes=tuple(
            BilledNote(each.number, each.day, places[each.id].name if each.id in places else "")
            for each in notes
        ),
    )
