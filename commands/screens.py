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
    from models.store import connection

    if options.settings.theme:
        os.environ["OFFICINE_THEME"] = options.settings.theme
    connection.open_database(options.database)
    from tui.app import open_screens

    try:
        return open_screens()
    finally:
        connection.close()
