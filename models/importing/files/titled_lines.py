"""Takes the lines of a table whose first line names the columns."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from models.importing.files.faults import CellCount
from models.importing.files.separated import Faults
from models.importing.files.tables import Row
from models.refusals import Refused


class TitledLines(ABC):
    """The state of the reading so far. A subclass says what becomes of a line.

    Args:
        width: the number of columns that the titles name.
        padded: whether a shorter line is a line with empty cells at its end, as in a workbook.
    """

    def __init__(self, width: int, *, padded: bool) -> None:
        self._width, self._padded = width, padded
        self.faults = Faults()
        self.blank_lines = 0

    @abstractmethod
    def take(self, number: int, cells: Sequence[str]) -> None:
        """Takes a line after the titles; several of its cells may be wrong."""

    def take_all(self, rows: Iterable[Row]) -> None:
        """Takes every line after the titles."""
        begun = False
        for number, cells in rows:
            if isinstance(cells, Refused):
                self.faults.blame(number, 1, cells)
            elif not cells:
                self.blank_lines += 1
            elif not begun:
                begun = True
            elif len(cells) == self._width:
                self.take(number, cells)
            elif self._padded:
                self.take(number, [*cells, *[""] * (self._width - len(cells))])
            else:
                self.faults.blame(number, 1, CellCount(len(cells), self._width))
