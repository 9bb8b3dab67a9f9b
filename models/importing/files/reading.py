"""How a table is read where it does not say so itself: which sheet, what each column holds, what is left
out.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What a person said about a file after looking at it.

    Attributes:
        sheet: the sheet of a workbook; empty for the only one.
        columns: the field of each column, in their order, empty for one that is left out; None for what the
            titles say.
        leave_out: what cannot be read of a phone, an e-mail address, a date or a list is left empty, and the
            line is imported.
        category: the category of all products, where no column names one.
    """

    sheet: str = ""
    columns: tuple[str, ...] | None = None
    leave_out: bool = False
    category: str = ""

    def recognised(self, digest: str) -> object:
        """What a repeated request to import a file is recognized by: its content, and how it is read."""
        return digest if self == AS_IT_IS else [digest, self]


AS_IT_IS = ReadAs()
