"""One fiche as a spreadsheet: a line of titles, and a line of values (fiche-csv)."""

from collections.abc import Sequence

from locales import _
from printing.exports.spreadsheet import BYTE_ORDER_MARK, line, plain


def content(pairs: Sequence[tuple[str, str]]) -> bytes:
    """The file, from titles and values in the user's language. No cell is a formula."""
    titles, values = [plain(title) for title, _value in pairs], [plain(value) for _title, value in pairs]
    return (BYTE_ORDER_MARK + line(titles) + line(values)).encode()


def file_name(client: int) -> str:
    """Fiche_Client_00000362.csv"""
    return _("Client_{client:08}.csv").format(client=client)
