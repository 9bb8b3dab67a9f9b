"""*Aller à…*: any tab of the fiche by a few letters of its name."""

from collections.abc import Sequence

from locales import N_, _
from tui.dialogs.find import Entry, FindDialog
from tui.fiche.parts.pane import Tab


class GoToDialog(FindDialog[str]):
    """The tabs; answers the key of the chosen one."""

    HEADING = N_("Go to…")
    PLACEHOLDER = N_("Name of a tab")
    PURPOSE = N_("A few letters of the name of a tab, from wherever in it; Enter opens the first.")

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__([Entry(tab.key, _(tab.title), _(tab.group)) for tab in tabs])
