"""The widget of each kind of field. A new kind of field registers its widget, in the module of that widget.

A widget is imported when the first field of its kind is shown: the first form of a day asks for a code only.
"""

from functools import singledispatch

from tui.forms.entry import Entry, TextEntry
from tui.forms.fields import CheckField, ChoiceField, Field, NoteField, TypedField


@singledispatch
def entry_for(field: Field) -> Entry:
    """The widget into which it is typed."""
    raise TypeError(f"no widget is registered for {type(field).__name__}")


@entry_for.register
def _typed(field: TypedField) -> Entry:
    return TextEntry(field)


@entry_for.register
def _note(field: NoteField) -> Entry:
    from tui.forms.note import NoteEntry

    return NoteEntry(field)


@entry_for.register
def _check(field: CheckField) -> Entry:
    from tui.forms.check import CheckEntry

    return CheckEntry(field)


@entry_for.register
def _choice(field: ChoiceField) -> Entry:
    from tui.forms.choice import ChoiceEntry

    return ChoiceEntry(field)
