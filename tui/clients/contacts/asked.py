"""Asks about contacts and calls their verbs, wherever contacts are listed."""

from typing import Any, cast

from locales import _
from models.merging import moving
from models.people.clients import verbs as clients
from models.people.contacts import verbs as contacts
from models.people.contacts.listing import ContactRow
from models.people.contacts.table import ContactFields
from models.refusals import Refused
from tui.clients.contacts.dialog import ContactDialog, OfAnotherClient
from tui.clients.pick import PickClientDialog
from tui.dialogs.choose import Way
from tui.dialogs.sure import sure
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.parts.merging import insist_on_edit

Asked = ContactFields | OfAnotherClient
"""What the dialog answers."""


async def create_contact(desk: BaseScreen[Any], client: int) -> int | None:
    """Asks for a new contact of a client, or of another who is picked meanwhile; returns its id."""
    whose, typed = client, dict[str, Any]()
    by = desk.officine.by()

    def dialog(former: Asked | None, refused: Refused | None) -> ContactDialog:
        heading = _("New contact of {name}").format(name=_name(whose))
        shown = former if isinstance(former, ContactFields) else ContactFields()
        return ContactDialog(heading, whose, shown, refused, typed=typed, creating=True)

    def create(asked: Asked) -> int | OfAnotherClient:
        return asked if isinstance(asked, OfAnotherClient) else contacts.create(whose, asked, by=by)

    while True:
        made = await insist(desk, dialog, create)
        if not isinstance(made, OfAnotherClient):
            break
        whose, typed = made.client, dict(made.typed)
    if made is not None and whose != client:
        desk.tell(_("Created: a contact of {name}.").format(name=_name(whose)))
    return made


async def edit_contact(desk: BaseScreen[Any], row: ContactRow) -> int | None:
    """Shows a contact and saves what was changed; returns its id. Where somebody saved the same field
    meanwhile, it is shown again with what they saved.
    """
    by, heading = desk.officine.by(), _("Contact of {name}").format(name=row.client_name)

    def dialog(shown: Asked, refused: Refused | None) -> ContactDialog:
        return ContactDialog(heading, row.client, cast(ContactFields, shown), refused)

    def edit(values: Asked, seen: Asked) -> int:
        # Who edits picks no other client, so these are fields.
        contacts.edit(row.id, cast(ContactFields, values), seen=cast(ContactFields, seen), by=by)
        return row.id

    seen: Asked = contacts.read(row.id)
    return await insist_on_edit(desk, seen, dialog, edit)


async def move(desk: BaseScreen[Any], row: ContactRow) -> None:
    """Asks to which client a contact is to go, and moves it after a question."""
    picked = await desk.ask(PickClientDialog(_("A contact of which client?")))
    if picked is None:
        return
    by, client = desk.officine.by(), _name(picked.id)
    heading = _("Move {name} to {client}?").format(name=row.name, client=client)
    sentence = _("They leave the fiche they are on, with their phones, birth date, note and comments.")
    if await sure(desk, heading, sentence, Way("move", _("Move"), _("the trail of both tells it"))):
        moving.move(row.id, picked.id, by=by)
        desk.read_again()
        desk.tell(_("Moved: {name} is a contact of {client}.").format(name=row.name, client=client))


async def retire(desk: BaseScreen[Any], row: ContactRow) -> None:
    """Asks whether a contact is to be retired, and does so."""
    by = desk.officine.by()
    sentence = _("No search finds them and nothing new is for them; what they bought and paid stays.")
    heading = _("Retire {name}?").format(name=row.name)
    if await sure(desk, heading, sentence, Way("retire", _("Retire"), _("nothing is lost"))):
        desk.attempt(contacts.retire, row.id, by=by)
        desk.read_again()


def put_back(desk: BaseScreen[Any], row: ContactRow) -> None:
    """Puts a retired contact in use again."""
    desk.attempt(contacts.put_back, row.id, by=desk.officine.by())
    desk.read_again()


def _name(client: int) -> str:
    return clients.full_name(clients.get(client))
