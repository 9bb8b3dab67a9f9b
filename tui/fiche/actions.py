"""*Autres actions*: everything that can be done to this client, with its keys."""

from typing import Any

from locales import _
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen
from tui.frame.keys import Command, commands

_LEFT_OUT = ("fiche.actions", "fiche.back", "fiche.tab")


async def choose(desk: BaseScreen[Any]) -> None:
    """Lists the commands of the fiche, as their bindings declare them, and does the chosen one."""
    offered = {each.id: each for each in commands(desk.active_bindings.values()) if _offered(each)}
    ways = [Way(each.id, each.name, f"{' '.join(each.keys)}") for each in offered.values()]
    chosen = await desk.ask(ChooseDialog(_("Other actions"), "", ways))
    if chosen is not None:
        desk.call_later(desk.run_action, offered[chosen].action)


def _offered(command: Command) -> bool:
    return command.enabled and command.id.startswith("fiche.") and not command.id.startswith(_LEFT_OUT)
