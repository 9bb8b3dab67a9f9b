"""Who insures the client, and under which numbers."""

from collections.abc import Sequence

from locales import N_, _
from models.people.organisms.listing import organisms
from tui.clients.sections.section import EditorSection
from tui.forms.fields import ChoiceField, Field, Option, TextField


def _fields() -> Sequence[Field]:
    insurers = (Option(None, _("None")), *(Option(row.id, row.name) for row in organisms()))
    return (
        ChoiceField("organism", N_("Organism"), options=insurers),
        TextField("registration_number", N_("Registration")),
        TextField("affiliation_number", N_("Affiliation")),
    )


SECTION = EditorSection(
    "insurance", N_("Organism"), ("organism", "registration_number", "affiliation_number"), _fields
)
