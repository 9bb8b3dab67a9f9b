"""The seals that were made, for whoever shows or prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.seals.encoding import short
from models.seals.packing import unpack_keys
from models.seals.table import Occasion, Seal, SealLeaf, SealTable


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal, as it is shown.

    Attributes:
        at: when it was made, in UTC.
        row_count: how many rows it covers.
        digest: 64 hexadecimal digits.
    """

    number: int
    at: datetime
    occasion: Occasion
    row_count: int
    digest: str

    @property
    def short(self) -> str:
        """The beginning of the digest, as it stands on paper."""
        return short(self.digest)


def made_by(trail: int) -> SealRow:
    """The seal that a request made."""
    return _rows(Seal.trail == trail)[0]


def last() -> SealRow | None:
    """The newest seal; None where there is none."""
    found = _rows(limit=1)
    return found[0] if found else None


def newest(limit: int | None = None) -> Sequence[SealRow]:
    """The seals, the newest first."""
    return _rows(limit=limit)


def over(table: str, key: int) -> SealRow | None:
    """The first seal that covers a row, named by the first column of its key; None where none does yet."""
    leaves = (
        SealLeaf.select(SealTable.seal, SealLeaf.keys)
        .join(SealTable)
        .where(SealTable.name == table, SealLeaf.first_key <= key, SealLeaf.last_key >= key)
        .order_by(SealTable.seal)
    )
    for seal, keys in leaves.tuples():
        if any(each[0] == key for each in unpack_keys(keys)):
            return _rows(Seal.id == seal)[0]
    return None


def _rows(*conditions: Any, limit: int | None = None) -> list[SealRow]:
    query = Seal.select(Seal.number, Seal.at, Seal.occasion, Seal.row_count, Seal.digest)
    if conditions:
        query = query.where(*conditions)
    return [SealRow(*row) for row in query.order_by(Seal.number.desc()).limit(limit).tuples()]
