"""`officine imports`: what was imported, and undoing an import as a whole."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commands.shell.output import Table, rows_as_json
from commands.shell.progress import bar
from commands.store import opened
from locales import _, formats

if TYPE_CHECKING:
    from models.importing.batches import BatchRow


def run(options: Namespace) -> int:
    from models.importing import batches

    if options.undo is not None:
        with opened(options.database, trusts_clock=options.trust_clock):
            print(_undo(options.undo))
        return 0
    with opened(options.database):
        found = batches.batches()
    if options.json:
        rows_as_json(_as_json(row) for row in found)
    else:
        _print(found)
    return 0


def _undo(batch: int) -> str:
    """Undoes an import; returns what was done, as a sentence."""
    from locales.importing import clients as importing
    from locales.importing import contacts as contact_importing
    from locales.importing import products as product_importing
    from models.importing import batches
    from models.importing.batches import ImportSubject
    from models.importing.clients import undoing as clients
    from models.importing.contacts import undoing as contacts
    from models.importing.products import undoing as products
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key

    by = By(SHELL, new_key())
    subject = batches.subject_of(batch)
    if subject is ImportSubject.CONTACTS:
        return contact_importing.undone(contacts.undo(batch, by=by))
    with bar(_("Undoing")) as progress:
        if subject is ImportSubject.PRODUCTS:
            return product_importing.undone(products.undo(batch, by=by, progress=progress))
        return importing.undone(clients.undo(batch, by=by, progress=progress))


def _as_json(row: "BatchRow") -> dict[str, Any]:
    return {
        "number": row.id,
        "subject": str(row.subject),
        "file": row.file,
        "at": row.at.isoformat(),
        "by": row.by,
        "new": row.created,
        "changed": row.changed,
        "undone": row.undone.isoformat() if row.undone else None,
    }


def _print(found: Sequence["BatchRow"]) -> None:
    headings = (_("No."), _("Date"), _("File"), _("By"), _("New"), _("Changed"), "")
    table = Table(headings, right=(0, 4, 5))
    table.add(
        (
            str(row.id),
            formats.moment(row.at),
            row.file,
            row.by,
            formats.count(row.created),
            formats.count(row.changed),
            _("undone") if row.undone else "",
        )
        for row in found
    )
