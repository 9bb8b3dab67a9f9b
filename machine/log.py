"""The log of defects, and what a person is told about them."""

import traceback
from pathlib import Path

from locales import _
from machine.folders import state_folder
from models.store import clock
from models.store.place.private import make_folder

LOG = "officine.log"
_LIMIT = 1_000_000
"""The size in bytes at which the log is rotated, keeping the one before."""


def write_down(error: BaseException) -> Path | None:
    """Appends the error to the log, readable by its owner only. None if nothing can be written."""
    try:
        folder = state_folder()
        make_folder(folder)
        log = folder / LOG
        if log.exists() and log.stat().st_size > _LIMIT:
            log.replace(log.with_suffix(".old.log"))
        log.touch(mode=0o600)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{clock.local(clock.now()):%Y-%m-%d %H:%M:%S%z}\n")
            file.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return None
    return log


def sentence(log: Path | None) -> str:
    """The sentence for a person."""
    said = _("Something unexpected happened. If you were saving, check whether it was saved.")
    if log is None:
        return said
    return said + "\n" + _("The details are in {file}.").format(file=log)
