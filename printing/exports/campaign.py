"""The report of a campaign as a spreadsheet: who got nothing, and why."""

from collections.abc import Iterable, Iterator, Sequence

from locales import _
from printing.exports.spreadsheet import BYTE_ORDER_MARK, line, plain

Missed = Sequence[str]
"""A client's name, their number and the reason, in the user's language."""


def lines(rows: Iterable[Missed]) -> Iterator[str]:
    """The file, line by line."""
    yield BYTE_ORDER_MARK + line([_("Client"), _("Number"), _("Reason")])
    for row in rows:
        yield line([plain(each) for each in row])
