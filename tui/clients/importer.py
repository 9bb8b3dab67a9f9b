"""F4 on the client list: a file of clients with what they owe (import-flow)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from locales import N_
from locales.importing import clients as importing
from models.importing.batches import ImportSubject
from models.importing.clients import verbs as client_import
from models.importing.clients.verbs import Preview
from models.importing.files.reading import ReadAs
from models.importing.files.titles import FoundColumn
from models.values import Progress
from tui.clients.import_preview import ClientPreviewDesk
from tui.importing.choosing import ChoosingDesk


class ImporterDesk(ChoosingDesk[Preview]):
    """The files of clients."""

    GUIDE = "importer.md"
    TITLE = N_("Import clients")
    ASIDE = N_("CSV, XLSX, ODS: name, balance, or columns with titles")
    SUBJECT = ImportSubject.CLIENTS
    WORDS = importing.COLUMNS

    def read(self, path: Path, progress: Progress, encoding: str, read_as: ReadAs) -> Preview:
        return client_import.read(path, progress, encoding, read_as)

    def columns(self, read: Preview) -> Sequence[FoundColumn]:
        return read.source.columns.columns if read.source.columns else ()

    def preview(self, read: Preview) -> ClientPreviewDesk:
        return ClientPreviewDesk(read)

    def imported(self, done: Any) -> str:
        return importing.imported(done)
