"""F1 twice: the guide opens at what is about the screen beneath."""

from typing import Any

from textual.app import App

from locales import _
from tui.frame.base import BaseScreen
from tui.guide import pages
from tui.guide.pager import Guide
from tui.shell.help import Help


async def open_guide(app: App[Any]) -> None:
    """Opens it in place of the keys, if these are shown."""
    beneath = [screen for screen in reversed(app.screen_stack) if not isinstance(screen, Help)]
    addresses = (screen.guide() for screen in beneath if isinstance(screen, BaseScreen))
    address = next(filter(None, addresses), pages.CONTENTS)
    try:
        guide = beneath[0] if isinstance(beneath[0], Guide) else Guide(address)
    except (LookupError, OSError):
        if isinstance(app.screen, BaseScreen):
            app.screen.warn(_("The guide is not in this installation."))
        return
    if isinstance(app.screen, Help):
        await app.pop_screen()
    if guide is beneath[0]:
        guide.open(address)
    else:
        await app.push_screen(guide)
