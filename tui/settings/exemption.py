"""What stands on the papers of a client who pays no VAT."""

from collections.abc import Sequence
from typing import Any

from locales import N_, _
from locales.words.prices import exempt
from models.people import postal
from models.pharmacy.features import Feature
from models.trade.prices import exemption
from models.trade.prices.exemption import Exemption
from tui.frame.base import BaseScreen
from tui.settings.own_text import OwnTextDialog
from tui.settings.section import Fact, Section, edit


class ExemptionDialog(OwnTextDialog):
    """One text."""

    HEADING = N_("VAT exemption")
    PURPOSE = N_("Why there is no VAT on the papers of an exempt client, in your own words.")

    def without(self) -> str:
        return _said("")


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
