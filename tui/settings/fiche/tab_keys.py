"""The digits that open tabs of the fiche, as the pharmacy wants them."""

from collections.abc import Mapping, Sequence
from typing import Any

from locales import N_, _
from models.pharmacy import features, tab_keys
from models.pharmacy.tab_keys import AT_FIRST, NO_TAB
from models.refusals import Refused
from tui.forms.form import ChoiceField, Field, Group, Option
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, TypedChoice, edit

TabKeys = Mapping[str, str]


def _titles() -> dict[str, str]:
    """The title of each tab in use, by its key. The fiche is imported when it is first needed."""
    from tui.fiche.tabs import tabs_of

    return {tab.key: _(tab.title) for tab in tabs_of(features.in_use())}


class TabKeysDialog(ChoicesDialog[TabKeys]):
    """A tab for each digit."""

    HEADING = N_("Digits of the tabs")
    PURPOSE = N_("Which tab of the fiche each digit opens. “g” opens any tab by a few letters of its name.")

    def __init__(self, now: TabKeys, again: TypedChoice[TabKeys] | None, refused: Refused | None) -> None:
        super().__init__(now, again, refused)
        self._titles = _titles()

    def fields(self) -> Sequence[Field | Group]:
        none = Option(NO_TAB, _("none"))
        options = (none, *(Option(key, title) for key, title in self._titles.items()))
        return [ChoiceField(digit, digit, options=options) for digit in AT_FIRST]

    def start(self) -> Mapping[str, Any]:
        return {digit: tab if tab in self._titles else NO_TAB for digit, tab in self.now.items()}

    def value(self, values: dict[str, Any]) -> TabKeys:
        """A digit whose tab is not in use is shown as free, and keeps that tab unless another is chosen."""
        kept = {
            digit: tab
            for digit, tab in self.now.items()
            if tab not in self._titles and values[digit] == NO_TAB and tab not in values.values()
        }
        return {**values, **kept}


def facts() -> Sequence[Fact]:
    """Each digit, and the tab that it opens."""
    titles = _titles()
    return [(digit, titles.get(tab, "–")) for digit, tab in tab_keys.tab_keys().items()]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, tab_keys.tab_keys, TabKeysDialog, tab_keys.choose)


SECTION = Section(
    "tab_keys", N_("Digits of the tabs"), facts, change, guide="parametres.md#chiffres-des-onglets"
)
