"""A list of changes as a CSV file, as it is narrowed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from locales import _
from locales.words import requests
from models.store import clock
from models.traceability.listing import Changes
from models.values import Progress
from tui.frame.base import BaseScreen
from tui.parts import papers
from tui.traceability.words import ChangeWords, author


async def export(desk: BaseScreen[Any], listing: Changes, words: ChangeWords) -> None:
    """Writes the file where papers are stored, and says where it is."""

    def task(folder: Path, progress: Progress) -> Path:
        from printing import files
        from printing.exports import changes
        from printing.exports.listing import free_path
        from printing.refusals import Cancelled

        total = listing.count()

        def rows() -> Iterator[tuple[str, ...]]:
            for done, change in enumerate(listing.every(), 1):
                if not progress(done, max(total, done)):
                    raise Cancelled
                yield (
                    clock.local(change.at).strftime("%Y-%m-%d %H:%M"),
                    author(change),
                    requests.what(change.verb),
                    change.name,
                    words.field(change),
                    words.before(change),
                    words.after(change),
                )

        path = free_path(folder, _("Traceability_{day}"), clock.today(), "csv")
        content = (each.encode() for each in changes.lines(rows()))
        return files.write(content, path)

    await papers.write(desk, _("Traceability"), _("Writing the changes"), task)
