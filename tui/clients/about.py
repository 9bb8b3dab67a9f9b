"""The line below the client list: what its columns do not say of the client under the cursor."""

from collections.abc import Iterator, Sequence

from textual.widgets import Static

from locales import _
from locales.words.clients import BADGES, OF_CONTACT, SIMILAR, found_by_contact, spelled_otherwise
from models.people.clients.badges import Badge, badges
from models.people.clients.listing import ClientRow
from tui.terminal.inert import inert
from tui.widgets.columns import Column, on_one_line
from tui.widgets.rows import Rows

_COLUMNS = ("email", "registration_number", "category", "code")
"""What is said here where the list has no room for the column."""


class About(Static):
    """The badges in words, the alert as it is written, then the columns that are left out."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._said = ""

    def tell(self, rows: Rows[ClientRow]) -> None:
        """Says it of the client under the cursor."""
        row = rows.current
        said = inert(about(row, rows.left_out)) if row is not None else ""
        if said != self._said:
            self._said = said
            self.update(said, layout=False)


def about(row: ClientRow, left_out: Sequence[Column[ClientRow]]) -> str:
    """What is said of a client, where these columns are left out."""
    shown = [column for column in left_out if column.key in _COLUMNS and column.text(row)]
    return " · ".join([*_in_words(row), *(f"{_(column.title)} {column.text(row)}" for column in shown)])


def _in_words(row: ClientRow) -> Iterator[str]:
    if row.similar:
        yield f"{SIMILAR} {spelled_otherwise()}"
    if row.contact is not None:
        yield f"{OF_CONTACT} {found_by_contact(row.contact_name)}"
    for badge in badges(row):
        if badge is Badge.ALERT:
            yield _("Alert: {text}").format(text=on_one_line(row.alert))
        else:
            yield _(BADGES[badge][1])
