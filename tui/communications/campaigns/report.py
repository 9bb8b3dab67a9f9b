"""The report of a campaign as a CSV: who got nothing, and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from locales import _, formats
from models.outbox.campaigns.missed import MissedListing, MissedRow
from models.values import Progress
from tui.frame.base import BaseScreen
from tui.parts import papers

_AT_ONCE = 500


async def write_report(desk: BaseScreen[Any], campaign: int) -> None:
    """Writes the file where papers are stored, and says where it is."""

    def task(folder: Path, progress: Progress) -> Path:
        from printing import files
        from printing.exports.campaign import lines
        from printing.refusals import Cancelled

        listing = MissedListing(campaign)
        total = listing.count()

        def rows() -> Iterator[tuple[str, str, str]]:
            from locales.words.exclusions import why

            for done, row in enumerate(_all(listing), 1):
                if not progress(done, total):
                    raise Cancelled
                yield row.name, formats.phone(row.address), why(row)

        name = _("campaign-{number}.csv").format(number=campaign)
        return files.write((each.encode() for each in lines(rows())), folder / name, replace=True)

    await papers.write(desk, _("Report"), _("Writing the report"), task)


def _all(listing: MissedListing) -> Iterator[MissedRow]:
    """All rows, read a window at a time."""
    window = listing.read(_AT_ONCE)
    while window:
        yield from window
        window = listing.read(_AT_ONCE, after=window[-1])
