"""The bank account of a client. It is shown in full here alone, to who edits it."""

from collections.abc import Sequence

from locales import N_
from locales.words import companies as words
from models.people.companies import bank
from models.pharmacy.features import Feature
from tui.clients.sections.numbers import NumberField
from tui.clients.sections.section import EditorSection
from tui.forms.fields import Field, TextField


def _fields() -> Sequence[Field]:
    return tuple(
        NumberField(name, label, check=bank.check) if name in bank.NAMES else TextField(name, label)
        for name, label in words.BANK.items()
    )


SECTION = EditorSection(
    "bank",
    N_("Bank"),
    tuple(words.BANK),
    _fields,
    feature=Feature.PROFESSIONALS,
    guide="professionnels.md#banque",
)
