"""A section of the settings: its name, its present values, and what Enter does;
and how choices are edited.
"""

from abc import abstractmethod
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, Generic, Protocol, TypeVar

from locales import _
from locales.sentences import explain
from models.people.postal import PostalForm
from models.pharmacy.choices import ChangedMeanwhile
from models.pharmacy.features import Feature
from models.refusals import Refused
from models.requests.by import By
from tui.dialogs.form_dialog import FormDialog
from tui.frame.base import BaseScreen
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
    """Marked with `N_`; 27 letters at most in any language."""
    facts: Callable[[], Sequence[Fact]]
    """The present values. Called at each move of the cursor, so it must be fast."""
    edit: Callable[[BaseScreen[Any]], Coroutine[Any, Any, None]]
    """What Enter does: asks, calls a verb, reports."""
    _: KW_ONLY
    guide: str
    """The page and heading of the guide about it: `parametres.md#listes`."""
    feature: Feature | None = None
    """While this feature is off there is no such section; None for one that is always there."""
    country: PostalForm | None = None
    """The pharmacies that have it; None for all."""


@dataclass(frozen=True, slots=True)
class TypedChoice(Generic[Value]):
    """A choice, and the changed texts of its fields, to be shown again if necessary."""

    value: Value
    texts: Mapping[str, Any]


class ChoicesDialog(FormDialog[TypedChoice[Value]]):
    """Asks for settings that are saved together. A subclass declares the fields and how they make a value.

    `now` are the present settings, `again` what was typed before, and `refused` why it was refused. Another
    person's changes show in the fields that were not typed into.
    """

    def __init__(self, now: Value, again: TypedChoice[Value] | None, refused: Refused | None) -> None:
        super().__init__(again.texts if again else None, refused)
        self.now = now

    @abstractmethod
    def value(self, values: dict[str, Any]) -> Value:
        """The settings in the fields."""

    def answer(self, values: dict[str, Any]) -> TypedChoice[Value]:
        typed = self.form.typed()
        return TypedChoice(self.value(values), {name: typed[name] for name in self.form.touched})

    def typed_in(self, setting: str) -> str:
        """The field of a setting."""
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
    """A verb that saves settings unless somebody else changed them since they were
    seen (optimistic locking).
    """

    def __call__(self, new: Given, *, seen: Given, by: By) -> None: ...


async def edit(
    desk: BaseScreen[Any],
    read: Callable[[], Value],
    dialog: Callable[[Value, TypedChoice[Value] | None, Refused | None], ChoicesDialog[Value]],
    change: Change[Value],
) -> Value | None:
    """Shows the settings, asks, and saves what was changed; None if the person gave up."""
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
