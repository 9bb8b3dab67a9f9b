"""What is asked about a contact: the name, what they are to the client, and how to reach them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from locales.words import clients as words
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references.listing import references
from models.people.references.table import ReferenceKind
from models.people.sites.listing import sites_of
from models.refusals import Refused
from models.store import clock
from tui.clients.pick import PickClientDialog
from tui.dialogs.form_dialog import FormDialog
from tui.forms.birth import BirthDateField
from tui.forms.fields import ChoiceField, Field, Group, NoteField, Option, PhoneField, TextField, unchosen
from tui.frame.base import asking


@dataclass(frozen=True, slots=True)
class OfAnotherClient:
    """The contact is to be of this client instead; what was typed so far is asked about again."""

    client: int
    typed: Mapping[str, Any]


class ContactDialog(FormDialog[ContactFields | OfAnotherClient]):
    """The fields of one contact. The site is asked for where the client has sites.

    Args:
        heading: in the user's language, with the name of the client.
        client: whose contact it is.
        creating: whether another client can be picked.
    """

    PURPOSE = N_("Somebody around the client, who buys or pays on the client's account.")
    GUIDE = "contacts.md"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f4",
            "other_client",
            N_("Other client"),
            id="contact.other_client",
            tooltip=N_("The contact is somebody else's; what was typed stays"),
        ),
    ]

    def __init__(
        self,
        heading: str,
        client: int,
        shown: ContactFields,
        refused: Refused | None = None,
        *,
        typed: Mapping[str, Any] | None = None,
        creating: bool = False,
    ) -> None:
        super().__init__(typed, refused)
        self._heading, self._client, self._shown, self._creating = heading, client, shown, creating

    def heading(self) -> str:
        return self._heading

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "other_client":
            return self._creating
        return super().check_action(action, parameters)

    def fields(self) -> Sequence[Field | Group]:
        relations = (
            Option(row.id, row.name, offered=row.active) for row in references(ReferenceKind.RELATION)
        )
        sites = tuple(Option(row.id, row.name, offered=row.active) for row in sites_of(self._client))
        return (
            TextField("last_name", N_("Last name"), required=True),
            TextField("first_name", N_("First name")),
            ChoiceField(
                "relation", N_("Relation"), required=True, options=(Option(None, _("to choose")), *relations)
            ),
            PhoneField("mobile", N_("Mobile"), "06 12 34 56 78"),
            PhoneField("phone", N_("Phone"), "05 22 34 56 78"),
            TextField("email", N_("E-mail")),
            BirthDateField("birth_date", N_("Birth date"), "29/02/1984"),
            *([ChoiceField("site", N_("Site"), options=(unchosen(), *sites))] if sites else []),
            NoteField("note", N_("Note"), lines=2),
        )

    def start(self) -> Mapping[str, Any]:
        return asdict(self._shown)

    def show_effect(self) -> None:
        born = self.form.value("birth_date")
        self.form.aside("birth_date", words.age(born, clock.today()) if born else "")

    def answer(self, values: dict[str, Any]) -> ContactFields:
        return contacts.checked(ContactFields(**values))

    @asking
    async def action_other_client(self) -> None:
        picked = await self.ask(PickClientDialog(_("A contact of which client?")))
        if picked is not None:
            self.dismiss(OfAnotherClient(picked.id, self.form.typed()))
