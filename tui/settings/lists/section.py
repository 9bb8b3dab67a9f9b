"""The reference lists as a section of the settings."""

from collections.abc import Sequence
from typing import Any

from locales import N_
from tui.frame.base import BaseScreen
from tui.settings.lists.desk import ListsDesk
from tui.settings.lists.lines import LISTS
from tui.settings.section import Fact, Section


def facts() -> Sequence[Fact]:
    """What each list offers."""
    return [
        (each.title(), "\n".join(line.name for line in each.lines() if line.active) or "–") for each in LISTS
    ]


async def open_lists(desk: BaseScreen[Any]) -> None:
    """Opens them all."""
    await desk.ask(ListsDesk())


SECTION = Section("lists", N_("Lists"), facts, open_lists, guide="parametres.md#listes")
