"""What a field of the editor says, on paper and in a file."""

from typing import Any

from locales import _
from models.people.companies.bank import MASKED, masked
from tui.forms.fields import CheckField, ChoiceField, Field, TypedField


def shown(field: Field, value: Any) -> str:
    """The text of a value; empty for what says nothing."""
    if field.name in MASKED:
        return masked(value)
    if isinstance(field, CheckField):
        return _("yes") if value else ""
    if isinstance(field, ChoiceField):
        return next(
            (option.label for option in field.options if option.value == value and value is not None), ""
        )
    if value in (None, ""):
        return ""
    return field.show(value) if isinstance(field, TypedField) else str(value)
