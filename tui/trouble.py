"""What happens when the program itself is wrong: it is written down and said, and the work goes on."""

import traceback
from datetime import datetime
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _
from tui.base import Dialog

LOG = "officine.log"
_LIMIT = 1_000_000
"""Bytes after which the log starts anew, keeping the one before."""


def state_folder() -> Path:
    """Where this user's logs belong on this system."""
    from platformdirs import user_state_path

    return user_state_path("officine", appauthor=False)


def write_down(error: BaseException) -> Path | None:
    """Appends the error to the log, readable by its owner alone. None where nothing can be written."""
    try:
        folder = state_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = folder / LOG
        if log.exists() and log.stat().st_size > _LIMIT:
            log.replace(log.with_suffix(".old.log"))
        log.touch(mode=0o600)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z}\n")
            file.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return None
    return log


def sentence(log: Path | None) -> str:
    """What a person needs to know."""
    said = _("Something unexpected happened. If you were saving, check whether it was saved.")
    if log is None:
        return said
    return said + "\n" + _("The details are in {file}.").format(file=log)


class Trouble(Dialog[None]):
    """Says that something unexpected happened, and where the details are."""

    HEADING = N_("Unexpected error")

    def __init__(self, log: Path | None) -> None:
        super().__init__()
        self._log_file = log

    def content(self) -> ComposeResult:
        yield Static(sentence(self._log_file), markup=False)
