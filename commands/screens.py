"""No verb: the screens open."""

import gc
import os
import sys
from argparse import Namespace


def run(options: Namespace) -> int:
    # All that is imported stays. Looking for garbage in it would be a tenth of the start.
    gc.disable()
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
        _let_go()


def _let_go() -> None:
    """What a dropped line no longer takes goes nowhere: else Python fails at the end, with its own code."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
