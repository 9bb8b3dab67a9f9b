"""A section of the settings: its name, how it stands now, what Enter does; and how a choice is edited."""

from abc import abstractmethod
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from locales import _
from locales.sentences import explain
from models.pharmacy.choices import ChangedMeanwhile
from models.refusals import Refused
from models.requests.by import By
from tui.dialogs.form_dialog import FormDialog
from tui.frame.base import Place
from tui.frame.insist import insist

Value = TypeVar("Value")
Given = TypeVar("Given", contravariant=True)
Fact = tuple[str, str]
"""A label and a value, in the user's language."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section, as the registry lists it."""

    key: str
    title: str
    """Marked with `N_`; two words at most."""
    facts: Callable[[], Sequence[Fact]]
    """How it stands now. Asked at each move of the cursor, so it must be cheap."""
    edit: Callable[[Place[Any]], Coroutine[Any, Any, None]]
    """What Enter does: asks, calls a verb, tells."""


@dataclass(frozen=True, slots=True)
class TypedChoice(Generic[Value]):
    """What somebody chose, and the text of each field that they changed, to be shown again if need be."""

    value: Value
    texts: Mapping[str, Any]


class ChoicesDialog(FormDialog[TypedChoice[Value]]):
    """Asks for choices that are kept together. A subclass declares the fields and how they read as a value.

    `now` is how the choices stand, `again` what was typed before, and `refused` why it could not be kept.
    What somebody else changed meanwhile shows in the fields that were not typed into.
    """

    def __init__(self, now: Value, again: TypedChoice[Value] | None, refused: Refused | None) -> None:
        super().__init__(again.texts if again else None, refused)
        self.now = now

    @abstractmethod
    def value(self, values: dict[str, Any]) -> Value:
        """What the fields say."""

    def answer(self, values: dict[str, Any]) -> TypedChoice[Value]:
        typed = self.form.typed()
        return TypedChoice(self.value(values), {name: typed[name] for name in self.form.touched})

    def typed_in(self, setting: str) -> str:
        """The field in which a setting is typed."""
        return setting.rpartition(".")[2]

    def on_mount(self) -> None:
        if isinstance(self._refused, ChangedMeanwhile):
            now = self.form.typed()
            for name in map(self.typed_in, self._refused.names):
                self.form.aside(name, _("now: {value}").format(value=_said(now[name])))

    def refuse(self, refused: Refused) -> None:
        if not isinstance(refused, ChangedMeanwhile):
            super().refuse(refused)
            return
        for name in map(self.typed_in, reversed(refused.names)):
            self.form.fault(name, explain(refused))


def _said(typed: Any) -> str:
    if isinstance(typed, bool):
        return _("yes") if typed else _("no")
    return str(typed) or "–"


class Change(Protocol[Given]):
    """A verb that changes choices where nobody else did since they were seen."""

    def __call__(self, new: Given, *, seen: Given, by: By) -> None: ...


async def edit(
    desk: Place[Any],
    read: Callable[[], Value],
    dialog: Callable[[Value, TypedChoice[Value] | None, Refused | None], ChoicesDialog[Value]],
    change: Change[Value],
) -> Value | None:
    """Shows how the choices stand, asks, and keeps what was changed; None where somebody gave up."""
    by, seen = desk.officine.by(), read()

    def ask(typed: TypedChoice[Value] | None, refused: Refused | None) -> ChoicesDialog[Value]:
        nonlocal seen
        seen = read()
        return dialog(seen, typed, refused)

    def keep(typed: TypedChoice[Value]) -> TypedChoice[Value]:
        change(typed.value, seen=seen, by=by)
        return typed

    done = await insist(desk, ask, keep)
    if done is None:
        return None
    desk.tell(_("Saved."))
    return done.value
