"""Who the client is: the first lines of the editor, and all that a cashier in a hurry needs."""

from collections.abc import Sequence

from locales import N_
from locales.words import clients as words
from locales.words.ledger import client_kind
from models.people.clients.table import ClientKind
from models.store import clock
from tui.clients.sections.section import About, EditorSection, Typed
from tui.forms.birth import BirthDateField
from tui.forms.fields import ChoiceField, Field, Option, PhoneField, TextField


def _fields() -> Sequence[Field]:
    kinds = tuple(Option(kind, client_kind(kind)) for kind in ClientKind)
    return (
        TextField("title", N_("Title"), N_("Mr, Mrs, Dr…"), width=20),
        TextField("last_name", N_("Last name"), required=True),
        TextField("first_name", N_("First name")),
        PhoneField("mobile", N_("Mobile"), "06 12 34 56 78"),
        TextField("email", N_("E-mail")),
        BirthDateField("birth_date", N_("Birth date"), "29/02/1984"),
        ChoiceField("kind", N_("Type"), options=kinds),
        TextField("code", N_("Code"), N_("made for you"), width=24),
    )


def _age(typed: Typed, about: About) -> str:
    born = typed.value("birth_date")
    return words.age(born, clock.today()) if born else ""


SECTION = EditorSection(
    "identity",
    N_("Identity"),
    ("title", "last_name", "first_name", "mobile", "email", "birth_date", "kind", "code"),
    _fields,
    beside={"birth_date": _age},
    guide="creer-modifier.md#identité",
)
