"""Which features the pharmacy uses: what is off shows nowhere, and keeps its data."""

from collections.abc import Mapping, Sequence
from typing import Any

from locales import N_, _
from locales.words.features import feature_name, what_it_brings
from models.pharmacy import features
from models.pharmacy.features import Feature
from tui.forms.form import CheckField, Field, Group
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_TICK = 8
"""The cells of a tick with its word, so that what a feature brings has the rest of the line."""


class FeaturesDialog(ChoicesDialog[frozenset[Feature]]):
    """Each feature, and beside it what it brings."""

    HEADING = N_("What the pharmacy uses")
    PURPOSE = N_("What is not ticked shows nowhere; nothing that was entered is lost by it.")

    def fields(self) -> Sequence[Field | Group]:
        return [CheckField(feature, feature_name(feature), width=_TICK) for feature in Feature]

    def start(self) -> Mapping[str, Any]:
        return {feature.value: feature in self.now for feature in Feature}

    def on_mount(self) -> None:
        for feature in Feature:
            self.form.aside(feature, what_it_brings(feature))

    def value(self, values: dict[str, Any]) -> frozenset[Feature]:
        return frozenset(each for each in Feature if values[each])


def facts() -> Sequence[Fact]:
    """Each feature: on or off, and what it brings."""
    used = features.in_use()
    said = {True: _("yes"), False: _("no")}
    return [(feature_name(each), f"{said[each in used]} · {what_it_brings(each)}") for each in Feature]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, features.in_use, FeaturesDialog, features.choose)


SECTION = Section(
    "features", N_("What the pharmacy uses"), facts, change, guide="parametres.md#ce-que-la-pharmacie-utilise"
)
