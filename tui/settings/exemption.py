"""What stands on the papers of a client who pays no VAT."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _
from locales.words.prices import exempt
from models.people import postal
from models.pharmacy.features import Feature
from models.trade.prices import exemption
from models.trade.prices.exemption import Exemption
from tui.forms.fields import Field, NoteField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_FIELD = "mentions"


class ExemptionDialog(ChoicesDialog[str]):
    """One text."""

    HEADING = N_("VAT exemption")
    PURPOSE = N_("Why there is no VAT on the papers of an exempt client, in your own words.")

    def content(self) -> ComposeResult:
        said = _("If it is empty: {text}").format(text=_said(""))
        yield Static(said, markup=False, classes="sentence")
        yield from super().content()

    def fields(self) -> Sequence[Field]:
        return [NoteField(_FIELD, N_("Your own text"))]

    def start(self) -> Mapping[str, Any]:
        return {_FIELD: self.now}

    def value(self, values: dict[str, Any]) -> str:
        return values[_FIELD] or ""


def _said(own: str) -> str:
    return " ".join(exempt(Exemption(own, postal.home())))


def facts() -> Sequence[Fact]:
    """What stands there."""
    return [(_("To exempt clients"), _said(exemption.own()))]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, exemption.own, ExemptionDialog, exemption.choose)


SECTION = Section(
    "exemption",
    N_("VAT exemption"),
    facts,
    change,
    guide="tarifs.md#hors-taxes-exonéré",
    feature=Feature.PROFESSIONALS,
)
