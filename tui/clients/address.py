"""Asks for the address of a client who has none, before a paper is made for them (fiche-address-prompt).

What is typed is saved in the fiche, and the paper, which is made afterwards, reads it there: so both say the
same, and nothing typed is lost where the paper is given up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _
from locales.sentences import explain
from models.people.clients import addresses, details
from models.people.clients import verbs as clients
from models.people.clients.addresses import AddressMissing
from models.people.clients.aliases import survivor_of
from models.people.clients.table import Client
from models.people.clients.verbs import Saved
from models.refusals import Refused
from tui.clients.directory import CompanyLookUp
from tui.clients.sections.contact import unusual
from tui.dialogs.form_dialog import FormDialog
from tui.forms.form import Field, Form, NoteField, TextField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


@dataclass(frozen=True, slots=True)
class TypedAddress:
    """What was typed, and the texts of the fields. `version` is that of the fiche as it was shown."""

    address: str
    postal_code: str
    city: str
    version: int
    texts: Mapping[str, Any]


class AddressDialog(FormDialog[TypedAddress]):
    """The address, the postcode and the town. Of a company whose number is known, the directory is asked
    where the settings say so.
    """

    PURPOSE = N_("The address of a client, for the paper that is made and for the fiche.")
    GUIDE = "devis.md#ladresse-qui-manque"
    HEADING = N_("The address is missing")

    def __init__(
        self,
        client: int,
        why: str,
        again: TypedAddress | None = None,
        refused: Refused | None = None,
    ) -> None:
        """`why` says what it is for, and what Esc does."""
        super().__init__(again.texts if again else None, refused)
        self._row = clients.get(client)
        self._country = details.country_of(self._row)[1]
        self._why = why
        self._look_up = CompanyLookUp(self, lambda: self.form)

    def content(self) -> ComposeResult:
        yield Static(clients.full_name(self._row), markup=False, classes="strong")
        yield Static(self._why, markup=False)
        yield from super().content()

    def fields(self) -> Sequence[Field]:
        """On the address Enter goes on to the postcode, unless what stands there has several lines."""
        several = "\n" in self._row.address
        label = N_("Address")
        return (
            NoteField("address", label, lines=2, required=True)
            if several
            else TextField("address", label, required=True),
            TextField("postal_code", N_("Postcode"), width=12),
            TextField("city", N_("City")),
        )

    def start(self) -> Mapping[str, Any]:
        row = self._row
        return {"address": row.address, "postal_code": row.postal_code, "city": row.city}

    def on_mount(self) -> None:
        known = details.company_numbers(self._row.id)
        number = known.get("siret") or known.get("siren")
        if number and not self._row.address and self._refused is None:
            self._look_up.ask(number, beside="address")

    @on(Form.Changed)
    def look_at_postcode(self, event: Form.Changed) -> None:
        if event.name == "postal_code":
            self.form.aside("postal_code", unusual(self.form.value("postal_code", ""), self._country))

    def answer(self, values: dict[str, Any]) -> TypedAddress:
        return TypedAddress(**values, version=self._row.version, texts=self.form.typed())


async def complete(desk: BaseScreen[Any], client: int) -> None:
    """Before a quote, an order, a delivery note or a pro forma: asks for the address where it or the postcode
    is missing, and saves what is typed. Esc goes on without.
    """
    row = _fiche(client)
    if addresses.lacks_any(row):
        await _ask(desk, row.id, _("Esc goes on without."))


async def complete_for_invoice(desk: BaseScreen[Any], client: int) -> bool:
    """The same before an invoice; returns whether it can be issued. Without an address it cannot: that is
    said, with the law.
    """
    row = _fiche(client)
    if addresses.lacks_any(row):
        await _ask(desk, row.id, _why_for_invoice(row))
    try:
        addresses.demand(_fiche(client))
    except AddressMissing as missing:
        desk.warn(explain(missing))
        return False
    return True


def _why_for_invoice(row: Client) -> str:
    try:
        addresses.demand(row)
    except AddressMissing as missing:
        return _("An invoice bears it ({law}).").format(law=missing.law)
    return _("Esc goes on without.")


def _fiche(client: int) -> Client:
    return clients.get(survivor_of(client))


async def _ask(desk: BaseScreen[Any], client: int, why: str) -> Saved | None:
    by = desk.officine.by()

    def save(typed: TypedAddress) -> Saved:
        values = clients.fields_of(clients.get(client))
        new = replace(values, address=typed.address, postal_code=typed.postal_code, city=typed.city)
        return clients.edit(client, new, version=typed.version, by=by)

    return await insist(desk, lambda typed, refused: AddressDialog(client, why, typed, refused), save)
