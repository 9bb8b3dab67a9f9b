"""Chooses in which field the client list searches, and how it searches phones."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from locales import N_, _
from locales.words import searching as words
from models.store.search.by_field import SearchBy, SearchIn
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, ChoiceField, Field, Option


def field_options() -> tuple[Option, ...]:
    """The fields, as options of a choice."""
    return tuple(Option(field, _(word)) for field, word in words.FIELDS.items())


class SearchByDialog(FormDialog[SearchBy]):
    """The field, and the ticks of a search by phone."""

    HEADING = N_("How to search")
    PURPOSE = N_(
        "In which field the list looks for what is typed. A phone is found by any four of its digits; Start "
        "looks from the first digit on, FR> finds French numbers only. Dots, spaces and +33 do not matter."
    )
    GUIDE = "liste.md#chercher-un-téléphone"
    ENTERS = False

    def __init__(self, now: SearchBy) -> None:
        super().__init__()
        self._now = now

    def fields(self) -> list[Field]:
        return [
            ChoiceField("field", N_("Search in"), options=field_options()),
            CheckField("from_start", N_("Start")),
            CheckField("french", N_("FR>")),
        ]

    def start(self) -> Mapping[str, Any]:
        return asdict(self._now)

    def show_effect(self) -> None:
        self.form.aside("from_start", _("phones from their first digit on"))
        self.form.aside("french", _("French numbers only"))

    def answer(self, values: dict[str, Any]) -> SearchBy:
        """With a tick, what is meant is a phone."""
        by = SearchBy(**values)
        ticked = (by.from_start and not self._now.from_start) or (by.french and not self._now.french)
        return replace(by, field=SearchIn.PHONE) if ticked else by
