"""Who insures the client, and under which numbers."""

from collections.abc import Sequence

from locales import N_
from tui.clients.sections.section import EditorSection
from tui.forms.fields import ChoiceField, Field, TextField
from tui.parts.listed import organism_options


def _fields() -> Sequence[Field]:
    return (
        ChoiceField("organism", N_("Organism"), options=organism_options()),
        TextField("registration_number", N_("Registration")),
        TextField("affiliation_number", N_("Affiliation")),
    )


SECTION = EditorSection(
    "insurance",
    N_("Organism"),
    ("organism", "registration_number", "affiliation_number"),
    _fields,
    guide="creer-modifier.md#organisme",
)
