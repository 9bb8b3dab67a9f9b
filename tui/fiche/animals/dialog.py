"""What is asked about an animal: its name, its species and breed, when it was born."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from locales import N_
from locales.words import animals as words
from locales.words.clients import age
from models.people.animals import kinds
from models.people.animals.table import AnimalFields
from models.refusals import Refused
from models.store import clock
from tui.dialogs.form_dialog import FormDialog
from tui.forms.birth import BirthDateField
from tui.forms.fields import ChoiceField, Field, Group, NoteField, Option, TextField, unchosen


class AnimalDialog(FormDialog[AnimalFields]):
    """The fields are named as in `AnimalFields`. `shown` is put in them."""

    PURPOSE = N_("An animal of the client. Its birth date is needed; its name may come later.")

    def __init__(self, heading: str, shown: AnimalFields, refused: Refused | None) -> None:
        """`heading` is in the user's language."""
        super().__init__(refused=refused)
        self._heading, self._shown = heading, shown

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        offered = {row.id for row in kinds.offered()}
        options = [
            Option(row.id, words.kind(row), row.id in offered)
            for row in kinds.kinds()
            if row.id in offered or row.id == self._shown.kind
        ]
        return (
            TextField("name", N_("Name"), N_("no name yet")),
            BirthDateField("birth_date", N_("Birth date"), "29/02/2024", required=True),
            ChoiceField("kind", N_("Species, breed"), options=(unchosen(), *options)),
            NoteField("note", N_("Note"), lines=2),
        )

    def start(self) -> Mapping[str, Any]:
        return asdict(self._shown)

    def show_effect(self) -> None:
        born = self.form.readable()[0].get("birth_date")
        self.form.aside("birth_date", age(born, clock.today()) if born else "")

    def answer(self, values: dict[str, Any]) -> AnimalFields:
        return AnimalFields(**values)
