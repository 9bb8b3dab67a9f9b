"""Merges the edits of two people: what is saved at present, with the fields that this person changed."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from models.refusals import Refused
from models.requests.editing import EditedMeanwhile
from tui.frame.base import BaseScreen, Dialog
from tui.frame.insist import insist

Values = TypeVar("Values")
Done = TypeVar("Done")


def merged(before: Values, typed: Values, now: Values) -> Values:
    """`now` with those fields in which `typed` differs from `before`; all three are
    frozen dataclasses of one type.
    """
    names = [field.name for field in fields(now)]  # type: ignore[arg-type]
    mine: dict[str, Any] = {
        name: getattr(typed, name) for name in names if getattr(typed, name) != getattr(before, name)
    }
    return replace(now, **mine)  # type: ignore[type-var]


async def insist_on_edit(
    desk: BaseScreen[Any],
    seen: Values,
    dialog: Callable[[Values, Refused | None], Dialog[Values]],
    edit: Callable[[Values, Values], Done],
) -> Done | None:
    """Shows the fields of something and saves what was changed of them; None if the person gives up.

    `edit` gets what was typed, and the fields over which it is saved: at first `seen`. Where somebody saved
    the same field meanwhile (`EditedMeanwhile`), they are shown again with what the other saved, and the same
    key then saves over it.
    """

    def again(typed: Values | None, refused: Refused | None) -> Dialog[Values]:
        nonlocal seen
        shown = seen if typed is None else typed
        if isinstance(refused, EditedMeanwhile):
            shown, seen = merged(seen, shown, refused.theirs), refused.theirs
        return dialog(shown, refused)

    return await insist(desk, again, lambda typed: edit(typed, seen))
