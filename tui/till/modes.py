"""The rows of a till day: each mode, then the total."""

from dataclasses import dataclass

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.ledger import amount
from models.money.ledger.accounts import Account
from models.money.till.figures import ModeFigures, TillDay
from models.values import ZERO
from tui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class ModeRow:
    """One account of the till; None is the total."""

    account: Account | None
    figures: ModeFigures

    @property
    def name(self) -> str:
        """What it is called."""
        return words.mode(self.account) if self.account else _("Total")


def rows(day: TillDay) -> list[ModeRow]:
    """Each mode, and the total."""
    return [*(ModeRow(mode.account, mode) for mode in day.modes), ModeRow(None, day.total)]


def differences(day: TillDay) -> str:
    """What was missing or too much, mode by mode; one word if nothing was."""
    off = [
        f"{words.mode(mode.account)} {words.difference(mode.difference)}"
        for mode in day.modes
        if mode.difference
    ]
    return " · ".join(off) or words.difference(ZERO)


def _style(row: ModeRow) -> str:
    return "plain" if row.account else "strong"


def _counted(row: ModeRow) -> str:
    if row.figures.counted is None:
        return ""
    return formats.amount(row.figures.counted) if row.figures.counted or row.figures.expected else "–"


def _difference(row: ModeRow) -> str:
    if row.figures.counted is None:
        return ""
    used = row.figures.counted or row.figures.expected
    return words.difference(row.figures.difference) if used else "–"


def _difference_style(row: ModeRow) -> str:
    return "warns" if row.figures.difference else _style(row)


def _amount(key: str, title: str, width: int) -> Column[ModeRow]:
    def text(row: ModeRow) -> str:
        return amount(getattr(row.figures, key))

    return Column(key, title, text, width, grows=1, right=True, style=_style)


COLUMNS: list[Column[ModeRow]] = [
    Column("mode", N_("Mode"), lambda row: row.name, 8, grows=1, style=_style),
    _amount("opening", N_("Float"), 8),
    _amount("receipts", N_("Received"), 10),
    _amount("refunds", N_("Paid out"), 9),
    _amount("expected", N_("Expected"), 10),
    Column("counted", N_("Counted"), _counted, 10, grows=1, right=True, style=_style),
    Column("difference", N_("Difference"), _difference, 18, grows=1, right=True, style=_difference_style),
]
