"""Explains a refusal: its sentence translated, its figures formatted by their type."""

from dataclasses import fields
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, get_type_hints

from locales import _, formats
from models.refusals import Refused
from models.values import Centimes, Days, Thousandths

if TYPE_CHECKING:
    from models.doctor import Fault


def explain(refused: Refused) -> str:
    """One sentence, in the language in use, with the figures of the rule."""
    hints = get_type_hints(type(refused))
    figures = {
        field.name: _figure(getattr(refused, field.name), hints.get(field.name))
        for field in (fields(refused) if hasattr(refused, "__dataclass_fields__") else ())  # type: ignore[arg-type]
    }
    return _(refused.sentence).format(**figures)


def describe(fault: "Fault") -> str:
    """A fault of the doctor, in one sentence."""
    figures = {name: _figure(value, None) for name, value in fault.figures.items()}
    amounts = {name: _amount(value) for name, value in fault.amounts.items()}
    return _(fault.sentence).format(**figures, **amounts)


def _amount(value: Any) -> str:
    """An amount, or what a damaged base holds instead."""
    return formats.amount(Centimes(value)) if isinstance(value, int) else str(value)


def _figure(value: Any, hint: Any) -> str:
    if value is None:
        return "–"
    if hint is Centimes:
        return formats.amount(value)
    if hint is Thousandths:
        return formats.quantity(value)
    if hint is int:
        return formats.count(value)
    if isinstance(value, Days):
        return formats.days(*value) or _("without limit of days")
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, time):
        return formats.hour(value)
    if isinstance(value, date):
        return formats.day(value)
    return str(value)
