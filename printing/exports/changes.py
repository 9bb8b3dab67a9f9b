"""A list of changes as a spreadsheet: a line for each field (trace-info)."""

from collections.abc import Iterable, Iterator, Sequence

from locales import _
from printing.exports.spreadsheet import BYTE_ORDER_MARK, line, plain


def lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The file, line by line; a row is the moment, who, what was done, to what, the field, before and after,
    in the user's language. No cell is a formula.
    """
    titles = (_("Date"), _("By"), _("Request"), _("Name"), _("Field"), _("Before"), _("After"))
    yield BYTE_ORDER_MARK + line([plain(title) for title in titles])
    for cells in rows:
        yield line([plain(cell) for cell in cells])
