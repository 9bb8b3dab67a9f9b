"""No verb: the screens open."""

import os
import sys
from argparse import Namespace


def run(options: Namespace) -> int:
    from commands.refusals import NoTerminal
    from models.store import connection

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal
    if options.settings.theme:
        os.environ["OFFICINE_THEME"] = options.settings.theme
    connection.open_database(options.database)
    from tui.app import open_screens

    try:
        return open_screens()
    finally:
        connection.close()
