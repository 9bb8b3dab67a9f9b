"""The filter of a campaign's list: the amount owed, since when, a category of clients, a saved list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from locales import N_, _
from locales.words.recipients import age
from models.outbox.campaigns.recipients import RecipientFilter
from models.people.clients.selections import SelectionRow
from models.pharmacy import features
from models.pharmacy.features import Feature
from tui.clients.categories import options
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, ChoiceField, Field, Option
from tui.frame.base import STYLES

_AGES = (30, 60, 90, 180, 365)
"""Choices in days; the steps of an aged balance."""


class FilterDialog(FormDialog[RecipientFilter]):
    """Enter applies the filter from any field. The search, and clients taken off the list, are kept."""

    CSS_PATH = STYLES / "composer.tcss"
    HEADING = N_("Narrow the list")
    ENTER_SUBMITS = True

    def __init__(self, now: RecipientFilter, selections: Sequence[SelectionRow]) -> None:
        super().__init__()
        self._now = now
        self._selections = selections

    def fields(self) -> Sequence[Field]:
        ages = sorted({*_AGES, *([self._now.owes_since_days] if self._now.owes_since_days else [])})
        fields: list[Field] = [
            AmountField("owes_more_than", N_("Owes more than"), N_("empty: whoever")),
            ChoiceField(
                "owes_since_days",
                N_("Debt"),
                options=(Option(None, _("of any age")), *(Option(days, age(days)) for days in ages)),
            ),
        ]
        if Feature.CATEGORIES in features.in_use():
            every = options(_("all of them"))
            fields.append(ChoiceField("category", N_("Category"), options=tuple(every)))
        if self._selections:
            named = (Option(each.id, each.name) for each in self._selections)
            fields.append(
                ChoiceField("selection", N_("List"), options=(Option(None, _("all clients")), *named))
            )
        return fields

    def start(self) -> Mapping[str, Any]:
        return {
            "owes_more_than": self._now.owes_more_than,
            "owes_since_days": self._now.owes_since_days,
            "category": self._now.category,
            "selection": self._now.selection,
        }

    def answer(self, values: dict[str, Any]) -> RecipientFilter:
        return replace(self._now, **values)
