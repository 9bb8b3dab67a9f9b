"""In which encoding a file is, where it is in doubt: a person knows it by the names."""

from locales import _
from locales.sentences import explain
from models.people.text_file import DoubtfulEncoding
from tui.inert import inert
from tui.widgets.choose import ChooseDialog, Way


def encoding_dialog(doubtful: DoubtfulEncoding) -> ChooseDialog:
    """The encodings that may be meant, the likeliest first, each with names; returns the chosen name."""
    ways = [
        Way(guess.encoding.name, guess.encoding.name, inert(" · ".join(guess.samples)))
        for guess in doubtful.guesses
    ]
    choose = _("Choose the line where the names are right.")
    said = f"{explain(doubtful)} {choose}"
    return ChooseDialog(_("Encoding of the file"), said, ways)
