"""Keyset pagination: a window of a list begins at the key of a row read before, never at an offset.

So the hundredth window costs as much as the first, and a row added or deleted meanwhile moves no other one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from peewee import Field, Tuple

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Start(Generic[Row]):
    """Where a window begins: at a row that was read before, or, without one, at an end of the list.

    `backwards` means the window ends there instead; `inclusive`, that the row itself is in it.
    """

    row: Row | None = None
    backwards: bool = False
    inclusive: bool = False


def start(after: Row | None, before: Row | None, at: Row | None) -> Start[Row]:
    """What `Listing.read` was asked for: at most one of the three is given."""
    return Start(after or before or at, before is not None, at is not None)


@dataclass(frozen=True, slots=True)
class Keyset:
    """A total order: columns that together tell a row from all others, all in one direction."""

    columns: tuple[Any, ...]
    descending: bool = False

    def past(self, key: Sequence[Any], *, backwards: bool = False, inclusive: bool = False) -> Any:
        """The condition that a row comes after this key in the order; `backwards`, that it comes before."""
        values = [_kept(column, value) for column, value in zip(self.columns, key, strict=True)]
        one = len(values) == 1
        columns, values_ = (self.columns[0], values[0]) if one else (Tuple(*self.columns), Tuple(*values))
        if self.descending != backwards:
            return columns <= values_ if inclusive else columns < values_
        return columns >= values_ if inclusive else columns > values_

    def sorted(self, query: Any, *, backwards: bool = False) -> Any:
        """The query in this order, or in the opposite one."""
        down = self.descending != backwards
        return query.order_by(*(column.desc() if down else column.asc() for column in self.columns))

    def window(
        self,
        query: Any,
        limit: int,
        begins: Start[Row],
        key: Callable[[Row], Sequence[Any]],
        read: Callable[[Any], Sequence[Row]],
    ) -> Sequence[Row]:
        """So many rows of a query, in display order. `key` says of a row what it has in the columns of the
        order, `read` reads the rows of a query."""
        if begins.row is not None:
            past = self.past(key(begins.row), backwards=begins.backwards, inclusive=begins.inclusive)
            query = query.where(past)
        rows = read(self.sorted(query, backwards=begins.backwards).limit(limit))
        return rows[::-1] if begins.backwards else rows


def _kept(column: Any, value: Any) -> Any:
    """A value as its column keeps it: within a comparison of several at once Peewee does not convert any."""
    return column.db_value(value) if isinstance(column, Field) else value
