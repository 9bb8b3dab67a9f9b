"""How the client is reached, beside the mobile and the e-mail address of the first lines."""

from collections.abc import Sequence

from locales import N_, _
from models.people import postal
from tui.clients.sections.section import About, EditorSection, Typed
from tui.forms.fields import Field, NoteField, PhoneField, TextField


def _fields() -> Sequence[Field]:
    return (
        PhoneField("work_phone", N_("Work phone")),
        PhoneField("home_phone", N_("Home phone")),
        NoteField("address", N_("Address"), lines=2),
        TextField("postal_code", N_("Postcode"), width=12),
        TextField("city", N_("City")),
        TextField("province", N_("Province")),
        TextField("country", N_("Country"), N_("that of the pharmacy"), width=24),
    )


def _postcode(typed: Typed, about: About) -> str:
    return unusual(typed.value("postal_code", ""), typed.value("country", ""))


def unusual(code: str, country: str) -> str:
    """Five figures are asked for where postcodes have as many; another may be meant."""
    usual = not code or postal.is_usual(postal.postcode(code, country), country)
    return "" if usual else _("usually five figures")


SECTION = EditorSection(
    "contact",
    N_("Contact details"),
    ("work_phone", "home_phone", "address", "postal_code", "city", "province", "country"),
    _fields,
    beside={"postal_code": _postcode},
    joined=True,
    guide="creer-modifier.md#coordonnées",
)
