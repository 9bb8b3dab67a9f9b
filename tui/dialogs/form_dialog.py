"""A dialog made of one form: a subclass declares the fields and returns the answer."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from locales import N_
from locales.sentences import explain
from models.refusals import Refused
from tui.dialogs.meant import whether_meant
from tui.forms.fields import Field, Group
from tui.forms.form import Form
from tui.frame.base import Dialog, asking


class FormDialog(Dialog[ScreenResultType]):
    """Asks for a few values. A subclass declares `FIELDS` (or `fields`), and builds the answer from them.

    If `answer` raises a `Refused` with a `field`, or one listed in `FIELD_OF`, its sentence is shown beside
    that field, any other above the keys. The keys are those of `Form`; Esc answers None.

    Args:
        typed: the texts of the fields when the dialog is shown again, by field.
        refused: why the former answer was refused.
    """

    ENTERS = True
    FIELDS: ClassVar[Sequence[Field | Group]] = ()
    ENTER_SUBMITS: ClassVar[bool] = False
    """Whether Enter answers from any field, or goes to the next one and answers on the last."""
    FIELD_OF: ClassVar[Mapping[type[Refused], str]] = {}
    """The field beside which a refusal is shown that names none itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Confirm"), id="dialog.submit"),
    ]

    def __init__(self, typed: Mapping[str, Any] | None = None, refused: Refused | None = None) -> None:
        """Shown again: `typed` are the texts of the fields, `refused` is why the answer was refused."""
        super().__init__()
        self._typed_before = typed or {}
        self._refused = refused

    def fields(self) -> Sequence[Field | Group]:
        """The fields to ask for."""
        return self.FIELDS

    def start(self) -> Mapping[str, Any]:
        """The first values of the fields."""
        return {}

    def retyped(self) -> None:
        """Adjusts dependent fields after `typed` was put back, before a refusal is shown."""

    def show_effect(self) -> None:
        """Shows what follows from the values: at the start, and at each change."""

    @abstractmethod
    def answer(self, values: dict[str, Any]) -> ScreenResultType:
        """Builds the answer. May raise a `Refused`; writes nothing."""

    def doubts(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Questions to ask once before the answer is given, by field, in the user's language."""
        return self.form.doubts(values)

    async def meant(self, doubts: Mapping[str, str]) -> bool:
        """Asks about the doubts; returns whether the values are meant."""
        return await whether_meant(self, self.form, doubts)

    def content(self) -> ComposeResult:
        yield Form(self.fields(), self.start(), enter_submits=self.ENTER_SUBMITS)

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    def on_mount(self) -> None:
        # Textual calls this after the `on_mount` of a subclass, so no subclass calls it itself.
        self.form.retype(self._typed_before)
        if self._typed_before:
            self.form.mean()
            self.retyped()
        self.show_effect()
        if self._refused is not None:
            self.refuse(self._refused)

    @on(Form.Changed)
    def _follow(self) -> None:
        self.show_effect()

    def field_of(self, refused: Refused) -> str:
        """The field beside which this refusal is shown if it names none itself; empty for none."""
        return self.FIELD_OF.get(type(refused), "")

    def refuse(self, refused: Refused) -> None:
        beside = self.field_of(refused)
        if (beside and self.form.fault(beside, explain(refused))) or self.form.refuse(refused):
            # A sentence shown beside a field is not repeated among the figures.
            self.show_effect()
        else:
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
            return
        doubts = self.doubts(values)
        if doubts:
            self._ask_whether_meant(answer, doubts)
        else:
            self.dismiss(answer)

    @asking
    async def _ask_whether_meant(self, answer: ScreenResultType, doubts: Mapping[str, str]) -> None:
        if await self.meant(doubts):
            self.dismiss(answer)
