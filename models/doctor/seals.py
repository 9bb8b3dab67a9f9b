"""Checks the seals against the stored rows. They show what no sum can: an altered
text, an erased last row.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from peewee import JOIN, fn

from models.doctor.fault import SHOWN, Check, Fault, first
from models.privacy.table import Redaction
from models.refusals import N_
from models.seals.table import SealRedaction
from models.seals.verification import Finding, What, verify

_SENTENCES = {
    What.ALTERED: N_("Row {row} of {table} was altered after seal no. {seal}."),
    What.ERASED: N_("Row {row} of {table} was erased after seal no. {seal}."),
    What.PUT_IN: N_("Row {row} of {table} was put in after seal no. {seal} among those that it covers."),
    What.ONE_OF: N_("One of the rows {row} of {table} was altered after seal no. {seal}."),
    What.UNREADABLE: N_("Rows {row} of {table}, under seal no. {seal}, can no longer be read."),
    What.SEAL_ALTERED: N_("Seal no. {seal} was altered."),
    What.SEAL_MISSING: N_("Seal no. {seal} is missing."),
    What.PART_ALTERED: N_("What seal no. {seal} keeps of {table} was altered."),
}
_NO_REDACTION = N_("Row {row} of {table} is told as redacted by request {request}, which redacts nothing.")
_REDACTED = N_(
    "Request {request} redacted {count} sealed values; all else of their rows is as it was sealed."
)


def the_newest_seals_hold() -> Iterator[Fault]:
    """The seals follow one another, and the rows of the newest ones are as they were sealed."""
    yield from map(_fault, verify(whole=False))


def redacted_values_are_of_a_redaction() -> Iterator[Fault]:
    """A row that was redacted names a request that is a redaction."""
    rows = (
        SealRedaction.select(SealRedaction.row_key, SealRedaction.table_name, SealRedaction.trail)
        .join(Redaction, JOIN.LEFT_OUTER, on=Redaction.trail == SealRedaction.trail)
        .where(Redaction.id.is_null())
    )
    for row, table, request in first(rows):
        yield Fault("seals", _NO_REDACTION, {"row": row, "table": table, "request": request})


def examine_seals(progress: Callable[[int, int], bool] | None = None) -> list[Fault]:
    """Compares every sealed row; returns no fault when all is well.

    `progress` gets the number of rows done and of all rows, and stops the comparison by returning False.
    """
    return [_fault(finding) for finding in islice(verify(whole=True, progress=progress), SHOWN)]


def redacted() -> list[Fault]:
    """The requests that redacted sealed values: these are no faults."""
    rows = (
        SealRedaction.select(SealRedaction.trail, fn.COUNT(SealRedaction.id))
        .where(SealRedaction.sealed != "")
        .group_by(SealRedaction.trail)
        .order_by(SealRedaction.trail)
    )
    return [
        Fault("seals", _REDACTED, {"request": request, "count": count}) for request, count in rows.tuples()
    ]


def _fault(finding: Finding) -> Fault:
    figures = {"seal": finding.seal, "table": finding.table, "row": finding.row}
    return Fault("seals", _SENTENCES[finding.what], figures)


CHECKS: tuple[Check, ...] = (the_newest_seals_hold, redacted_values_are_of_a_redaction)
