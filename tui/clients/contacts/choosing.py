"""For which contact of a client something is: picked by two letters, or a field of a dialog (ct-attribute).

Nothing of it shows for a client without contacts.
"""

from collections.abc import Sequence
from typing import Any

from locales import N_, _, formats
from models.people.contacts.listing import ContactRow, contacts_of
from tui.dialogs.find import Entry, FindDialog
from tui.forms.fields import ChoiceField, Option, unchosen
from tui.frame.base import BaseScreen

ForWhom = tuple[int | None]
"""A contact, or None for the client as a whole."""


class PickContactDialog(FindDialog[ForWhom]):
    """Asks for one of a client's contacts by a part of their name, their relation or a phone."""

    PURPOSE = N_("For which contact it is: two letters of their name, then Enter.")
    GUIDE = "contacts.md#pour-quel-contact"
    PLACEHOLDER = N_("name or relation")

    def heading(self) -> str:
        return _("For which contact?")


async def which(desk: BaseScreen[Any], rows: Sequence[ContactRow]) -> ForWhom | None:
    """Asks for one of these contacts, or for none of them; None if the person gave up."""
    nobody: Entry[ForWhom] = Entry((None,), _("No contact"), _("for the client as a whole"))
    return await desk.ask(PickContactDialog([*map(_entry, rows), nobody]))


def _entry(row: ContactRow) -> Entry[ForWhom]:
    phones = " ".join(f"{phone} {formats.phone(phone)}" for phone in (row.mobile, row.phone) if phone)
    return Entry((row.id,), row.name, row.relation, f"{row.relation} {phones}")


def contact_fields(client: int) -> tuple[ChoiceField, ...]:
    """The field `for_contact` of a dialog about money; none for a client without contacts."""
    rows = contacts_of(client, in_use=True)
    options = (unchosen(), *(Option(row.id, row.name) for row in rows))
    return (ChoiceField("for_contact", N_("Contact"), options=options),) if rows else ()
