"""The fields of the editor, in groups; the first four lines are all that a cashier in a hurry needs."""

from locales import N_, _
from locales.words import ledger as words
from models.people.clients.table import ClientKind
from models.people.organisms.listing import organisms
from tui.forms.fields import (
    AmountField,
    CheckField,
    ChoiceField,
    Field,
    Group,
    NoteField,
    Option,
    PhoneField,
    TextField,
)

EDITOR = "client"
"""The name of these drafts in the database."""


def editor_fields() -> tuple[Field | Group, ...]:
    """The fields are named as in `ClientFields`."""
    kinds = tuple(Option(kind, words.client_kind(kind)) for kind in ClientKind)
    insurers = (Option(None, _("None")), *(Option(row.id, row.name) for row in organisms()))
    return (
        Group(N_("Identity")),
        TextField("last_name", N_("Last name"), required=True),
        TextField("first_name", N_("First name")),
        PhoneField("mobile", N_("Mobile"), "06 12 34 56 78"),
        TextField("email", N_("E-mail")),
        ChoiceField("kind", N_("Type"), options=kinds),
        TextField("title", N_("Title"), N_("Mr, Mrs, Dr…"), width=20),
        TextField("code", N_("Code"), N_("made for you"), width=24),
        Group(N_("Contact")),
        PhoneField("work_phone", N_("Work phone")),
        PhoneField("home_phone", N_("Home phone")),
        NoteField("address", N_("Address"), lines=2),
        TextField("postal_code", N_("Postcode"), width=12),
        TextField("city", N_("City")),
        Group(N_("Insurance")),
        ChoiceField("organism", N_("Organism"), options=insurers),
        TextField("registration_number", N_("Registration")),
        TextField("affiliation_number", N_("Affiliation")),
        Group(N_("Credit and sharing")),
        AmountField("ceiling", N_("Ceiling")),
        CheckField("blocked", N_("Blocked")),
        CheckField("share_balance", N_("Share balance")),
        CheckField("share_points", N_("Share points")),
        CheckField("share_history", N_("Share history")),
        Group(N_("Notes")),
        TextField("alert", N_("Alert"), N_("shown on the fiche")),
        NoteField("info", N_("Information"), lines=3),
    )


def field_named(name: str) -> Field:
    """One of them."""
    return next(field for field in editor_fields() if isinstance(field, Field) and field.name == name)
