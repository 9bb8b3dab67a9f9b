"""The columns of a listing that is written as a file, and the cells of its clients."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from locales import _
from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.money.ledger import open_items
from models.money.ledger.open_items import OpenItem
from models.people.clients.columns import fields_of_all
from models.people.clients.table import Client
from models.store import many
from models.values import Progress
from printing.exports.cells import Amount, Balance, Cell
from tui.clients.sections import registry
from tui.clients.sections.custom import flat
from tui.clients.sections.shown import shown
from tui.forms.fields import AmountField, Field

_AT_ONCE = 500

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of one client: the row, the fields of the editor, the oldest unpaid debit."""

    row: Client
    fields: dict[str, Any]
    oldest: OpenItem | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column that may be chosen. `title` is in the user's language."""

    key: str
    title: str
    cell: Callable[[_Given], Cell]


def columns() -> list[ExportColumn]:
    """The number, every field of the editor's sections, what is owed, and since when."""
    return [
        ExportColumn("id", _("No."), lambda given: str(given.row.id)),
        ExportColumn("code", _("Code"), lambda given: given.row.code),
        *(_of_field(field) for section in registry.in_use() for field in section.fields()),
        balance(),
        ExportColumn("oldest", _("Oldest debt"), lambda given: given.oldest.day if given.oldest else ""),
    ]


def balance() -> ExportColumn:
    """What a client owes."""
    return ExportColumn("balance", _("Balance"), lambda given: Balance(given.row.balance))


def _of_field(field: Field) -> ExportColumn:
    return ExportColumn(field.name, _(field.label), lambda given: _cell(field, given.fields.get(field.name)))


def _cell(field: Field, value: Any) -> Cell:
    if isinstance(value, date):
        return value
    if isinstance(field, AmountField) and value is not None:
        return Amount(value)
    return shown(field, value)


def rows_of(
    keys: Iterable[int], wanted: Sequence[ExportColumn], total: int, progress: Progress
) -> Iterator[list[Cell]]:
    """The cells of each client, some hundreds read at once. Raises `Cancelled`."""
    from printing.refusals import Cancelled

    known, done = definitions(CustomRecord.CLIENT), 0
    with_debts = any(each.key == "oldest" for each in wanted)
    for chunk in _chunks(keys):
        if not progress(done, total):
            raise Cancelled
        rows = {row.id: row for row in Client.select().where(many.among(Client.id, chunk))}
        fields = fields_of_all(rows.values())
        debts = open_items.of_clients(chunk, debit=True) if with_debts else {}
        for key in chunk:
            if key in rows:
                owed = debts.get(key)
                given = _Given(rows[key], flat(fields[key], known), owed[0] if owed else None)
                yield [each.cell(given) for each in wanted]
        done += len(chunk)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, _AT_ONCE)):
        yield chunk
