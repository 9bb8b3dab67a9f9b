"""Why nothing was printed: one refusal for each case."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused


@dataclass
class PangoMissing(Refused):
    """The system libraries for text layout are not installed. `command` installs them."""

    command: str
    sentence: ClassVar[str] = N_("Printing needs Pango, which is not installed. Type: {command}")


@dataclass
class Cancelled(Refused):
    """The user cancelled. Nothing was written."""

    sentence: ClassVar[str] = N_("Printing was cancelled; nothing was written.")


@dataclass
class FolderMissing(Refused):
    """The folder does not exist, or is a file."""

    folder: str
    sentence: ClassVar[str] = N_("The folder {folder} does not exist.")


@dataclass
class NotWritable(Refused):
    """The user may not write there."""

    folder: str
    sentence: ClassVar[str] = N_("Nothing may be written in the folder {folder}.")


@dataclass
class DiskFull(Refused):
    """The disk is full, or the quota is used up."""

    folder: str
    sentence: ClassVar[str] = N_("The disk that holds {folder} is full.")


@dataclass
class FileExists(Refused):
    """The file exists, and replacing it was not requested."""

    path: str
    sentence: ClassVar[str] = N_("{path} already exists.")


@dataclass
class NotWritten(Refused):
    """The system refused for another reason, given in its own words."""

    path: str
    reason: str
    sentence: ClassVar[str] = N_("{path} could not be written: {reason}.")
