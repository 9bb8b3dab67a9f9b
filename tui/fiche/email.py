"""The e-mail address of a client, put on the clipboard of the terminal (fiche-mailto).

Over SSH there is no mail program to open. The terminal takes the address by OSC 52, in base64, so nothing in
it can drive the terminal.
"""

from typing import Any

from locales import _
from models.people.clients import verbs as clients
from tui.frame.base import BaseScreen


async def copy_address(desk: BaseScreen[Any], client: int) -> None:
    """Copies it, and says so. Whether the terminal took it, it does not tell."""
    address = clients.get(client).email
    if not address.isprintable():
        desk.warn(_("This e-mail address holds signs that cannot be printed: correct it first."))
        return
    desk.app.copy_to_clipboard(address)
    desk.tell(_("{address} is on the clipboard of your terminal, if it takes such.").format(address=address))
