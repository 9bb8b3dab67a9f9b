"""argparse in the user's language; a mistake on the command line is one sentence."""

import argparse
import sys
from typing import Any, NoReturn

from locales import N_, _, ngettext

ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("expected one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ignored explicit argument %r"),
)
"""The messages of argparse that can occur here, in its own words."""


class Parser(argparse.ArgumentParser):
    """An argument parser in the user's language that does not accept abbreviations."""

    def __init__(self, **options: object) -> None:
        setattr(argparse, "_", _)  # noqa: B010 - argparse has no other way in
        setattr(argparse, "ngettext", ngettext)  # noqa: B010
        super().__init__(allow_abbrev=False, **options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        hint = _("See {command}.").format(command=f"{self.prog} --help")
        print(f"{self.prog}: {message}. {hint}", file=sys.stderr)
        sys.exit(2)

    def _print_message(self, message: str, file: Any = None) -> None:
        """As argparse's, except that a help text that cannot be printed is an error."""
        (file or sys.stderr).write(message)
