"""A sequence whose items are made one at a time, when they are asked for."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

Item = TypeVar("Item", covariant=True)


class MadeWhenAsked(Sequence[Item]):
    """All items at once would take too much memory. A subclass says how many there are and makes one."""

    @abstractmethod
    def made(self, index: int) -> Item:
        """The item at this position."""

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self.made(number) for number in range(*index.indices(len(self)))]
        return self.made(index)
