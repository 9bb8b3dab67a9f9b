"""Asks for the name of something that is kept: a selection, a value, a theme."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from locales import N_
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, TextField


class NameDialog(FormDialog[str]):
    """One field, for a name. `heading` is in the user's language, `name` stands in the field at first."""

    FIELDS: ClassVar[Sequence[Field]] = (TextField("name", N_("Name"), required=True),)

    def __init__(self, heading: str, name: str, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._heading, self._name = heading, name

    def heading(self) -> str:
        return self._heading

    def start(self) -> Mapping[str, Any]:
        return {"name": self._name}

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["name"])
