"""Asking on which terms a sale or a return is billed, and whether it is issued or kept as a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import factur_x
from locales.words import ledger as words
from models.money import modes
from models.money.ledger import history
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationRow
from models.people.references.table import ReferenceKind
from models.refusals import Refused
from models.trade.invoices import verbs as invoices
from models.trade.invoices.table import Issued
from models.trade.invoices.terms import Agreed
from models.trade.invoices.verbs import HasInvoice
from tui.clients import address
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Option, unchosen
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.invoices import actions
from tui.parts.listed import reference_options


class Then(StrEnum):
    """What is done with the terms."""

    PRINT = "print"
    ISSUE = "issue"
    DRAFT = "draft"


_THEN = {
    Then.PRINT: N_("issue and print"),
    Then.ISSUE: N_("issue only"),
    Then.DRAFT: N_("keep as a draft"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The terms, what to do, and the text of each field."""

    agreed: Agreed
    then: Then
    texts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of it: an invoice that was issued, one that there was already, or neither: a draft."""

    then: Then
    issued: Issued | None = None
    told: HasInvoice | None = None


class BillDialog(FormDialog[Wanted]):
    """Proposes the terms of the draft, or else of the fiche; Enter issues and prints."""

    FINAL = True
    ENTER_SUBMITS = True

    def __init__(
        self,
        row: OperationRow,
        again: Wanted | None = None,
        refused: Refused | None = None,
        *,
        addressed: bool = True,
    ) -> None:
        """Without an address (`addressed`) it can only be kept as a draft."""
        super().__init__(again.texts if again else None, refused)
        self._row, self._addressed = row, addressed
        self._ways = tuple(Then) if addressed else (Then.DRAFT,)

    @property
    def _credit(self) -> bool:
        return self._row.kind is OperationKind.RETURN

    def heading(self) -> str:
        return (_("Credit note of {number}") if self._credit else _("Invoice of {number}")).format(
            number=self._row.number
        )

    def content(self) -> ComposeResult:
        sentence = (
            _("{amount} of {day}. It takes its number today, once; what stands on it is kept as it is.")
            if self._addressed
            else _("{amount} of {day}. Without the client’s address it stays a draft, without a number.")
        )
        said = sentence.format(amount=formats.amount(self._row.amount), day=formats.day(self._row.day))
        yield Static(said, markup=False, classes="sentence")
        if lacking := factur_x.lacking(invoices.lacking(self._row.id) or ()):
            yield Static(lacking, markup=False, classes="sentence")
        yield from super().content()

    def fields(self) -> Sequence[Field]:
        ways = (unchosen(), *(Option(mode, words.mode(mode)) for mode in modes.offered()))
        terms = (
            ChoiceField(
                "payment_terms",
                N_("Terms of payment"),
                options=reference_options(ReferenceKind.PAYMENT_TERMS),
            ),
            ChoiceField(
                "shipping_terms",
                N_("Terms of delivery"),
                options=reference_options(ReferenceKind.SHIPPING_TERMS),
            ),
            ChoiceField("payment_mode", N_("Mode of payment"), options=ways),
        )
        then = ChoiceField(
            "then", N_("Then"), options=tuple(Option(each, _(_THEN[each])) for each in self._ways)
        )
        return (then,) if self._credit else (*terms, then)

    def start(self) -> Mapping[str, Any]:
        agreed = invoices.proposed(self._row.id)
        return {name: getattr(agreed, name) for name in Agreed.__dataclass_fields__}

    def answer(self, values: dict[str, Any]) -> Wanted:
        agreed = Agreed(**{name: values.get(name) for name in Agreed.__dataclass_fields__})
        return Wanted(agreed, values["then"], self.form.typed())


async def bill(desk: BaseScreen[Any], operation: int) -> int | None:
    """Asks for the terms and issues the invoice of a sale, or the credit note of a return; returns its id. Of
    what has one already, says so and offers to print it: another terminal may have been quicker.
    """
    try:
        invoices.check(operation)
    except HasInvoice as told:
        return await _has_one(desk, told)
    row, by, addressed = history.one(operation), desk.officine.by(), True
    if row.kind is OperationKind.SALE:
        addressed = await address.complete_for_invoice(desk, invoices.client_of(operation))

    def carry_out(typed: Wanted) -> _Done:
        if typed.then is Then.DRAFT:
            invoices.prepare(operation, typed.agreed, by=by)
            return _Done(typed.then)
        try:
            return _Done(typed.then, issued=invoices.issue(operation, typed.agreed, by=by))
        except HasInvoice as told:
            return _Done(typed.then, told=told)

    done = await insist(
        desk, lambda typed, refused: BillDialog(row, typed, refused, addressed=addressed), carry_out
    )
    if done is None:
        return None
    if done.told is not None:
        return await _has_one(desk, done.told)
    if done.issued is None:
        desk.tell(_("The draft of {number} is kept: f on it issues the invoice.").format(number=row.number))
        return None
    desk.tell(_("{number} is issued.").format(number=done.issued.number))
    if done.then is Then.PRINT:
        await actions.write(desk, done.issued.id)
    return done.issued.id


async def _has_one(desk: BaseScreen[Any], told: HasInvoice) -> int:
    ways = [Way("print", _("Print it")), Way("see", _("Look at it"))]
    heading = _("{number} already has the invoice {issued}.").format(number=told.number, issued=told.issued)
    chosen = await desk.ask(ChooseDialog(told.issued, heading, ways))
    if chosen == "print":
        await actions.write(desk, told.invoice)
    elif chosen == "see":
        from tui.invoices.opened import InvoiceOpened

        await desk.ask(InvoiceOpened(told.invoice))
    return told.invoice
