"""Factur-X: whether invoices to professionals carry their XML; for a pharmacy in France."""

from collections.abc import Mapping, Sequence
from typing import Any

from locales import N_, _
from locales.words import factur_x as words
from models.people.postal import PostalForm
from models.pharmacy.parties import pharmacy_as
from models.store import settings
from models.trade.invoices import factur_x
from tui.forms.fields import CheckField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_FIELD = "factur_x"
_LABEL = N_("Factur-X for professionals")


class FacturXDialog(ChoicesDialog[bool]):
    """One box."""

    HEADING = N_("Factur-X")
    PURPOSE = N_(
        "Whether the PDF of an invoice to a professional carries its XML, for the client's software."
    )
    FIELDS = (CheckField(_FIELD, _LABEL),)

    def start(self) -> Mapping[str, Any]:
        return {_FIELD: self.now}

    def value(self, values: dict[str, Any]) -> bool:
        return bool(values[_FIELD])


def facts() -> Sequence[Fact]:
    """Whether it is chosen, and what the pharmacy itself lacks for it."""
    lacks = factur_x.of_pharmacy(pharmacy_as(settings.pharmacy()))
    missing = ", ".join(_(words.LACKS[lack]) for lack in lacks)
    return [(_("Professionals"), _("yes") if factur_x.chosen() else _("no")), (_("Missing"), missing)]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, factur_x.chosen, FacturXDialog, factur_x.choose)


SECTION = Section(
    "factur_x",
    N_("Factur-X"),
    facts,
    change,
    guide="factur-x.md",
    country=PostalForm.FRANCE,
)
