"""The columns of tables, each with the type that it has on a row.

Read on a row, a column is its Python value: whole centimes, a day, a moment, a member of an enum. Read on the
table, it is Peewee's field, of which a query is made; that is `Any`, as all of Peewee is to mypy.

Every pair of `__init__` says the same: a row may have None where the column may be empty (`null=True`). What
stands under `TYPE_CHECKING` costs nothing when the program runs.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

import peewee

from models.values import Centimes

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)
Row = TypeVar("Row", bound=peewee.Model)


class _Column(Generic[Value]):
    """What a row has in a column."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, row: None, table: type) -> Any: ...
        @overload
        def __get__(self, row: object, table: type) -> Value: ...
        def __get__(self, row: object, table: type) -> Any: ...
        def __set__(self, row: object, value: Value) -> None: ...


class IntegerField(_Column[Value], peewee.IntegerField):
    """A whole number that is no amount: a count, a rate in hundredths of a percent, a quantity."""

    if TYPE_CHECKING:

        @overload
        def __init__(self: "IntegerField[int]", *, null: Literal[False] = ..., **options: Any) -> None: ...
        @overload
        def __init__(self: "IntegerField[int | None]", *, null: Literal[True], **options: Any) -> None: ...
        def __init__(self, **options: Any) -> None: ...


class TextField(_Column[str], peewee.TextField):
    """A text; where there is none it is empty, never None."""


class BytesField(_Column[bytes], peewee.BlobField):
    """Bytes, such as those of a picture."""


class BooleanField(_Column[bool], peewee.BooleanField):
    """Yes or no."""


class ForeignKeyField(_Column[Value], peewee.ForeignKeyField):
    """The row of another table, read when it is asked for. Its key alone is `…_id`, which costs no query."""

    if TYPE_CHECKING:

        @overload
        def __init__(self: "ForeignKeyField[Any]", table: Literal["self"], **options: Any) -> None: ...
        @overload
        def __init__(
            self: "ForeignKeyField[Row]", table: type[Row], *, null: Literal[False] = ..., **options: Any
        ) -> None: ...
        @overload
        def __init__(
            self: "ForeignKeyField[Row | None]", table: type[Row], *, null: Literal[True], **options: Any
        ) -> None: ...
        def __init__(self, table: Any, **options: Any) -> None: ...


class AmountField(_Column[Value], peewee.BigIntegerField):
    """Whole centimes (INV-01). Anything but an int is a defect in the program, so it is not converted."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self: "AmountField[Centimes]", *, null: Literal[False] = ..., **options: Any
        ) -> None: ...
        @overload
        def __init__(
            self: "AmountField[Centimes | None]", *, null: Literal[True], **options: Any
        ) -> None: ...
        def __init__(self, **options: Any) -> None: ...

    def db_value(self, value: int | None) -> int | None:
        if value is not None and type(value) is not int:
            raise TypeError(f"an amount is a whole number of centimes, not {value!r}")
        return value


class EnteredAmountField(AmountField[Value]):
    """An amount that was entered, or that one line or operation comes to: at most `LARGEST`, either way."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self: "EnteredAmountField[Centimes]", *, null: Literal[False] = ..., **options: Any
        ) -> None: ...
        @overload
        def __init__(
            self: "EnteredAmountField[Centimes | None]", *, null: Literal[True], **options: Any
        ) -> None: ...
        def __init__(self, **options: Any) -> None: ...


class DayField(_Column[Value], peewee.DateField):
    """A local calendar day, kept as YYYY-MM-DD."""

    if TYPE_CHECKING:

        @overload
        def __init__(self: "DayField[date]", *, null: Literal[False] = ..., **options: Any) -> None: ...
        @overload
        def __init__(self: "DayField[date | None]", *, null: Literal[True], **options: Any) -> None: ...
        def __init__(self, **options: Any) -> None: ...

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: date | str | None) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value


class MomentField(_Column[Value], peewee.DateTimeField):
    """A moment: aware and in UTC in Python, naive UTC in the database."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self: "MomentField[datetime]", *, null: Literal[False] = ..., **options: Any
        ) -> None: ...
        @overload
        def __init__(
            self: "MomentField[datetime | None]", *, null: Literal[True], **options: Any
        ) -> None: ...
        def __init__(self, **options: Any) -> None: ...

    def db_value(self, value: datetime | str | None) -> str | None:
        if not isinstance(value, datetime):
            return value
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")

    def python_value(self, value: datetime | str | None) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.replace(tzinfo=UTC)


class ChoiceField(_Column[Choice], peewee.TextField):
    """One of the values of a `StrEnum`; the schema's CHECK refuses any other."""

    def __init__(self, choices: type[Choice], **options: Any) -> None:
        self.enum = choices
        super().__init__(**options)

    def db_value(self, value: str | None) -> str | None:
        return None if value is None else str(self.enum(value))

    def python_value(self, value: str | None) -> Choice | None:
        return None if value is None else self.enum(value)
