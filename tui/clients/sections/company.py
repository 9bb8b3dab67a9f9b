"""The legal numbers of a professional client, French and Moroccan."""

from collections.abc import Sequence

from locales import N_, _
from locales.words import companies as words
from models.people.companies import numbers
from models.people.companies.ice import plausible_ice
from models.pharmacy.features import Feature
from tui.clients.sections.numbers import NumberField
from tui.clients.sections.section import About, EditorSection, Typed
from tui.forms.fields import Field

_WIDTH = 22


def _fields() -> Sequence[Field]:
    return tuple(
        NumberField(name, label, width=_WIDTH, check=numbers.check) for name, label in words.NUMBERS.items()
    )


def _doubtful_ice(typed: Typed, about: About) -> str:
    ice = typed.value("ice", "")
    return _("to be checked") if ice and not plausible_ice(ice) else ""


SECTION = EditorSection(
    "company",
    N_("Company"),
    tuple(words.NUMBERS),
    _fields,
    beside={"ice": _doubtful_ice},
    feature=Feature.PROFESSIONALS,
    only_if="professional",
    guide="professionnels.md#société",
)
