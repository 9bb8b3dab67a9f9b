"""Which prices a client pays, and the cross discount they get."""

from collections.abc import Sequence

from locales import N_
from locales.words import tariffs as words
from models.people.tariffs import choosing
from models.pharmacy.features import Feature
from tui.clients.sections.section import EditorSection
from tui.forms.fields import CheckField, ChoiceField, Field
from tui.parts.listed import price_list_field, tariff_options


def _fields() -> Sequence[Field]:
    return (
        price_list_field(),
        CheckField("uses_price_list", words.OF_CLIENTS["uses_price_list"]),
        ChoiceField(
            "cross_discount",
            words.OF_CLIENTS["cross_discount"],
            options=tariff_options(choosing.cross_discounts()),
        ),
    )


SECTION = EditorSection(
    "tariffs",
    N_("Prices"),
    tuple(words.OF_CLIENTS),
    _fields,
    feature=Feature.TARIFFS,
    joined=True,
    guide="tarifs.md#le-tarif-dun-client",
)
