"""A clock that seems to be wrong is asked about once: at the login, and before anything is entered."""

from typing import Any

from locales import _
from locales.sentences import explain
from models.money import clock_check
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen

_STOP, _GO_ON = "stop", "go on"


async def clock_is_meant(place: BaseScreen[Any]) -> bool:
    """Whether the clock is right, as far as anybody can tell, or somebody says that it is."""
    found = clock_check.doubt()
    if found is None:
        return True
    # Stopping comes first: Enter typed by a hurried hand enters nothing under a wrong day.
    ways = [
        Way(_STOP, _("Enter nothing"), _("the clock of this machine is put right first")),
        Way(_GO_ON, _("Go on"), _("the clock of this machine is right")),
    ]
    if await place.ask(ChooseDialog(_("Is the clock right?"), explain(found), ways)) != _GO_ON:
        return False
    clock_check.accept(found)
    return True
