"""Asks before a single letter hides or sends something: staying is the first choice,
so Enter changes nothing.
"""

from typing import Any

from locales import _
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen


async def sure(place: BaseScreen[Any], heading: str, sentence: str, doing: Way) -> bool:
    """Whether the person chose `doing`; `heading` and `sentence` are in the user's language."""
    stay = Way("", _("Go back"), _("nothing changes"))
    return await place.ask(ChooseDialog(heading, sentence, [stay, doing])) == doing.key
