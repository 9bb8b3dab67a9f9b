"""Columns that mean something: amounts, days, moments, choices."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from peewee import BigIntegerField, DateField, DateTimeField, TextField


class _Column:
    """Read on a row, a column is its value; what kind of value is Peewee's secret."""

    if TYPE_CHECKING:

        def __get__(self, row: Any, table: Any) -> Any: ...
        def __set__(self, row: Any, value: Any) -> None: ...


class AmountField(_Column, BigIntegerField):
    """Whole centimes (INV-01). Anything but an int is a defect in the program, so it is not converted."""

    def db_value(self, value: int | None) -> int | None:
        if value is not None and type(value) is not int:
            raise TypeError(f"an amount is a whole number of centimes, not {value!r}")
        return value


class EnteredAmountField(AmountField):
    """An amount that was entered, or that one line or operation comes to: at most `LARGEST`, either way."""


class DayField(_Column, DateField):
    """A local calendar day, kept as YYYY-MM-DD."""

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: date | str | None) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value


class MomentField(_Column, DateTimeField):
    """A moment: aware and in UTC in Python, naive UTC in the database."""

    def db_value(self, value: datetime | str | None) -> str | None:
        if not isinstance(value, datetime):
            return value
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")

    def python_value(self, value: datetime | str | None) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.replace(tzinfo=UTC)


class ChoiceField(_Column, TextField):
    """One of the values of a `StrEnum`; the schema's CHECK refuses any other."""

    def __init__(self, choices: type[StrEnum], **options: Any) -> None:
        self.enum = choices
        super().__init__(**options)

    def db_value(self, value: str | None) -> str | None:
        return None if value is None else str(self.enum(value))

    def python_value(self, value: str | None) -> StrEnum | None:
        return None if value is None else self.enum(value)
