"""The entry point: opens the screens or runs a command, and explains an error in one sentence."""

import sys
from collections.abc import Sequence

INTERRUPTED = 130
NOBODY_READS = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit code: 0, 1 if it failed, 2 if it was wrong."""
    from commands.shell import streams

    can_answer = streams.take()
    try:
        code = _run(arguments, can_answer)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        streams.let_go(sys.stdout)
        return NOBODY_READS
    except OSError as error:
        if not streams.is_lost(error):
            return _explain(error)
        streams.let_go(sys.stdout)
        from commands.shell.refusals import AnswerLost

        return _explain(AnswerLost())
    except Exception as error:
        return _explain(error)
    finally:
        streams.end_errors()


def _run(arguments: Sequence[str] | None, can_answer: bool) -> int:
    from importlib import import_module

    from commands.shell import configuration
    from commands.shell.parser import VERBS, parse

    _speak("")
    settings = configuration.read()
    _speak(settings.language)
    try:
        options = parse(arguments, settings.database)
    except SystemExit as leaving:  # The help, the version, or a wrong command line.
        if leaving.code:
            return int(leaving.code)
        return 0 if can_answer else _explain_closed()
    if not can_answer:
        return _explain_closed()
    options.settings = settings
    if "://" not in options.database:
        # Peewee imports every installed driver; PostgreSQL's takes longer than all the rest together.
        sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]
    return int(import_module(VERBS[options.verb]).run(options))


def _explain_closed() -> int:
    from commands.shell.refusals import NowhereToWrite

    return _explain(NowhereToWrite())


def _speak(language: str) -> None:
    from locales import speak

    try:
        speak(language)
    except FileNotFoundError:
        # The catalogues were not compiled: the doctor reports it, in English.
        speak("en")


def _explain(error: Exception) -> int:
    """Prints a refusal's own sentence; logs a defect, and says where."""
    from commands.shell.output import complain
    from locales.sentences import explain
    from models.refusals import Refused

    if isinstance(error, Refused):
        complain(explain(error))
        return 1
    from machine.log import sentence, write_down

    complain(sentence(write_down(error)))
    return 1


if __name__ == "__main__":
    sys.exit(main())
