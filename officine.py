"""The front door: opens the screens or runs a verb, and says in one sentence what is wrong."""

import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130
NOBODY_READS = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what was asked for and returns the exit code: 0, 1 when it failed, 2 when it made no sense."""
    for stream in (sys.stdout, sys.stderr):
        # A name in Arabic on a Latin-1 terminal is shown as well as can be, and ends nothing.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whatever is still in the buffer goes nowhere, instead of failing once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except Exception as error:
        return _explain(error)


def _run(arguments: Sequence[str] | None) -> int:
    from importlib import import_module

    from commands import configuration
    from commands.parser import VERBS, parse

    _speak("")
    settings = configuration.read()
    _speak(settings.language)
    options = parse(arguments, settings.database)
    options.settings = settings
    if "://" not in options.database:
        # Peewee imports every driver that is installed; PostgreSQL's takes longer than all the rest together.
        sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]
    return int(import_module(VERBS[options.verb]).run(options))


def _speak(language: str) -> None:
    from locales import speak

    try:
        speak(language)
    except FileNotFoundError:
        # The catalogues were not compiled: the doctor will say so, in English.
        speak("en")


def _explain(error: Exception) -> int:
    """What a rule forbids in its own sentence; a defect written down, with where."""
    from commands.output import complain
    from locales.sentences import explain
    from models.refusals import Refused

    if isinstance(error, Refused):
        complain(explain(error))
        return 1
    from tui.log import sentence, write_down

    complain(sentence(write_down(error)))
    return 1


if __name__ == "__main__":
    sys.exit(main())
