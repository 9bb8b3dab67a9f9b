"""The alert of the fiche, and free notes."""

from collections.abc import Sequence

from locales import N_
from tui.clients.sections.section import EditorSection
from tui.forms.fields import Field, NoteField, TextField


def _fields() -> Sequence[Field]:
    return (
        TextField("alert", N_("Alert"), N_("shown on the fiche")),
        NoteField("info", N_("Information"), lines=8),
    )


SECTION = EditorSection(
    "notes", N_("Alerts and notes"), ("alert", "info"), _fields, guide="creer-modifier.md#alertes-et-notes"
)
