"""The first start with a pharmacy of one's own: its name, and the first member of staff."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from locales import N_, _
from machine.last_login import remember_name
from models.people import postal
from models.people.companies.ice import plausible_ice
from models.people.postal import PostalForm
from models.people.staff.codes import CodesDiffer, check_typed_twice
from models.pharmacy import first_start
from models.refusals import Refused
from models.requests.actors import FOUNDING
from models.requests.by import By, new_key
from models.store.settings import Pharmacy
from tui.forms.form import ChoiceField, CodeField, Field, Form, Group, Option, PhoneField, TextField
from tui.frame.base import Desk
from tui.frame.session import Session

_PARIS = "Europe/Paris"
_NUMBERS = {PostalForm.MOROCCO: "ice", PostalForm.FRANCE: "siret"}


def fields() -> Sequence[Field | Group]:
    """The fields. The country is asked for as its time zone, by which it is known."""
    countries = (Option("", _("Morocco")), Option(_PARIS, _("France")))
    return (
        Group(N_("The pharmacy")),
        TextField("pharmacy", N_("Name"), N_("as on your documents"), required=True),
        TextField("address", N_("Address")),
        TextField("postal_code", N_("Postcode"), width=12),
        TextField("city", N_("City")),
        ChoiceField("time_zone", N_("Country"), options=countries),
        PhoneField("phone", N_("Phone"), "05 37 12 34 56"),
        TextField("ice", N_("ICE"), N_("15 digits, may wait"), width=20),
        TextField("siret", "SIRET", N_("14 digits, may wait"), width=20),
        Group(N_("First member of staff")),
        TextField("name", N_("Name"), required=True),
        CodeField("code", N_("Code"), N_("4 characters or more"), required=True, width=24),
        CodeField("again", N_("Code again"), required=True, width=24),
    )


class FoundingDesk(Desk[Session | None]):
    """Asks for everything and establishes the pharmacy. Returns the session of the first member."""

    PURPOSE = N_("The first things that Officine has to know of the pharmacy.")
    GUIDE = "premiers-pas.md"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", N_("Begin"), id="founding.save", tooltip=N_("Create the pharmacy")),
        Binding("escape", "back", N_("Back"), id="founding.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._key = new_key()

    def content(self) -> ComposeResult:
        with Vertical(classes="threshold"):
            yield Static(_("Start with my pharmacy"), markup=False, classes="title")
            yield Form(fields())

    def on_mount(self) -> None:
        self._ask_for_number()

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    def _ask_for_number(self) -> None:
        """Shows the number that the law of the country wants on invoices."""
        home = postal.home_in(self.form.value("time_zone"))
        for country, name in _NUMBERS.items():
            self.form.reveal(name, country is home)

    @on(Form.Changed)
    def look_at(self, event: Form.Changed) -> None:
        if event.name == "time_zone":
            self._ask_for_number()
        elif event.name == "ice":
            typed = self.form.value("ice", "")
            doubtful = typed and not plausible_ice(typed)
            self.form.aside("ice", _("To be checked: an ICE has 15 digits.") if doubtful else "")

    @on(Form.Submitted)
    def action_save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        try:
            check_typed_twice(values["code"], values["again"])
        except Refused as refused:
            self.refuse(refused)
            return
        asked = ("address", "postal_code", "city", "phone", "ice", "siret", "time_zone")
        pharmacy = Pharmacy(name=values["pharmacy"], **{name: values[name] for name in asked})
        member = self.attempt(
            first_start.establish, pharmacy, values["name"], values["code"], by=By(FOUNDING, self._key)
        )
        if member is not None:
            remember_name(member.name)
            self.dismiss(Session(member.id, member.name, pharmacy.name))

    def refuse(self, refused: Refused) -> None:
        if isinstance(refused, CodesDiffer):
            self.form.put("again", "")
        if not self.form.refuse(refused):
            super().refuse(refused)
