"""Asks once about input that is rarely meant: a sale three years ago, a till that is far off."""

from collections.abc import Mapping
from typing import Any

from locales import _
from tui.dialogs.choose import ChooseDialog, Way
from tui.forms.form import Form
from tui.frame.base import BaseScreen


async def whether_meant(
    place: BaseScreen[Any], form: Form, doubts: Mapping[str, str], heading: str = "", keep: str = ""
) -> bool:
    """Asks about the doubts, each a field of the form and a sentence; goes to the first field
    if it is to be corrected.

    Correcting is the first choice, so Enter pressed twice by a hurried hand or a scanner changes nothing.
    `heading` and `keep` (the other choice) are in the user's language.
    """
    if doubts:
        first, *_others = doubts
        ways = [Way("correct", _("Correct it")), Way("keep", keep or _("Keep it"))]
        asked = ChooseDialog(heading or _(form.label(first)), "\n".join(doubts.values()), ways)
        if await place.ask(asked) != "keep":
            form.go_to(first)
            return False
    form.mean()
    return True
