"""What is done with a document: its next step, its sale, its paper."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.documents import state
from models.money.ledger.postings import Entered
from models.refusals import Refused
from models.store.connection import persevere
from models.trade.documents import delivery_notes, orders, preparations, pro_formas, quotes, rules
from models.trade.documents import detail as document_detail
from models.trade.documents import verbs as documents
from models.trade.documents.listing import DocumentRow
from models.trade.documents.table import ENDED, FIRST, SOLD, DocumentKind, DocumentState, Promised
from models.values import Progress
from tui.clients import address
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.form_dialog import FormDialog
from tui.fiche.documents import delivering
from tui.fiche.sales.paid import ask_and_sell, tell_sold
from tui.forms.fields import TextField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.parts import papers

_VERBS: Mapping[tuple[DocumentKind, DocumentState], Callable[..., Promised]] = {
    (DocumentKind.QUOTE, DocumentState.OPEN): quotes.reopen,
    (DocumentKind.QUOTE, DocumentState.ACCEPTED): quotes.accept,
    (DocumentKind.PREPARATION, DocumentState.TO_DO): preparations.redo,
    (DocumentKind.PREPARATION, DocumentState.READY): preparations.finish,
    (DocumentKind.ORDER, DocumentState.ORDERED): orders.undo_delivery,
    (DocumentKind.ORDER, DocumentState.DELIVERED): orders.deliver,
    (DocumentKind.DELIVERY_NOTE, DocumentState.PREPARED): delivery_notes.undo_delivery,
}
"""What leads a document to a state. Which may follow which is said in `models.trade.documents.table`."""
_GIVE_UP: Mapping[DocumentKind, Callable[..., Promised]] = {
    DocumentKind.QUOTE: quotes.refuse,
    DocumentKind.PREPARATION: preparations.cancel,
    DocumentKind.ORDER: orders.cancel,
    DocumentKind.DELIVERY_NOTE: delivery_notes.cancel,
    DocumentKind.PRO_FORMA: pro_formas.cancel,
}
_SELL: Mapping[DocumentKind, Callable[..., Entered]] = {
    DocumentKind.QUOTE: quotes.sell,
    DocumentKind.PREPARATION: preparations.sell,
    DocumentKind.ORDER: orders.sell,
    DocumentKind.PRO_FORMA: pro_formas.sell,
}

_WITHOUT = "without"


async def forward(desk: BaseScreen[Any], row: DocumentRow) -> None:
    """The next step; the last one is a sale."""
    reached = rules.forward(row.kind, row.state)
    if reached is SOLD[row.kind]:
        await sell(desk, row)
        return
    if row.kind is DocumentKind.DELIVERY_NOTE:
        await delivering.deliver(desk, row)
        return
    persevere(_VERBS[row.kind, reached], row.id, by=desk.officine.by())
    desk.read_again()
    sentence = _("{number}: {state}. s goes on, u takes it back.")
    desk.tell(sentence.format(number=row.number, state=state(row.kind, reached).lower()))


async def back(desk: BaseScreen[Any], row: DocumentRow) -> None:
    """Takes the last step back, where that can be."""
    reached = FIRST[row.kind]
    if row.state is reached:
        desk.warn(_("There is no step to take back."))
        return
    persevere(_VERBS[row.kind, reached], row.id, by=desk.officine.by())
    desk.read_again()
    desk.tell(_("{number}: {state} again.").format(number=row.number, state=state(row.kind, reached).lower()))


async def sell(desk: BaseScreen[Any], row: DocumentRow) -> None:
    """Asks what is paid at once, and turns the document into a sale."""
    if row.kind is DocumentKind.DELIVERY_NOTE:
        await delivering.sell(desk, [row])
        return
    # Said before anything is typed; the verb checks it again.
    documents.check_step(row.kind, row.id, SOLD[row.kind])
    by = desk.officine.by()
    sold = await ask_and_sell(
        desk,
        row.client,
        row.total,
        lambda paid: _SELL[row.kind](
            row.id,
            paid=paid.split.modes,
            avoir_used=paid.split.avoir_used,
            reference=paid.reference,
            by=by,
        ),
        about=_("{number} becomes a sale, for good.").format(number=row.number),
        here=(Refused,),
    )
    if sold is not None:
        await tell_sold(desk, row.client, sold, row.number)


async def order(desk: BaseScreen[Any], row: DocumentRow) -> None:
    """Orders what a quote or a pro forma promised."""
    await address.complete(desk, row.client)
    of = orders.from_quote if row.kind is DocumentKind.QUOTE else orders.from_pro_forma
    made = persevere(of, row.id, by=desk.officine.by())
    desk.read_again()
    desk.tell(_("{order} is made of {quote}.").format(order=made.number, quote=row.number))


class GiveUpDialog(FormDialog[str]):
    """Asks why, and says that it is for good."""

    FINAL = True
    FIELDS = (TextField("note", N_("Reason"), N_("too dear, out of stock…"), required=True),)

    def __init__(self, row: DocumentRow, reason: str = "", refused: Refused | None = None) -> None:
        super().__init__()
        self._row = row
        self._reason = reason
        self._refused = refused

    def heading(self) -> str:
        quote = self._row.kind is DocumentKind.QUOTE
        word = _("Refused: {what}") if quote else _("Cancel: {what}")
        return word.format(what=self._row.number)

    def start(self) -> Mapping[str, Any]:
        return {"note": self._reason}

    def content(self) -> ComposeResult:
        amount = formats.amount(self._row.total)
        yield Static(_("{amount}. This cannot be undone.").format(amount=amount), markup=False)
        yield from super().content()

    def on_mount(self) -> None:
        if self._refused is not None:
            self.refuse(self._refused)

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["note"])


async def give_up(desk: BaseScreen[Any], row: DocumentRow) -> None:
    """Asks for the reason, and ends the document for good."""
    reached = ENDED[row.kind]
    documents.check_step(row.kind, row.id, reached)
    by = desk.officine.by()
    done = await insist(
        desk,
        lambda reason, refused: GiveUpDialog(row, reason or "", refused),
        lambda reason: _GIVE_UP[row.kind](row.id, reason, by=by),
    )
    if done is not None:
        desk.tell(_("{number}: {state}.").format(number=row.number, state=state(row.kind, reached).lower()))


async def write(desk: BaseScreen[Any], row: DocumentRow) -> None:
    """Writes the document as a PDF, and says where it is. A delivery note goes out with its prices or
    without: that is asked.
    """
    priced = await _priced(desk) if row.kind is DocumentKind.DELIVERY_NOTE else True
    if priced is None:
        return

    def task(folder: Path, progress: Progress) -> Path:
        from printing.papers.document import file_name, write

        paper = replace(document_detail.paper(row.id), priced=priced)
        return write(paper, folder / file_name(paper), progress, replace=True)

    await papers.write(desk, words.document(row.kind), _("Writing the document"), task)


async def _priced(desk: BaseScreen[Any]) -> bool | None:
    """Whether the paper shows prices; None where somebody gave up."""
    ways = [Way(_WITHOUT, _("Without prices")), Way("with", _("With prices"))]
    chosen = await desk.ask(ChooseDialog(_("Print"), "", ways))
    return None if chosen is None else chosen != _WITHOUT
