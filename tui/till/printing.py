"""The arrêté of a closed day, as a PDF."""

from datetime import date
from pathlib import Path
from typing import Any

from locales import _
from models.values import Progress
from tui.frame.base import BaseScreen
from tui.parts import papers


async def print_till(desk: BaseScreen[Any], day: date) -> None:
    """Writes it, and says where it is."""

    def task(folder: Path, progress: Progress) -> Path:
        from models.money.till.paper import content
        from printing.papers.till import file_name, write

        paper = content(day)
        return write(paper, folder / file_name(paper), progress, replace=True)

    await papers.write(desk, _("Till"), _("Writing the closing of the till"), task)
