"""Who brings goods to the client. Their addresses have a tab of their own."""

from collections.abc import Sequence

from locales import N_
from models.pharmacy.features import Feature
from tui.clients.sections.section import EditorSection
from tui.clients.sections.terms import chosen_from_list
from tui.forms.fields import Field


def _fields() -> Sequence[Field]:
    return (chosen_from_list("courier"),)


SECTION = EditorSection(
    "delivery", N_("Delivery"), ("courier",), _fields, feature=Feature.DELIVERY, joined=True, guide="sites.md"
)
