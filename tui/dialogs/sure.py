"""Asking before one letter does what hides or sends: staying comes first, so that Enter changes nothing."""

from typing import Any

from locales import _
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import Place


async def sure(place: Place[Any], heading: str, sentence: str, doing: Way) -> bool:
    """Whether `doing` was chosen; `heading` and `sentence` are in the user's language."""
    stay = Way("", _("Go back"), _("nothing changes"))
    return await place.ask(ChooseDialog(heading, sentence, [stay, doing])) == doing.key
