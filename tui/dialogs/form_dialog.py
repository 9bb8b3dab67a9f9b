"""A dialog made of one form: declare the fields, return the answer."""

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
    """Asks for a few values. A subclass declares `FIELDS` (or `fields`), and makes the answer of them.

    An answer that raises a `Refused` with a `field`, or one of `FIELD_OF`, is said beside that field, any
    other above the keys.
    """

    ENTERS = True
    FIELDS: ClassVar[Sequence[Field | Group]] = ()
    ENTER_SUBMITS: ClassVar[bool] = False
    """Whether Enter answers from any field, or goes to the next one and answers on the last."""
    FIELD_OF: ClassVar[Mapping[type[Refused], str]] = {}
    """Beside which field a refusal is said that names none itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Confirm"), id="dialog.submit"),
    ]

    def __init__(self, typed: Mapping[str, Any] | None = None, refused: Refused | None = None) -> None:
        """Asked again: `typed` is what stood in each field, `refused` why it could not be done."""
        super().__init__()
        self._typed_before = typed or {}
        self._refused = refused

    def fields(self) -> Sequence[Field | Group]:
        """What is asked."""
        return self.FIELDS

    def start(self) -> Mapping[str, Any]:
        """What stands in the fields at first."""
        return {}

    def retyped(self) -> None:
        """Puts right what follows from what was put back, before anything is said beside it."""

    def show_effect(self) -> None:
        """Shows what follows from what stands in the fields: at the start, and when one of them changes."""

    @abstractmethod
    def answer(self, values: dict[str, Any]) -> ScreenResultType:
        """The answer. May raise a `Refused`; writes nothing."""

    def doubts(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """What is asked once before the answer is given, by field, in the user's language."""
        return self.form.doubts(values)

    async def meant(self, doubts: Mapping[str, str]) -> bool:
        """Asks about the doubts."""
        return await whether_meant(self, self.form, doubts)

    def content(self) -> ComposeResult:
        yield Form(self.fields(), self.start(), enter_submits=self.ENTER_SUBMITS)

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    def on_mount(self) -> None:
        # Textual calls this after the `on_mount` of a subclass: none of them calls it too.
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
        """Beside which field a refusal is said that names none itself; empty: beside none."""
        return self.FIELD_OF.get(type(refused), "")

    def refuse(self, refused: Refused) -> None:
        beside = self.field_of(refused)
        if (beside and self.form.fault(beside, explain(refused))) or self.form.refuse(refused):
            # What is said beside a field is not said among the figures as well.
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
