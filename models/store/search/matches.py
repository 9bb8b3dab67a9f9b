"""The matches of the search index in name order: the same on both engines, except for the condition."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Database


@dataclass(frozen=True, slots=True)
class Matches:
    """The rows of the index that meet a condition.

    `key` is the column in name order, `place` the expression that gives a client's label.
    """

    database: Database
    key: str
    place: str
    where: str
    values: Sequence[Any]

    def count(self) -> int:
        """The number of matches."""
        (count,) = self._read("count(*)", self.where, self.values)[0]
        return int(count)

    def page(self, *, after: int | None, before: int | None, limit: int) -> Sequence[int]:
        """A page of labels: those after one key, or the last ones before one."""
        where, values = self.where, list(self.values)
        for sign, key in ((">", after), ("<", before)):
            if key is not None:
                where += f" AND {self.key} {sign} {self.database.param}"
                values.append(key)
        order = "DESC" if before is not None else "ASC"
        where += f" ORDER BY {self.key} {order} LIMIT {self.database.param}"
        places = [place for (place,) in self._read(self.place, where, [*values, limit])]
        return places[::-1] if before is not None else places

    def _read(self, what: str, where: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        statement = f"SELECT {what} FROM client_search WHERE {where}"
        return list(self.database.execute_sql(statement, values).fetchall())
