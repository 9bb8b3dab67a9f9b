"""What stands at the foot of invoices to professionals."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _
from locales.words import invoices as words
from models.trade.invoices import mentions
from models.trade.invoices.mentions import Mentions
from tui.forms.fields import Field, NoteField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_FIELD = "mentions"


class MentionsDialog(ChoicesDialog[str]):
    """One text."""

    HEADING = N_("Mentions on invoices")
    PURPOSE = N_("What stands at the foot of an invoice to a professional, in place of what the law says.")

    def content(self) -> ComposeResult:
        said = _("If it is empty: {text}").format(text=_of_the_law())
        yield Static(said, markup=False, classes="sentence")
        yield from super().content()

    def fields(self) -> Sequence[Field]:
        return [NoteField(_FIELD, N_("Your own text"))]

    def start(self) -> Mapping[str, Any]:
        return {_FIELD: self.now}

    def value(self, values: dict[str, Any]) -> str:
        return values[_FIELD] or ""


def _of_the_law() -> str:
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
