"""What is kept of a person: no column is there of which nobody said whether it is personal."""

from collections.abc import Iterator

from models.doctor.fault import Check, Fault
from models.personal import register
from models.refusals import N_
from models.store.connection import engine

_UNDECLARED = N_("Nobody declared whether {column} of {table} is personal: it would never be forgotten.")


def every_column_is_declared() -> Iterator[Fault]:
    """What nobody declared would be left where a client is forgotten, and in no export of what is known."""
    for table, column in register.undeclared(engine().columns()):
        yield Fault("privacy", _UNDECLARED, {"table": table, "column": column})


CHECKS: tuple[Check, ...] = (every_column_is_declared,)
