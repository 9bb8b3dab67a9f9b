"""A list of two parts that stand one below the other, each with its own rows in its own order."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from models.store.listing import Windows

Row = TypeVar("Row")


class Blocks(Generic[Row]):
    """Listings one after the other, read like one `Listing`; `block_of` says in which of them a row is.

    A listing is only read once those before it have no more rows.
    """

    def __init__(self, blocks: Sequence[Windows[Row]], block_of: Callable[[Row], int]) -> None:
        self._blocks, self._block_of = blocks, block_of

    def read(
        self, limit: int, *, after: Row | None = None, before: Row | None = None, at: Row | None = None
    ) -> Sequence[Row]:
        if before is not None:
            number = self._block_of(before)
            rows = list(self._blocks[number].read(limit, before=before))
            return self._upwards(number, rows, limit)
        first = after if after is not None else at
        number = 0 if first is None else self._block_of(first)
        rows = list(self._blocks[number].read(limit, after=after, at=at))
        for block in self._blocks[number + 1 :]:
            if len(rows) >= limit:
                break
            rows += block.read(limit - len(rows))
        return rows

    def last(self, limit: int) -> Sequence[Row]:
        return self._upwards(len(self._blocks), [], limit)

    def _upwards(self, number: int, rows: list[Row], limit: int) -> Sequence[Row]:
        """These rows, with the last ones of the listings above this one, as many as fit."""
        for block in reversed(self._blocks[:number]):
            if len(rows) >= limit:
                break
            rows = [*block.last(limit - len(rows)), *rows]
        return rows
