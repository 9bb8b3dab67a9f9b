"""`officine import`: the clients or products of a file, all of them or none."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from commands.shell.output import pairs
from commands.shell.progress import bar
from commands.shell.refusals import NotEstablished
from commands.store import opened
from locales import _, formats
from locales.importing.clients import completed, full_name
from locales.inert import inert
from locales.sentences import explain

if TYPE_CHECKING:
    from models.importing.clients.verbs import Preview
    from models.importing.files.separated import LineFault
    from models.importing.files.text_file import DoubtfulEncoding

Found = TypeVar("Found")
NAMED = 50
"""The most known names that are listed."""


def run(options: Namespace) -> int:
    from models.pharmacy import first_start
    from models.store.connection import engine

    with opened(options.database, trusts_clock=options.trust_clock):
        if first_start.is_new():
            raise NotEstablished(engine().place)
        done = _products(options) if options.products else _clients(options)
    print(done or _("Nothing was written: this was a dry run."))
    return 0


def _clients(options: Namespace) -> str:
    """Imports clients; returns what was done, empty after a dry run."""
    from models.importing.clients import known as client_known
    from models.importing.clients import verbs as client_import
    from models.importing.clients.known import Known
    from models.importing.files.faults import HasFaults
    from models.money.amounts import parse_amount
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key

    asked = {Known.SKIP: options.only_new, Known.COMPLETE: options.complete, Known.ADD: options.known_too}
    known = next((each for each, said in asked.items() if said), None)
    twice = parse_amount(options.twice) if options.twice else None
    # All that can be said about the file comes before the first refusal: a dry run shows the same.
    preview = _read(options, client_import.read)
    _print(preview)
    if preview.fault_count:
        raise HasFaults(preview.file, preview.fault_count)
    if preview.before and known not in (Known.SKIP, Known.COMPLETE):
        raise preview.before
    if options.dry_run:
        return ""
    if preview.known and known is None:
        say(_("Say which you mean: --only-new, --complete or --known-too."))
        raise client_known.refusal(preview.source, preview.known)
    if known is Known.ADD and preview.twice != (twice or 0):
        say(_("Say that sum as well: --twice {amount}").format(amount=f"{preview.twice / 100:.2f}"))
    with bar(_("Importing")) as progress:
        by = By(SHELL, new_key())
        done = client_import.carry_out(preview, by=by, known=known, twice=twice, progress=progress)
    said = _("Clients imported: {count}.").format(count=formats.count(done.count))
    return f"{said} {completed(done.completed)}" if done.completed else said


def _products(options: Namespace) -> str:
    """Imports products; returns what was done, empty after a dry run."""
    from locales.importing import products as importing
    from models.importing.files.faults import HasFaults
    from models.importing.products import verbs as product_import
    from models.importing.products.plan import ProductWay
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key

    asked = {
        ProductWay.ADD: options.only_new,
        ProductWay.COMPLETE: options.complete,
        ProductWay.PRICES: options.only_prices,
    }
    way = next((each for each, said in asked.items() if said), ProductWay.ALL)
    preview = _read(options, product_import.read)
    plan = preview.plan
    pairs(((_("File"), importing.read_as(preview.source)), (_("Products"), importing.totals(plan))))
    for warning in importing.warnings(preview):
        say(warning)
    for fault in plan.faults:
        say_fault(fault)
    if plan.fault_count:
        raise HasFaults(preview.source.name, plan.fault_count)
    if options.dry_run:
        return ""
    with bar(_("Importing")) as progress:
        done = product_import.carry_out(preview, by=By(SHELL, new_key()), way=way, progress=progress)
    return importing.imported(done)


def _read(options: Namespace, read: Callable[..., Found]) -> Found:
    from models.importing.files.reading import ReadAs
    from models.importing.files.text_file import DoubtfulEncoding

    names = [name.strip() for name in options.columns.split(",")] if options.columns else None
    columns = tuple("" if name == "-" else name for name in names) if names is not None else None
    read_as = ReadAs(options.sheet, columns, options.leave_out, options.category)
    try:
        with bar(_("Reading")) as progress:
            return read(Path(options.file), progress, options.encoding, read_as)
    except DoubtfulEncoding as refused:
        print_guesses(refused)
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
        say_fault(fault)
    for fault in preview.source.left_out:
        say_fault(fault)
    for number in preview.known[:NAMED]:
        name = full_name(preview.source.accounts[number])
        say(_("Already a client: {name}").format(name=name))


def say_fault(fault: "LineFault") -> None:
    place = _("Line {line}, column {column}").format(line=fault.line, column=fault.column)
    say(f"{place}: {explain(fault.reason)}")


def print_guesses(refused: "DoubtfulEncoding") -> None:
    """Prints the names as they read in each possible encoding."""
    for guess in refused.guesses:
        say(f"--encoding {guess.encoding.name:<14} {' · '.join(guess.samples)}")


def say(sentence: str) -> None:
    print(inert(sentence), file=sys.stderr)
