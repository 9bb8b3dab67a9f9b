"""`officine import-contacts`: the people of a file become contacts of one client, all of them or none."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from commands.importing import NAMED, print_guesses, say, say_fault
from commands.shell.output import pairs
from commands.shell.progress import bar
from commands.shell.refusals import ContactsKnown
from commands.store import client_named, opened
from locales import _, formats
from locales.importing import contacts as importing

if TYPE_CHECKING:
    from models.importing.contacts.verbs import ContactPreview


def run(options: Namespace) -> int:
    from models.importing.contacts import verbs as contact_import
    from models.importing.files.faults import HasFaults
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key

    with opened(options.database, trusts_clock=options.trust_clock):
        # All that can be said about the file comes before the first refusal: a dry run shows the same.
        preview = _read(options)
        _print(preview)
        if preview.fault_count:
            raise HasFaults(preview.source.name, preview.fault_count)
        relation = _relation(options.relation) if preview.without_relation else None
        if options.dry_run:
            print(_("Nothing was written: this was a dry run."))
            return 0
        twins = len(preview.planned) - preview.new
        if twins and not (options.only_new or options.known_too):
            raise ContactsKnown(preview.source.name, twins)
        by = By(SHELL, new_key())
        done = contact_import.carry_out(preview, relation=relation, only_new=options.only_new, by=by)
        print(importing.imported(done))
    return 0


def _read(options: Namespace) -> "ContactPreview":
    from models.importing.contacts import verbs as contact_import
    from models.importing.files.reading import ReadAs
    from models.importing.files.text_file import DoubtfulEncoding

    client = client_named(options.client)
    try:
        with bar(_("Reading")) as progress:
            return contact_import.read(
                client, Path(options.file), progress, options.encoding, ReadAs(options.sheet)
            )
    except DoubtfulEncoding as refused:
        print_guesses(refused)
        raise


def _relation(said: str) -> int:
    """The entry of the list of relations that was said, else the usual one. Raises `NotARelation`."""
    from models.importing.contacts import file as contact_file
    from models.importing.contacts.file import NotARelation
    from models.store.search.folding import fold

    offered, name = contact_file.offered(), said or contact_file.USUAL
    found = next((row.id for row in offered if fold(row.name) == fold(name)), None)
    if found is None:
        raise NotARelation(name, ", ".join(row.name for row in offered))
    return found


def _print(preview: "ContactPreview") -> None:
    """Prints the totals, and on stderr every fault by line and column and the first known names."""
    twins = [each for each in preview.planned if each.twin]
    pairs(
        (
            (_("File"), preview.source.name),
            (_("Read as"), preview.source.encoding),
            (_("Client"), preview.client_name),
            (_("Contacts"), formats.count(len(preview.planned))),
            (_("Names already known"), formats.count(len(twins)) if twins else ""),
        )
    )
    for fault in preview.faults:
        say_fault(fault)
    for each in twins[:NAMED]:
        say(f"{_(importing.TWINS[each.twin])}: {each.name}")
