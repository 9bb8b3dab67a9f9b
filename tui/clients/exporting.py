"""The listing as a CSV file: who is ticked, else the list as it stands, with chosen columns (list-print)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from locales import N_, _, formats, ngettext
from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.money.ledger import open_items
from models.money.ledger.open_items import OpenItem
from models.people.clients.columns import fields_of_all
from models.people.clients.listing import ClientListing
from models.people.clients.table import Client
from models.people.clients.ticks import Ticks
from models.people.staff import preferences
from models.refusals import Refused
from models.store import clock, many
from models.values import Progress
from tui.clients.sections import registry
from tui.clients.sections.custom import flat
from tui.clients.sections.shown import shown
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, Field
from tui.frame.base import BaseScreen
from tui.parts import papers
from tui.widgets.ticks import every

COLUMNS = "listing columns"
"""The preference that stores the chosen columns."""
_AT_ONCE = 500
_AT_FIRST = ("id", "last_name", "first_name", "mobile", "organism", "balance")

Item = TypeVar("Item")


@dataclass
class NobodyListed(Refused):
    sentence: ClassVar[str] = N_("Nobody is listed: there is nothing to write.")


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
    cell: Callable[[_Given], str]


def columns() -> list[ExportColumn]:
    """The number, every field of the editor's sections, what is owed, and since when."""
    return [
        ExportColumn("id", _("No."), lambda given: str(given.row.id)),
        ExportColumn("code", _("Code"), lambda given: given.row.code),
        *(_of_field(field) for section in registry.in_use() for field in section.fields()),
        ExportColumn("balance", _("Balance"), lambda given: formats.cell_amount(given.row.balance)),
        ExportColumn(
            "oldest", _("Oldest debt"), lambda given: given.oldest.day.isoformat() if given.oldest else ""
        ),
    ]


def _of_field(field: Field) -> ExportColumn:
    return ExportColumn(field.name, _(field.label), lambda given: shown(field, given.fields.get(field.name)))


class ColumnsDialog(FormDialog[tuple[str, ...]]):
    """Which columns the file has; those of the last time are chosen.

    Args:
        heading: who is written, in the user's language.
        offered: all columns.
        chosen: the keys of those that are chosen.
    """

    def __init__(self, heading: str, offered: Sequence[ExportColumn], chosen: Sequence[str]) -> None:
        super().__init__()
        self._heading = heading
        self._offered = offered
        self._chosen = chosen

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field]:
        return [CheckField(each.key, each.title) for each in self._offered]

    def start(self) -> dict[str, bool]:
        return {each.key: each.key in self._chosen for each in self._offered}

    def answer(self, values: dict[str, Any]) -> tuple[str, ...]:
        chosen = tuple(each.key for each in self._offered if values[each.key])
        if not chosen:
            raise NoColumn
        return chosen


@dataclass
class NoColumn(Refused):
    sentence: ClassVar[str] = N_("Choose at least one column.")


async def export(desk: BaseScreen[Any], listing: ClientListing, ticks: Ticks) -> None:
    """Asks for the columns and writes the file, and says where it is. Raises `NobodyListed`."""
    ticked = ticks.count()
    total = ticked or listing.count()
    if not total:
        raise NobodyListed
    offered = columns()
    said = ngettext("{count} client as CSV", "{count} clients as CSV", total)
    chosen = await desk.ask(
        ColumnsDialog(said.format(count=formats.count(total)), offered, _last_chosen(desk, offered))
    )
    if chosen is None:
        return
    preferences.remember(desk.officine.staff, COLUMNS, ",".join(chosen))

    def task(folder: Path, progress: Progress) -> Path:
        from printing import files
        from printing.exports.listing import free_path, lines

        wanted = [each for each in columns() if each.key in chosen]
        keys: Iterable[int] = ticks.in_name_order() if ticked else (row.id for row in every(listing))
        rows = rows_of(keys, wanted, total, progress)
        text = lines([each.title for each in wanted], rows)
        return files.write((each.encode() for each in text), free_path(folder, clock.today()))

    await papers.write(desk, _("Listing"), _("Writing the listing"), task)


def _last_chosen(desk: BaseScreen[Any], offered: Sequence[ExportColumn]) -> Sequence[str]:
    known = {each.key for each in offered}
    kept = preferences.preferred(desk.officine.staff, COLUMNS).split(",")
    return [key for key in kept if key in known] or _AT_FIRST


def rows_of(
    keys: Iterable[int], wanted: Sequence[ExportColumn], total: int, progress: Progress
) -> Iterator[list[str]]:
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
