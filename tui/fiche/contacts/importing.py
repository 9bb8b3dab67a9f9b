"""*Importer des contacts*: a file of names, for the client whose fiche is open (import-contacts)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from locales import N_, _
from locales.importing import clients as importing
from locales.importing import contacts as words
from locales.sentences import explain
from models.importing.batches import ImportSubject
from models.importing.contacts import file as contact_file
from models.importing.contacts import verbs as contact_import
from models.importing.contacts.verbs import ContactPreview, NoNewContact, PlannedContact, Twin
from models.importing.files.reading import ReadAs
from models.importing.files.separated import LineFault
from models.importing.files.titles import FoundColumn
from models.store.search.folding import fold
from models.values import Progress
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen
from tui.importing.choosing import ChoosingDesk
from tui.importing.preview import InOrder, Numbered, PreviewDesk
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

_Row = Numbered[PlannedContact]
_TWIN: Column[_Row] = Column(
    "twin",
    "",
    lambda row: _(words.TWINS[row.item.twin]) if row.item.twin else "",
    18,
    style=lambda row: "quiet",
)
_COLUMNS: list[Column[_Row]] = [
    Column("name", N_("Name"), lambda row: row.item.name, 24, grows=2),
    Column("relation", N_("Relation"), lambda row: row.item.relation, 16, grows=1),
]


async def import_contacts(desk: BaseScreen[Any], client: int) -> None:
    """Asks for the file, shows what it would do, and imports it."""
    done = await desk.ask(ContactImporterDesk(client))
    desk.read_again()  # an import may have been undone meanwhile
    if done:
        desk.tell(done)


class ContactPreviewDesk(PreviewDesk[int]):
    """The contacts of the file, those known already first."""

    GUIDE = "importer.md#importer-les-contacts-dun-client"

    def __init__(self, preview: ContactPreview) -> None:
        super().__init__(preview.faults)
        self._preview = preview

    def totals(self) -> str:
        return words.totals(self._preview)

    def encoding(self) -> str:
        return self._preview.source.encoding

    def read_as(self) -> str:
        return words.read_as(self._preview.source)

    def warnings(self) -> Sequence[str]:
        if self._preview.faults:
            return [importing.errors(len(self._preview.faults), self._preview.fault_count)]
        return list(words.warnings(self._preview))

    def items(self) -> Rows[_Row]:
        has_twins = self._preview.new < len(self._preview.planned)
        rows: Rows[_Row] = Rows([_TWIN, *_COLUMNS] if has_twins else _COLUMNS)
        rows.show(InOrder(self._preview.planned))
        return rows

    def column(self, fault: LineFault) -> str:
        return words.column(fault)

    def has_columns(self) -> bool:
        return False

    async def do(self) -> int | None:
        preview = self._preview
        only_new = False
        if preview.new < len(preview.planned):
            chosen = await self.ask(ChooseDialog(_("Import"), self.totals(), self._ways()))
            if not chosen:
                return None
            only_new = chosen == "new"
        relation = await self._relation() if preview.without_relation else None
        if preview.without_relation and relation is None:
            return None
        if preview.new == len(preview.planned) and not await self.confirmed():
            return None
        return await self.carry_out(partial(self._carry_out, relation=relation, only_new=only_new))

    def _ways(self) -> list[Way]:
        """What may become of those who are contacts already."""
        preview = self._preview
        ways = [Way("", _("Go back"), _("nothing is written"))]
        if preview.new:
            ways.append(Way("new", _("Only the new ones"), words.new(preview.new)))
        else:
            ways[0] = Way("", _("Go back"), explain(NoNewContact(preview.source.name)))
        twins = sum(each.twin is not Twin.NOBODY for each in preview.planned)
        return [*ways, Way("all", _("All of them"), words.twins(twins))]

    async def _relation(self) -> int | None:
        """What those are to the client of whom the file does not say it; the usual one is proposed first."""
        offered = contact_file.offered()
        offered.sort(key=lambda row: fold(row.name) != fold(contact_file.USUAL))
        ways = [Way(str(row.id), inert(row.name)) for row in offered]
        question = _("What are those to the client of whom the file does not say it?")
        chosen = await self.ask(ChooseDialog(_("Relation"), question, ways))
        return int(chosen) if chosen else None

    def _carry_out(self, progress: Progress, *, relation: int | None, only_new: bool) -> int:
        """Runs in a thread."""
        return contact_import.carry_out(
            self._preview, relation=relation, only_new=only_new, by=self.officine.by(self.request_key)
        )


class ContactImporterDesk(ChoosingDesk[ContactPreview]):
    """The files of contacts.

    Args:
        client: whose contacts they are to be.
    """

    PURPOSE = N_("Choose a file of names: CSV, XLSX or ODS. It is looked at first, and nothing is written.")
    GUIDE = "importer.md#importer-les-contacts-dun-client"
    TITLE = N_("Import contacts")
    ASIDE = N_("CSV, XLSX, ODS: names, or names and relations")
    SUBJECT = ImportSubject.CONTACTS
    WORDS: ClassVar[dict[Any, str]] = {}

    def __init__(self, client: int) -> None:
        super().__init__()
        self._client = client

    def read(self, path: Path, progress: Progress, encoding: str, read_as: ReadAs) -> ContactPreview:
        return contact_import.read(self._client, path, progress, encoding, read_as)

    def columns(self, read: ContactPreview) -> Sequence[FoundColumn]:
        return ()

    def preview(self, read: ContactPreview) -> ContactPreviewDesk:
        return ContactPreviewDesk(read)

    def imported(self, done: int) -> str:
        return words.imported(done)

    def of_client(self) -> int:
        return self._client
