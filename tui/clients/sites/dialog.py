"""What is asked about a site: its name, its address, and whom to see there."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, Group, NoteField, PhoneField, TextField


class SiteDialog(FormDialog[SiteFields]):
    """The fields of one site."""

    PURPOSE = N_("Where goods are delivered to, and who is to be asked for there.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f4",
            "copy_general",
            N_("Copy the fiche"),
            id="site.copy_general",
            tooltip=N_("The general details of the fiche: its address and its phone"),
        ),
    ]

    def __init__(
        self, heading: str, client: int, shown: SiteFields, refused: Refused | None = None, *, others: int = 0
    ) -> None:
        """`heading` is in the user's language; `client` is whose general details can be copied; `others` is
        how many contacts there are beside the main one, whose name and phone are among the fields.
        """
        super().__init__(refused=refused)
        self._heading = heading
        self._client = client
        self._shown = shown
        self._others = others

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        return (
            TextField("name", N_("Site"), N_("depot, ward, shop…"), required=True),
            NoteField("address", N_("Address"), lines=2),
            TextField("postal_code", N_("Postcode"), width=12),
            TextField("city", N_("City")),
            TextField("province", N_("Province")),
            TextField("country", N_("Country"), N_("that of the pharmacy"), width=24),
            TextField("contact", N_("Contact"), N_("who is to be asked for")),
            PhoneField("phone", N_("Phone"), "06 12 34 56 78"),
        )

    def start(self) -> Mapping[str, Any]:
        return asdict(self._shown)

    def on_mount(self) -> None:
        if self._others:
            self.form.aside("contact", _("and {count} more").format(count=self._others))

    def action_copy_general(self) -> None:
        """Puts the general address and phone of the client into the fields."""
        for name, value in asdict(sites.general(self._client)).items():
            if value:
                self.form.put(name, value)

    def answer(self, values: dict[str, Any]) -> SiteFields:
        return sites.checked(SiteFields(**values))
