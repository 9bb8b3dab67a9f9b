"""Goes from any desk to another client: every open desk is asked whether it may be
left, none is closed by force.
"""

from typing import Any

from locales import _
from models.people.clients import verbs as clients
from tui.clients import trash
from tui.clients.listing import ClientDesk
from tui.frame.base import BaseScreen


async def visit(desk: BaseScreen[Any], client: int) -> None:
    """Opens the fiche of this client; of one in the trash, says how it is restored."""
    if trash.is_there(desk, client):
        return
    if getattr(desk, "client", None) == client and desk.officine.screen is desk:
        desk.tell(_("{name}: this is their badge.").format(name=clients.full_name(clients.get(client))))
        return
    found = await _to_list(desk)
    if found is not None:
        found.visit(client)


async def seek(desk: BaseScreen[Any], text: str) -> None:
    """Searches the client list for this."""
    found = await _to_list(desk)
    if found is not None:
        found.seek(text)


async def _to_list(desk: BaseScreen[Any]) -> ClientDesk | None:
    """Goes back to the client list; None if the person stays with unsaved work."""
    app = desk.officine
    while not isinstance(app.screen, ClientDesk):
        above = app.screen
        if len(app.screen_stack) < 2 or (isinstance(above, BaseScreen) and not await above.may_leave()):
            return None
        if app.screen is above:
            await above.dismiss(None)
    return app.screen
