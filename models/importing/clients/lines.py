"""Reads one line of a file of clients: a name and a balance, or the reason why it is none.

The documented format is strict (import-csv): two columns, a decimal point, no thousands separator. Another
notation is accepted if it can be read in one way only and the whole file keeps to it; nothing is guessed.
"""

import re
from dataclasses import dataclass
from typing import ClassVar

from models.importing.files.faults import check_undamaged, quoted
from models.importing.files.separated import Separated
from models.money.amounts import LARGEST, AmbiguousAmount, AmountTooLarge
from models.refusals import N_, ControlCharacters, Refused
from models.store.search.folding import loose
from models.store.text import check_text, is_control
from models.values import Centimes

COLUMNS = 2
_BALANCE = re.compile(r"(-?)([0-9]{1,12})(?:([.,])([0-9]{1,2}))?")
_AMBIGUOUS = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3}")
_GROUPED = re.compile(r"-?[0-9]{1,3}([ \u00a0\u202f.,'’][0-9]{3})+([.,][0-9]*)?")
_TOO_FINE = re.compile(r"-?[0-9]+[.,][0-9]{3,}")
_NAME_TITLES = {
    *("nom", "noms", "client", "clients", "name", "customer"),
    *("الاسم", "اسم", "الزبون", "العميل"),
}
_BALANCE_TITLES = {
    *("solde", "soldes", "credit", "credits", "dette", "montant", "balance", "amount"),
    *("الرصيد", "رصيد", "الدين", "المبلغ"),
}


@dataclass
class ColumnCount(Refused):
    found: int
    sentence: ClassVar[str] = N_(
        "Columns found: {found}; expected: 2, name and balance. A comma in a name needs quotation marks."
    )


@dataclass
class NameMissing(Refused):
    sentence: ClassVar[str] = N_("The name is missing.")


@dataclass
class BalanceMissing(Refused):
    sentence: ClassVar[str] = N_("The balance is missing. Write 0 where nothing is owed.")


@dataclass
class NotABalance(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a balance. Examples: 150.50, -20, 0.")


@dataclass
class FormulaInstead(NotABalance):
    sentence: ClassVar[str] = N_("“{text}” is a formula. Only amounts are imported.")


@dataclass
class ThousandsSeparated(NotABalance):
    sentence: ClassVar[str] = N_("“{text}”: write balances without thousands separators.")


@dataclass
class TooManyDecimals(NotABalance):
    sentence: ClassVar[str] = N_("“{text}” has more than two decimals.")


@dataclass
class OtherDecimalMark(NotABalance):
    """The file has both 1.50 and 1,50, so one of the two may mean something else."""

    mark: str
    sentence: ClassVar[str] = N_("“{text}”: the balances above are written with “{mark}”.")


class Layout(Separated):
    """The notation of a file: its first line decides the delimiter, its first decimals the decimal mark."""

    def __init__(self) -> None:
        super().__init__()
        self.decimal_mark = ""

    def cells(self, line: str) -> list[str]:
        """The two cells of a line, trimmed. Raises `BadQuotes`, `ColumnCount`, `OtherDelimiter`."""
        cells = super().cells(line)
        if len(cells) != COLUMNS:
            raise ColumnCount(len(cells))
        return cells

    def balance(self, text: str) -> Centimes:
        """The balance in centimes; negative for a credit. Raises the reason if it is no balance."""
        found = _BALANCE.fullmatch(text)
        if found is None:
            raise _why_not(text)
        sign, units, mark, decimals = found.groups()
        if mark and mark != self.decimal_mark:
            if self.decimal_mark:
                raise OtherDecimalMark(text, self.decimal_mark)
            self.decimal_mark = mark
        centimes = int(units) * 100 + int((decimals or "").ljust(2, "0"))
        if centimes > int(LARGEST):
            raise AmountTooLarge
        return Centimes(-centimes if sign else centimes)


def name(text: str) -> str:
    """The whole name. A spreadsheet formula stays text. Raises the reason if it is no name."""
    if not text:
        raise NameMissing
    clean = check_text("last_name", text)
    check_undamaged(clean)
    return clean


def are_titles(name: str, balance: str) -> bool:
    """Whether a line holds column titles, such as `Nom du client,Solde crédit`."""
    if any(map(str.isdigit, balance)):
        return False
    return bool(_NAME_TITLES & set(loose(name).split()) and _BALANCE_TITLES & set(loose(balance).split()))


def _why_not(text: str) -> Refused:
    """The most helpful reason why a cell is no balance."""
    if not text:
        return BalanceMissing()
    if any(map(is_control, text)):
        return ControlCharacters("balance")
    shown = quoted(text)
    if text[0] in "=+@" or re.match(r"-[^0-9]", text):
        return FormulaInstead(shown)
    if _AMBIGUOUS.fullmatch(text):
        return AmbiguousAmount(shown)
    if _GROUPED.fullmatch(text):
        return ThousandsSeparated(shown)
    return TooManyDecimals(shown) if _TOO_FINE.fullmatch(text) else NotABalance(shown)
