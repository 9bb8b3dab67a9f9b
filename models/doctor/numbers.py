"""Numbers of documents: one series by kind and year, without a hole."""

from collections.abc import Iterator
from typing import Any

from peewee import SQL, fn

from models.doctor.fault import Fault
from models.money.accounts import NUMBER_PREFIX, OperationKind
from models.money.ledger import Operation
from models.refusals import N_
from models.store.connection import engine
from models.store.numbering import DocumentNumber
from models.trade.statements import IssuedStatement

HOLES = N_("The numbers {series} should run from 1 to {last}; there are {count}, up to {highest}.")


def no_holes() -> Iterator[Fault]:
    """Every series runs from 1 to the last number that was given."""
    with engine().reading():  # at one moment: others work meanwhile, and take numbers
        given = {f"{row.kind}-{row.year}": row.last for row in DocumentNumber.select()}
        found = dict(_series(Operation.number)) | dict(_series(IssuedStatement.number))
    for series in sorted(given.keys() | found.keys()):
        last = given.get(series, 0)
        count, lowest, highest = found.get(series, (0, 1, 0))
        if (count, lowest, highest) != (last, 1, last):
            figures = {"series": series, "last": last, "count": count, "highest": highest}
            yield Fault("numbers", HOLES, figures)
    yield from _of_another_kind()


def _series(number: Any) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """How many numbers such as V-2026-00123 there are of each V-2026, the lowest and the highest."""
    rank = fn.SUBSTR(number, 8).cast("BIGINT")
    rows = number.model.select(
        fn.SUBSTR(number, 1, 6).alias("series"), fn.COUNT(number), fn.MIN(rank), fn.MAX(rank)
    ).group_by(SQL("series"))
    for series, *figures in rows.tuples():
        yield series, tuple(figures)


def _of_another_kind() -> Iterator[Fault]:
    sentence = N_("The number {number} belongs to another kind of document.")
    for kind in OperationKind:
        rows = Operation.select(Operation.number, Operation.client).where(
            Operation.kind == kind, fn.SUBSTR(Operation.number, 1, 2) != f"{NUMBER_PREFIX[kind]}-"
        )
        for number, client in rows.tuples():
            yield Fault("numbers", sentence, {"number": number}, client=client)
