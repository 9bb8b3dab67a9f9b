"""Delete: the warning, what stands in the way, and sleep instead (trash-warning). Restoring is in
`tui.clients.trash`.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from locales.sentences import explain
from locales.words import trash as words
from models.money.ledger import client_status
from models.people.clients import verbs as clients
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import full_name
from models.refusals import Refused
from models.store.connection import persevere
from models.trash import verbs as trash
from models.trash.verbs import HasRecords
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen

SLEEP, DELETE = "sleep", "delete"


class DeleteDialog(ChooseDialog):
    """What deleting a client does, or why this one cannot be deleted; and what may be done instead."""

    PURPOSE = N_("A client to whom nothing is linked goes into the trash, and comes back from there whole.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "z", "instead", N_("Put to sleep"), id="delete.sleep", tooltip=N_("Hide from searches instead")
        ),
    ]

    def __init__(self, sentence: str, ways: Sequence[Way]) -> None:
        super().__init__(_("Delete"), sentence, ways)
        self._sleeps = SLEEP in {way.key for way in ways}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._sleeps if action == "instead" else super().check_action(action, parameters)

    def action_instead(self) -> None:
        self.dismiss(SLEEP)


async def delete(desk: BaseScreen[Any], client: int) -> None:
    """Puts a client into the trash, once asked; of one to whom something is linked says what it is."""
    refused = _linked(client)
    chosen = await desk.ask(_question(clients.get(client), refused))
    if chosen == DELETE:
        # Somebody may have sold something to the client while the question stood there.
        refused = _done(desk, client)
        chosen = await desk.ask(_question(clients.get(client), refused)) if refused else None
    if chosen == SLEEP:
        desk.attempt(client_status.put_to_sleep, client, by=desk.officine.by())
    desk.read_again()
    if clients.get(client).status is ClientStatus.TRASHED:
        desk.tell(_("In the trash. The key a restores this client."))


def _linked(client: int) -> Refused | None:
    try:
        trash.refuse_linked(client, full_name(clients.get(client)))
    except HasRecords as refused:
        return refused
    return None


def _done(desk: BaseScreen[Any], client: int) -> Refused | None:
    """Deletes; or why not."""
    try:
        persevere(trash.delete, client, by=desk.officine.by())
    except Refused as refused:
        return refused
    return None


def _question(row: Client, refused: Refused | None) -> DeleteDialog:
    ways = [Way("", _("Go back"), _("nothing changes"))]
    sleeps = row.status is ClientStatus.ACTIVE and not row.blocked
    if sleeps:
        ways.append(Way(SLEEP, _("Put to sleep"), _("key z: searches no longer find this client")))
    if refused is None:
        ways.append(Way(DELETE, _("Delete"), _("into the trash, where the fiche can be restored")))
    sentence = _warning(row) if refused is None else _why_not(refused)
    return DeleteDialog(f"{sentence} {_instead()}" if sleeps else sentence, ways)


def _warning(row: Client) -> str:
    said = _(
        "{name}: deleting a client is strongly discouraged. Number {number} will be missing from the list, "
        "and is never given again; statistics may be distorted."
    )
    return said.format(name=full_name(row), number=row.id)


def _why_not(refused: Refused) -> str:
    said = explain(refused)
    return f"{said}\n{words.records(refused.records)}." if isinstance(refused, HasRecords) else said


def _instead() -> str:
    return _("Asleep, the client leaves the list as well, and nothing is lost.")
