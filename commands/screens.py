"""No verb: the screens open."""

import gc
import os
import sys
from argparse import Namespace


def run(options: Namespace) -> int:
    from commands.refusals import NoTerminal

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal
    # All that is imported stays: looking for garbage in it is a tenth of the start. The screens do it later.
    gc.disable()
    from commands.progress import bar
    from locales import _
    from models.store import connection
    from tui import code_ahead

    if options.settings.theme:
        os.environ["OFFICINE_THEME"] = options.settings.theme
    try:
        with code_ahead.unechoed():
            with bar(_("Updating the database")) as told:
                connection.open_database(options.database, told=told)
            typed = code_ahead.read()
            from tui.app import open_screens  # which takes long: a code is checked meanwhile, or typed

            if not any(typed):
                typed = code_ahead.read()
            return open_screens(typed_before=typed)
    finally:
        connection.close()
