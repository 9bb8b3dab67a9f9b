"""Without a command, the screens open."""

import gc
import os
import sys
from argparse import Namespace

from locales import _

_AGAIN_AFTER = 1.0
"""The seconds between two tries."""


def run(options: Namespace) -> int:
    from commands.shell.refusals import NoTerminal

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal
    # Everything imported here stays in use: collecting garbage in it would take a tenth of the start. The
    # screens turn the collector on later.
    gc.disable()
    from models.store import connection
    from tui.entrance import code_ahead

    if options.settings.theme:
        os.environ["OFFICINE_THEME"] = options.settings.theme
    try:
        with code_ahead.unechoed():
            _opened(options.database)
            typed = code_ahead.read()
            from tui.shell.app import open_screens  # It takes long: a code is checked or typed meanwhile.

            if not any(typed):
                typed = code_ahead.read()
            return open_screens(typed_before=typed)
    finally:
        connection.close()


def _opened(database: str) -> None:
    """Opens the database; a server that is not up yet, as after a power cut, is waited for until Ctrl+C."""
    from time import sleep

    from commands.shell.output import complain
    from commands.shell.progress import bar
    from locales.sentences import explain
    from models.store import opening
    from models.store.place.problems import Busy, Unreachable

    said = ""
    while True:
        try:
            with bar(_("Updating the database")) as progress:
                opening.open_database(database, progress=progress)
            return
        except (Busy, Unreachable) as problem:
            sentence = explain(problem)
            if sentence != said:
                complain(sentence)
                complain(_("It is tried again until it is back. Ctrl+C leaves."))
            said = sentence
            sleep(_AGAIN_AFTER)
