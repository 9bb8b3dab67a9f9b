"""Why nothing was printed: each case a type, with what its sentence needs."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused


@dataclass
class PangoMissing(Refused):
    """The system libraries that lay out text are not installed. `command` installs them."""

    command: str
    sentence: ClassVar[str] = N_("Printing needs Pango, which is not installed. Type: {command}")


@dataclass
class Cancelled(Refused):
    """Whoever asked for it changed their mind. Nothing was written."""

    sentence: ClassVar[str] = N_("Printing was cancelled; nothing was written.")


@dataclass
class FolderMissing(Refused):
    """The folder to write in does not exist, or is a file."""

    folder: str
    sentence: ClassVar[str] = N_("The folder {folder} does not exist.")


@dataclass
class NotWritable(Refused):
    """This person may not write there."""

    folder: str
    sentence: ClassVar[str] = N_("Nothing may be written in the folder {folder}.")


@dataclass
class DiskFull(Refused):
    """No room, or the quota is used up."""

    folder: str
    sentence: ClassVar[str] = N_("The disk that holds {folder} is full.")


@dataclass
class FileExists(Refused):
    """A file of this name is there, and replacing it was not asked for."""

    path: str
    sentence: ClassVar[str] = N_("{path} already exists.")


@dataclass
class NotWritten(Refused):
    """The system refused for another reason, in its own words."""

    path: str
    reason: str
    sentence: ClassVar[str] = N_("{path} could not be written: {reason}.")
