"""Ctrl+P: any command of the screen, found by its name; or clients by what is noted about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from locales import N_, _
from models.store.search.wanted import understand
from tui.dialogs.find import Entry, FindDialog
from tui.frame.base import BaseScreen
from tui.frame.host import Host
from tui.frame.keys import Command, commands


@dataclass(frozen=True, slots=True)
class Notes:
    """A search for clients by words of their notes, as it was typed: `!asthme`."""

    search: str


class Palette(FindDialog[Command | Notes]):
    """The commands of the screen beneath: type a part of a name, Enter does it. What begins with `!` is
    searched among the clients.
    """

    HEADING = N_("Menu")
    PLACEHOLDER = N_("Name of a command")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Do it"), id="palette.choose"),
    ]

    def __init__(self, about: Screen[object]) -> None:
        every = commands(about.active_bindings.values())
        found = [each for each in every if each.enabled and each.id != "palette"]
        # The commands of the key bar come first, moves in a list last.
        found.sort(key=lambda each: (not each.shown, each.id.startswith("rows.")))
        super().__init__([Entry(each, each.name, " ".join(each.keys), each.explanation) for each in found])

    def matching(self, text: str) -> Sequence[Entry[Command | Notes]]:
        notes = understand(text).notes
        if not notes:
            return super().matching(text)
        name = _("Clients whose notes say “{words}”").format(words=" ".join(notes))
        return [Entry(Notes(text), name)]


async def open_palette(app: Host) -> None:
    """Opens it over the screen, and does there what is chosen."""
    if not isinstance(app.screen, Palette):
        await app.push_screen(Palette(app.screen), partial(_do, app))


def _do(app: Host, chosen: Command | Notes | None) -> None:
    if isinstance(chosen, Command):
        app.call_later(app.run_action, chosen.action, chosen.node)
    elif chosen is not None:
        from tui.clients.going import seek

        desk = cast(BaseScreen[Any], app.screen)
        app.start_asking(desk, "palette", seek(desk, chosen.search))
