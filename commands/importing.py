"""`officine import`: the clients of a CSV file, all of them or none."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from commands.output import pairs
from commands.progress import bar
from commands.refusals import NotEstablished
from commands.store import opened
from locales import _, formats
from locales.inert import inert
from locales.sentences import explain

if TYPE_CHECKING:
    from models.money.client_import import Preview


def run(options: Namespace) -> int:
    from models.money import client_import
    from models.people import first_start
    from models.people.trail import new_op_id
    from models.store.connection import engine

    with opened(options.database):
        if first_start.is_new():
            raise NotEstablished(engine().place)
        with bar(_("Reading")) as told:
            preview = client_import.read(Path(options.file), told)
        _print(preview)
        if preview.fault_count:
            raise client_import.HasFaults(preview.file, preview.fault_count)
        if preview.before:
            raise preview.before
        if options.dry_run:
            print(_("Nothing was written: this was a dry run."))
            return 0
        with bar(_("Importing")) as told:
            done = client_import.carry_out(preview, staff=None, op_id=new_op_id(), told=told)
    print(_("Clients imported: {count}.").format(count=formats.count(done.count)))
    return 0


def _print(preview: "Preview") -> None:
    """The totals, and on stderr every fault by line and column."""
    pairs(
        (
            (_("File"), preview.file),
            (_("Read as"), preview.encoding),
            (_("Clients"), formats.count(preview.count)),
            (_("Total debt"), formats.amount(preview.debt)),
            (_("Total credit"), formats.amount(preview.credit)),
            (_("Names already known"), formats.count(preview.known) if preview.known else ""),
            (_("Names given twice"), formats.count(preview.homonyms) if preview.homonyms else ""),
        )
    )
    for fault in preview.faults:
        place = _("Line {line}, column {column}").format(line=fault.line, column=fault.column)
        print(inert(f"{place}: {explain(fault.reason)}"), file=sys.stderr)
