"""Asking once about what was typed and is seldom meant: a sale of three years ago, a till that is far off."""

from collections.abc import Mapping
from typing import Any

from locales import _
from tui.base import Place
from tui.widgets.choose import ChooseDialog, Way
from tui.widgets.form import Form


async def whether_meant(place: Place[Any], form: Form, doubts: Mapping[str, str]) -> bool:
    """Asks about each doubt, the field of a form and a sentence; goes to the field that is to be corrected.

    Correcting comes first: Enter typed twice, by a hurried hand or a scanner, changes nothing.
    """
    ways = [Way("correct", _("Correct it")), Way("keep", _("Keep it"))]
    for name, sentence in doubts.items():
        if await place.ask(ChooseDialog(_(form.label(name)), sentence, ways)) != "keep":
            form.go_to(name)
            return False
    form.mean()
    return True
