"""F4 on the client list: a file of clients with what they owe (import-flow)."""

from pathlib import Path
from typing import Any

from locales import N_
from locales.importing import clients as importing
from models.importing.clients import verbs as client_import
from models.importing.clients.verbs import Preview
from models.values import Progress
from tui.clients.import_preview import ClientPreviewDesk
from tui.importing.choosing import ChoosingDesk


class ImporterDesk(ChoosingDesk[Preview]):
    """The files of clients."""

    GUIDE = "importer.md"
    TITLE = N_("Import clients")
    ASIDE = N_("CSV: name, balance owed")

    def read(self, path: Path, progress: Progress, encoding: str) -> Preview:
        return client_import.read(path, progress, encoding)

    def preview(self, read: Preview) -> ClientPreviewDesk:
        return ClientPreviewDesk(read)

    def imported(self, done: Any) -> str:
        return importing.imported(done)
