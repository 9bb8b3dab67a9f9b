"""What can be wrong with the place where it is kept, each as one refusal a person can act on."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused


@dataclass
class StoreProblem(Refused):
    """The database cannot be used as asked. `place` is a path or an address without its password."""

    place: str
    sentence: ClassVar[str] = N_("The database {place} cannot be used.")


class DatabaseMissing(StoreProblem):
    sentence: ClassVar[str] = N_("There is no database at {place}.")


class UnknownAddress(StoreProblem):
    sentence: ClassVar[str] = N_("{place} is neither a file nor the address of a PostgreSQL server.")


class FolderMissing(StoreProblem):
    sentence: ClassVar[str] = N_("The folder of {place} does not exist or may not be written to.")


class NotADatabase(StoreProblem):
    sentence: ClassVar[str] = N_(
        "{place} is not an Officine database, or it is damaged. It was left as it is."
    )


class ReadOnly(StoreProblem):
    sentence: ClassVar[str] = N_("{place} may be read but not written. Nothing was changed.")


class DiskFull(StoreProblem):
    sentence: ClassVar[str] = N_(
        "The disk that holds {place} is full. Nothing was saved; make room and try again."
    )


class Busy(StoreProblem):
    sentence: ClassVar[str] = N_("Somebody else keeps {place} busy. Nothing was saved; try again.")


class Unreachable(StoreProblem):
    sentence: ClassVar[str] = N_("The database server {place} does not answer.")


class DriverMissing(StoreProblem):
    sentence: ClassVar[str] = N_("PostgreSQL needs its driver: install officine with the “postgres” extra.")


@dataclass
class FromNewerVersion(StoreProblem):
    """The schema knows a migration this program does not."""

    migration: str
    sentence: ClassVar[str] = N_(
        "{place} was written by a newer version of Officine ({migration}). Nothing was changed: update it."
    )
