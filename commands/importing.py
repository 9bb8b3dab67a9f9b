"""`officine import`: the clients of a CSV file, all of them or none."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from commands.shell.output import pairs
from commands.shell.progress import bar
from commands.shell.refusals import NotEstablished
from commands.store import opened
from locales import _, formats
from locales.importing.clients import full_name
from locales.inert import inert
from locales.sentences import explain

if TYPE_CHECKING:
    from models.importing.clients.verbs import Preview
    from models.importing.files.text_file import DoubtfulEncoding

NAMED = 50
"""The most known names that are listed."""


def run(options: Namespace) -> int:
    from models.importing.clients import known as client_known
    from models.importing.clients import verbs as client_import
    from models.importing.clients.known import Known
    from models.importing.files.faults import HasFaults
    from models.pharmacy import first_start
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key
    from models.store.connection import engine

    known = Known.SKIP if options.only_new else Known.ADD if options.known_too else None
    with opened(options.database, trusts_clock=options.trust_clock):
        if first_start.is_new():
            raise NotEstablished(engine().place)
        # All that can be said about the file comes before the first refusal: a dry run shows the same.
        preview = _read(options)
        _print(preview)
        if preview.fault_count:
            raise HasFaults(preview.file, preview.fault_count)
        if preview.before and known is not Known.SKIP:
            raise preview.before
        if options.dry_run:
            print(_("Nothing was written: this was a dry run."))
            return 0
        if preview.known and known is None:
            _say(_("Say which you mean: --only-new or --known-too."))
            raise client_known.refusal(preview.source, preview.known)
        with bar(_("Importing")) as progress:
            done = client_import.carry_out(preview, by=By(SHELL, new_key()), known=known, progress=progress)
    print(_("Clients imported: {count}.").format(count=formats.count(done.count)))
    return 0


def _read(options: Namespace) -> "Preview":
    from models.importing.clients import verbs as client_import
    from models.importing.files.text_file import DoubtfulEncoding

    try:
        with bar(_("Reading")) as progress:
            return client_import.read(Path(options.file), progress, options.encoding)
    except DoubtfulEncoding as refused:
        _print_guesses(refused)
        raise


def _print(preview: "Preview") -> None:
    """Prints the totals, and on stderr every fault by line and column and the first known names."""
    pairs(
        (
            (_("File"), preview.file),
            (_("Read as"), preview.encoding),
            (_("Clients"), formats.count(preview.count)),
            (_("Total debt"), formats.amount(preview.debt)),
            (_("Total credit"), formats.amount(preview.credit)),
            (_("Names already known"), formats.count(len(preview.known)) if preview.known else ""),
            (_("Names given twice"), formats.count(preview.homonyms) if preview.homonyms else ""),
        )
    )
    for fault in preview.faults:
        place = _("Line {line}, column {column}").format(line=fault.line, column=fault.column)
        _say(f"{place}: {explain(fault.reason)}")
    for number in preview.known[:NAMED]:
        name = full_name(preview.source.accounts[number])
        _say(_("Already a client: {name}").format(name=name))


def _print_guesses(refused: "DoubtfulEncoding") -> None:
    """Prints the names as they read in each possible encoding."""
    for guess in refused.guesses:
        _say(f"--encoding {guess.encoding.name:<14} {' · '.join(guess.samples)}")


def _say(sentence: str) -> None:
    print(inert(sentence), file=sys.stderr)
