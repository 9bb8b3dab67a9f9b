"""A dialog made of one form: declare the fields, return the answer."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from locales import N_
from models.refusals import Refused
from tui.base import Dialog
from tui.widgets.fields import Field, Group
from tui.widgets.form import Form


class FormDialog(Dialog[ScreenResultType]):
    """Asks for a few values. A subclass declares `FIELDS` (or `fields`), and makes the answer of them.

    An answer that raises a `Refused` with a `field` is said beside that field, any other above the keys.
    """

    FIELDS: ClassVar[Sequence[Field | Group]] = ()
    ENTER_SUBMITS: ClassVar[bool] = False
    """Whether Enter answers from any field, or goes to the next one and answers on the last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Confirm"), id="dialog.submit"),
    ]

    def fields(self) -> Sequence[Field | Group]:
        """What is asked."""
        return self.FIELDS

    def start(self) -> Mapping[str, Any]:
        """What stands in the fields at first."""
        return {}

    @abstractmethod
    def answer(self, values: dict[str, Any]) -> ScreenResultType:
        """The answer. May raise a `Refused`; writes nothing."""

    def content(self) -> ComposeResult:
        yield Form(self.fields(), self.start(), enter_submits=self.ENTER_SUBMITS)

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    def refuse(self, refused: Refused) -> None:
        if not self.form.refuse(refused):
            super().refuse(refused)

    @on(Form.Submitted)
    def action_submit(self) -> None:
        values = self.form.read()
        if values is None:
            return
        try:
            answer = self.answer(values)
        except Refused as refused:
            self.refuse(refused)
        else:
            self.dismiss(answer)
