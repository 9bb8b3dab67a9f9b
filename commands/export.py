"""`officine export`: every operation, for hledger or for a spreadsheet."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from commands.shell.progress import bar
from commands.store import opened
from locales import _
from locales.inert import inert
from models.money.ledger.journal import JournalEntry
from models.values import Progress


def run(options: Namespace) -> int:
    from models.store.connection import engine
    from printing import files

    path = Path(options.output).expanduser().absolute() if options.output is not None else None
    if path is not None:
        files.check(path)
    with opened(options.database), engine().reading(), bar(_("Writing")) as progress:
        lines = _lines(options.format, progress)
        if path is None:
            sys.stdout.writelines(lines)
        else:
            files.write((line.encode() for line in lines), path)
    if path is not None:
        print(inert(str(path)))
    return 0


def _lines(kind: str, progress: Progress) -> Iterator[str]:
    from models.money.ledger import journal
    from models.store import clock
    from printing.exports import journal as hledger
    from printing.exports import spreadsheet

    entries = _counted(journal.entries(), journal.count(), progress)
    if kind == "csv":
        return spreadsheet.lines(entries)
    return (f"{line}\n" for line in hledger.lines(entries, journal.accounts(), clock.today()))


def _counted(entries: Iterator[JournalEntry], total: int, progress: Progress) -> Iterator[JournalEntry]:
    for done, entry in enumerate(entries, 1):
        progress(done, total)
        yield entry
