"""Asks for the encoding of a file if it is in doubt: a person recognizes the right one by the names."""

from collections.abc import Sequence

from locales import _
from models.importing.files.encodings import Guess
from tui.dialogs.choose import ChooseDialog, Way
from tui.terminal.inert import inert


def encoding_dialog(guesses: Sequence[Guess], why: str = "") -> ChooseDialog:
    """The possible encodings, the likeliest first, each with names; returns the chosen one."""
    ways = [
        Way(guess.encoding.name, guess.encoding.name, inert(" · ".join(guess.samples))) for guess in guesses
    ]
    choose = _("Choose the line where the names are right.")
    return ChooseDialog(_("Encoding of the file"), f"{why} {choose}".strip(), ways)
