"""Resolves an edit conflict: two people changed the same client, both values are shown side
by side, and one is chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from locales import _
from models.people.clients.verbs import ClientFields
from tui.clients.sections.custom import flat, whole
from tui.clients.sections.registry import field_named
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, ChoiceField, Field, Group, Option, TypedField

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Merge:
    """A three-way merge of a client: the version we began with, ours, and the one saved meanwhile."""

    values: ClientFields
    """Each field with the value of whoever changed it; ours where both did."""
    conflicts: tuple[str, ...]
    """The fields that both changed to different values."""
    taken: tuple[str, ...]
    """The fields that only the others changed."""


def merge(base: ClientFields, mine: ClientFields, theirs: ClientFields) -> Merge:
    """Merges the changes of two people."""
    values: dict[str, Any] = {}
    conflicts, taken = [], []
    old, own, present = flat(base), flat(mine), flat(theirs)
    for name, began in old.items():
        ours, now = own[name], present[name]
        values[name] = now if ours == began else ours
        if ours != began and now not in (began, ours):
            conflicts.append(name)
        elif ours == began and now != began:
            taken.append(name)
    return Merge(whole(theirs, values), tuple(conflicts), tuple(taken))


class ConflictDialog(FormDialog[dict[str, str]]):
    """Asks for each conflicting field whose value is kept: `mine` or `theirs`, by the field's name."""

    FINAL = True
    ENTER_SUBMITS = True

    def __init__(self, by: str, conflicts: Sequence[str], mine: ClientFields, theirs: ClientFields) -> None:
        super().__init__()
        self._by = by or _("Somebody")
        self._conflicts = conflicts
        self._mine = mine
        self._theirs = theirs

    def heading(self) -> str:
        return _("{name} changed this client meanwhile").format(name=self._by)

    def fields(self) -> Sequence[Field | Group]:
        return [self._choice(name) for name in self._conflicts]

    def answer(self, values: dict[str, Any]) -> dict[str, str]:
        return values

    def _choice(self, name: str) -> ChoiceField:
        field = field_named(name)
        mine, theirs = (shown(field, flat(values)[name]) for values in (self._mine, self._theirs))
        sides = (
            Option(MINE, _("mine: {value}").format(value=mine)),
            Option(THEIRS, _("{name}: {value}").format(name=self._by, value=theirs)),
        )
        return ChoiceField(name, field.label, options=sides)


def shown(field: Field, value: Any) -> str:
    """A value as its field shows it; a dash where it is empty."""
    if isinstance(field, TypedField):
        text = field.show(value)
    elif isinstance(field, ChoiceField):
        text = next((option.label for option in field.options if option.value == value), "")
    elif isinstance(field, CheckField):
        text = _("yes") if value else _("no")
    else:
        text = str(value or "")
    return text or "–"
