"""Problems with the database or its place, each as a refusal with a sentence on which a person can act."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused


@dataclass
class StoreProblem(Refused):
    """The database cannot be used as asked. `place` is a path or an address without its password."""

    place: str
    passes: ClassVar[bool] = False
    """Whether it may pass by itself, so that it is worth waiting."""
    sentence: ClassVar[str] = N_("The database {place} cannot be used.")


class DatabaseMissing(StoreProblem):
    sentence: ClassVar[str] = N_("There is no database at {place}.")


class UnknownAddress(StoreProblem):
    sentence: ClassVar[str] = N_("{place} is neither a file nor the address of a PostgreSQL server.")


class FolderMissing(StoreProblem):
    passes: ClassVar[bool] = True
    sentence: ClassVar[str] = N_("The folder of {place} does not exist or may not be written to.")


class NotADatabase(StoreProblem):
    sentence: ClassVar[str] = N_(
        "{place} is not an Officine database, or it is damaged. It was left as it is."
    )


class NotAsItWasLeft(StoreProblem):
    """A migration met other tables than it expects: its own record is missing, or somebody changed them."""

    sentence: ClassVar[str] = N_(
        "{place} cannot be brought up to date: its tables are not as Officine left them. Restore a backup."
    )


class NotAFile(StoreProblem):
    sentence: ClassVar[str] = N_("{place} is no file: a database is kept in one. It was left as it is.")


class NotReadable(StoreProblem):
    sentence: ClassVar[str] = N_("{place} may not be read from this account.")


class ReservedName(StoreProblem):
    sentence: ClassVar[str] = N_(
        "{place} is the name of a part of another database, and would be deleted: choose another one."
    )


class NotOurs(StoreProblem):
    """Beside the database stands a special file where Officine needs its lock file."""

    sentence: ClassVar[str] = N_(
        "{place} is not a file that may be written to, and Officine takes turns with it: remove it."
    )


class ReadOnly(StoreProblem):
    sentence: ClassVar[str] = N_("{place} may be read but not written. Nothing was changed.")


class DiskFull(StoreProblem):
    sentence: ClassVar[str] = N_(
        "The disk that holds {place} is full. Nothing was saved; make room and try again."
    )


class Busy(StoreProblem):
    passes: ClassVar[bool] = True
    sentence: ClassVar[str] = N_("Somebody else keeps {place} busy. Nothing was saved; try again.")


class Unreachable(StoreProblem):
    passes: ClassVar[bool] = True
    sentence: ClassVar[str] = N_("The database server {place} does not answer.")


class NotLetIn(StoreProblem):
    sentence: ClassVar[str] = N_(
        "The database server {place} does not let us in: look at the user, the password and the database."
    )


class Gone(StoreProblem):
    """The file was deleted or replaced: what is written to it would be lost."""

    passes: ClassVar[bool] = True
    sentence: ClassVar[str] = N_("{place} was taken away. Nothing was saved; put it back.")


class Replaced(StoreProblem):
    sentence: ClassVar[str] = N_(
        "{place} is another file than the one that was opened. Nothing was saved; leave, and open it again."
    )


class DriverMissing(StoreProblem):
    sentence: ClassVar[str] = N_("PostgreSQL needs its driver: install officine with the “postgres” extra.")


@dataclass
class FromNewerVersion(StoreProblem):
    """The schema has a migration that this program does not know."""

    migration: str
    sentence: ClassVar[str] = N_(
        "{place} was written by a newer version of Officine ({migration}). Nothing was changed: update it."
    )
