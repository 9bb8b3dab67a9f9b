"""A cell of a list, by what it is: text, a day, an amount. Each form of file writes it in its own way."""

from dataclasses import dataclass
from datetime import date

from locales import formats
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, which a number of clients or a code is not."""

    centimes: Centimes


@dataclass(frozen=True, slots=True)
class Balance(Amount):
    """What a client owes; below zero, what is owed to the client. Paper says so in a word."""


Cell = str | date | Amount


def machine(cell: date | Amount) -> str:
    """For spreadsheets: 1250,50 and 2026-11-30."""
    return formats.cell_amount(cell.centimes) if isinstance(cell, Amount) else cell.isoformat()
