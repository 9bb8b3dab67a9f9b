"""What stands at the foot of invoices to professionals."""

from collections.abc import Sequence
from typing import Any

from locales import N_, _
from locales.words import invoices as words
from models.trade.invoices import mentions
from models.trade.invoices.mentions import Mentions
from tui.frame.base import BaseScreen
from tui.settings.own_text import OwnTextDialog
from tui.settings.section import Fact, Section, edit


class MentionsDialog(OwnTextDialog):
    """One text."""

    HEADING = N_("Mentions on invoices")
    PURPOSE = N_("What stands at the foot of an invoice to a professional, in place of what the law says.")

    def without(self) -> str:
        return words.mentions(Mentions(law=mentions.of_the_country()))


def facts() -> Sequence[Fact]:
    """What a professional reads there."""
    return [(_("To professionals"), words.mentions(mentions.of_today()))]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, mentions.own, MentionsDialog, mentions.choose)


SECTION = Section(
    "mentions",
    N_("Mentions on invoices"),
    facts,
    change,
    guide="factures.md#les-mentions-des-factures",
)
