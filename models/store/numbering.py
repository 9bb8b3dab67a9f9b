"""Gapless document numbers by prefix and year, taken inside the transaction that uses them.

Each kind of document has a series; the pharmacy chooses its prefix. A prefix once used stays with its series,
so that a number on an old paper means one document.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from peewee import Query, fn

from models.refusals import N_, Refused
from models.store import clock, settings
from models.store.connection import Table, engine
from models.store.fields import IntegerField, TextField
from models.store.prepared import Prepared, given
from models.store.settings import Setting

_SHAPE = re.compile(r"[A-Za-z]{1,4}")


class Series(StrEnum):
    """The series of numbers, each with its default prefix."""

    OPENING = "O"
    SALE = "V"
    PAYMENT = "P"
    DISCOUNT = "M"
    ADVANCE = "A"
    ADJUSTMENT = "J"
    REVERSAL = "X"
    RETURN = "E"
    REFUND = "B"
    CREDIT_NOTE = "C"
    BILLING = "T"
    STATEMENT = "R"
    QUOTE = "D"
    PREPARATION = "PR"
    ORDER = "BC"
    DELIVERY_NOTE = "BL"
    PRO_FORMA = "PF"
    GLOBAL_INVOICE = "F"
    INVOICE = "FA"
    INVOICE_CREDIT_NOTE = "AV"


class DocumentNumber(Table):
    """The last number given for a prefix (`kind`) in a year."""

    kind = TextField()
    year = IntegerField()
    last = IntegerField()

    class Meta:
        table_name = "document_number"


class NumberPrefix(Table):
    """A prefix that a series was given. Append-only: no other series can ever take it."""

    prefix = TextField(primary_key=True)
    series = TextField()

    class Meta:
        table_name = "number_prefix"


@dataclass
class NotAPrefix(Refused):
    """A prefix is one to four letters without accents. `field` is the series."""

    field: str
    text: str
    sentence: ClassVar[str] = N_("A prefix is one to four letters from A to Z.")


@dataclass
class PrefixTaken(Refused):
    """Another series has, or once had, this prefix. `field` is the series that asked for it."""

    field: str
    prefix: str
    owner: Series
    sentence: ClassVar[str] = N_("{prefix} belongs to other documents, also if they use it no more.")


def _raised() -> Query:
    # Prepared, as it runs for every operation.
    chosen = Setting.select(Setting.value).where(Setting.name == given("setting"))
    prefix = fn.COALESCE(fn.NULLIF(chosen, ""), given("series"))
    return (
        DocumentNumber.update(last=DocumentNumber.last + given("count"))
        .where(DocumentNumber.kind == prefix, DocumentNumber.year == given("year"))
        .returning(DocumentNumber.kind, DocumentNumber.last)
    )


_TAKEN = Prepared(_raised)


def take(series: str, year: int, count: int = 1) -> list[str]:
    """The next `count` numbers of this series in a year, such as V-2026-00123.

    They rise with the order of entry, whatever the value date. Call it inside a transaction, before the rows
    with these numbers are written: a rollback gives them back, so the series has no hole. Verbs take numbers
    through `closings.periods.numbers`.
    """
    if not count:
        return []
    engine().serialise(f"number {series}")
    taken = _TAKEN.tuples(count=count, setting=setting(series), series=str(series), year=year)
    if taken:
        prefix, last = taken[0]
    else:
        prefix, last = settings.get(setting(series)) or series, count
        DocumentNumber.insert(kind=prefix, year=year, last=last).execute()
    return [_number(prefix, year, number) for number in range(last - count + 1, last + 1)]


def upcoming(prefix: str) -> str:
    """The next number of this prefix, if nobody else takes it first."""
    year = clock.today().year
    last = DocumentNumber.select(DocumentNumber.last).where(
        DocumentNumber.kind == prefix, DocumentNumber.year == year
    )
    return _number(prefix, year, (last.scalar() or 0) + 1)


def widest() -> int:
    """The length of numbers with the longest prefix ever chosen; 0 if none was chosen."""
    longest = NumberPrefix.select(fn.MAX(fn.LENGTH(NumberPrefix.prefix))).scalar()
    return len(_number("", clock.today().year, 1)) + longest if longest else 0


def prefixes() -> dict[Series, str]:
    """The prefix of each series today."""
    return {series: settings.get(setting(series)) or series.value for series in Series}


def owners() -> dict[str, Series]:
    """The owner of each prefix that a series has or had. What a series was given comes before the default of
    one that came later.
    """
    ever = NumberPrefix.select(NumberPrefix.prefix, NumberPrefix.series).tuples()
    return {series.value: series for series in Series} | {prefix: Series(series) for prefix, series in ever}


def check_prefix(series: Series, text: str) -> str:
    """The prefix in capitals. Raises `NotAPrefix`."""
    letters = text.strip()
    if not _SHAPE.fullmatch(letters):
        raise NotAPrefix(series.value, text[:20])
    return letters.upper()


def claim(wanted: Mapping[Series, str]) -> None:
    """Reserves these prefixes for their series for ever; inside a verb's
    transaction. Raises `PrefixTaken`.
    """
    engine().serialise("number prefixes")
    belongs = owners()
    for series, prefix in wanted.items():
        owner = belongs.get(prefix)
        if owner is None:
            NumberPrefix.insert(prefix=prefix, series=series.value).execute()
            belongs[prefix] = series
        elif owner is not series:
            raise PrefixTaken(series.value, prefix, owner)


def setting(series: str) -> str:
    """The name of the setting with its prefix; absent while it has the default one."""
    return f"number_prefix.{series}"


def _number(prefix: str, year: int, number: int) -> str:
    return f"{prefix}-{year}-{number:05d}"
