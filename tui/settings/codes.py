"""Changes a code: the new one is typed twice, after a proof that the person may."""

from collections.abc import Mapping, Sequence
from typing import Any

from locales import N_
from models.people.staff.codes import CodesDiffer, check_typed_twice
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.form import CodeField, Field, Group

NEW_CODE = (
    CodeField("code", N_("New code"), N_("4 characters or more"), required=True, width=24),
    CodeField("again", N_("Code again"), required=True, width=24),
)


class CodesDialog(FormDialog[dict[str, Any]]):
    """Asks for `first` (a name, or the present code), then twice for a new code;
    returns everything by name.
    """

    FINAL = True

    def __init__(
        self, heading: str, first: Sequence[Field], start: Mapping[str, Any], refused: Refused | None
    ) -> None:
        super().__init__(refused=refused)
        self._heading = heading
        self._first = first
        self._start = start

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        return [*self._first, *NEW_CODE]

    def start(self) -> Mapping[str, Any]:
        return self._start

    def answer(self, values: dict[str, Any]) -> dict[str, Any]:
        check_typed_twice(values["code"], values["again"])
        return values

    def refuse(self, refused: Refused) -> None:
        if isinstance(refused, CodesDiffer):
            self.form.put("again", "")
        super().refuse(refused)
