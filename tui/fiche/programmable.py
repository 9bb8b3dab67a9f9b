"""The pharmacy's own keys on the fiche: `y` and a digit, or their names in the palette."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from machine import commands
from models.people.clients.table import Client
from models.people.clients.verbs import full_name
from models.pharmacy.programmable_keys import KEYS, Does, ProgrammableKey, programmable_keys
from models.values import Progress
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.progress import work
from tui.frame.base import BaseScreen


class PressKeyDialog(ChooseDialog):
    """The keys that do something. A digit presses one without going to its line."""

    GUIDE = "parametres.md#touches-programmables"
    PURPOSE = N_("The pharmacy gave these keys their names and what they do. A digit does it at once.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"press('{key}')", show=False, id=f"programmable.key_{key}") for key in KEYS
    ]

    def __init__(self, keys: Sequence[tuple[str, ProgrammableKey]]) -> None:
        ways = [Way(key, f"{key}  {each.name}") for key, each in keys]
        super().__init__(_("The pharmacy's keys"), "", ways)
        self._offered = [key for key, _each in keys]

    def action_press(self, key: str) -> None:
        if key in self._offered:
            self.dismiss(key)


async def press(desk: BaseScreen[Any], client: Client, key: str) -> None:
    """Does what a key does for this client; without a key, asks for one."""
    keys = {each: meant for each, meant in programmable_keys().items() if meant.does is not Does.NOTHING}
    if not keys:
        desk.tell(_("No key has a name yet: Settings, “Programmable keys”."))
        return
    pressed: str | None = key or await desk.ask(PressKeyDialog(list(keys.items())))
    if pressed is None:
        return
    meant = keys.get(pressed)
    if meant is None:
        desk.warn(_("Somebody freed this key meanwhile."))
    elif meant.does is Does.COMMAND:
        await _run(desk, client, meant)
    else:
        _do(desk, meant)


def _do(desk: BaseScreen[Any], meant: ProgrammableKey) -> None:
    """Does a command of the fiche, as its own key would."""
    bound = next((each for each in desk.active_bindings.values() if each.binding.id == meant.what), None)
    if bound is None or not bound.enabled:
        desk.warn(_("“{name}” cannot be done for this client now.").format(name=meant.name))
    else:
        desk.call_later(desk.run_action, bound.binding.action)


async def _run(desk: BaseScreen[Any], client: Client, meant: ProgrammableKey) -> None:
    """Runs a command of this machine, and says how it ended."""

    def ended(progress: Progress) -> bool:
        commands.run(meant.what, client.id, full_name(client), progress)
        return True

    await work(desk, meant.name, ended)
    desk.tell(_("{name}: done.").format(name=meant.name))
