"""How the client is reached, beside the mobile and the e-mail address of the first lines."""

from collections.abc import Sequence

from locales import N_
from tui.clients.sections.section import EditorSection
from tui.forms.fields import Field, NoteField, PhoneField, TextField


def _fields() -> Sequence[Field]:
    return (
        PhoneField("work_phone", N_("Work phone")),
        PhoneField("home_phone", N_("Home phone")),
        NoteField("address", N_("Address"), lines=2),
        TextField("postal_code", N_("Postcode"), width=12),
        TextField("city", N_("City")),
    )


SECTION = EditorSection(
    "contact",
    N_("Contact"),
    ("work_phone", "home_phone", "address", "postal_code", "city"),
    _fields,
    joined=True,
)
