"""The operations as a spreadsheet: one a line, amounts in cells of their own, and no cell that is a formula.

Each mode has a column with what came into the till, negative for what left it: a payment in two modes is one
operation, and each column adds up to its account.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from locales import _, formats
from locales.inert import inert
from locales.words import ledger as words
from models.money.ledger.accounts import TILL, Account
from models.money.ledger.journal import JournalEntry
from models.store import clock
from models.values import ZERO, Centimes

BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets do not recognize UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(entries: Iterable[JournalEntry]) -> Iterator[str]:
    """The file, line by line, in the user's language and with its decimal sign; semicolons between cells."""
    yield BYTE_ORDER_MARK + line(
        [
            _("Date"),
            _("Entered"),
            _("No."),
            _("Kind"),
            _("Client"),
            _("Code"),
            _("Last name"),
            _("First name"),
            _("Debit"),
            _("Credit"),
            *(words.mode(account) for account in TILL),
            _("Reference"),
            _("Note"),
            _("By"),
            _("Cancels"),
        ]
    )
    for entry in entries:
        yield line(_cells(entry))


def plain(text: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe is put before what begins like a formula."""
    shown = inert(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def _cells(entry: JournalEntry) -> list[str]:
    owed = entry.owed
    return [
        entry.day.isoformat(),
        clock.local(entry.entered).strftime("%Y-%m-%d %H:%M"),
        entry.number,
        words.operation(entry.kind),
        str(entry.client or ""),
        plain(entry.code),
        plain(entry.last_name),
        plain(entry.first_name),
        _amount(max(owed, ZERO)),
        _amount(max(-owed, ZERO)),
        *(_amount(_moved(entry, account)) for account in TILL),
        plain(entry.reference),
        plain(entry.note),
        plain(entry.author),
        entry.reverses,
    ]


def _moved(entry: JournalEntry, account: Account) -> Centimes:
    return sum((each.amount for each in entry.postings if each.account is account), ZERO)


def _amount(centimes: Centimes) -> str:
    return formats.cell_amount(centimes) if centimes else ""


def line(cells: list[str]) -> str:
    """One line of such a file."""
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(cells)
    return text.getvalue()
