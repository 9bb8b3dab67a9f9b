"""The field in which the client list searches at first."""

from collections.abc import Mapping, Sequence
from typing import Any

from locales import N_, _
from locales.words import searching as words
from models.pharmacy import searching
from models.store.search.by_field import SearchIn
from tui.clients.search_by_dialog import field_options
from tui.forms.fields import ChoiceField, Field
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_FIELD = "search_in"


class SearchingDialog(ChoicesDialog[SearchIn]):
    """One field."""

    HEADING = N_("Client search")
    PURPOSE = N_("In which field the list searches for whoever has not chosen another there with its key.")

    def fields(self) -> Sequence[Field]:
        return [ChoiceField(_FIELD, N_("Search in"), options=field_options())]

    def start(self) -> Mapping[str, Any]:
        return {_FIELD: self.now}

    def value(self, values: dict[str, Any]) -> SearchIn:
        return SearchIn(values[_FIELD])


def facts() -> Sequence[Fact]:
    """The field."""
    return [(_("Search in"), _(words.FIELDS[searching.search_in()]))]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, searching.search_in, SearchingDialog, searching.choose)


SECTION = Section("searching", N_("Client search"), facts, change, guide="liste.md#chercher-un-téléphone")
