"""The refusals of the command line itself."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused


@dataclass
class WrongSettings(Refused):
    """The settings file cannot be read, or has an invalid setting."""

    file: str
    reason: str
    sentence: ClassVar[str] = N_("The settings in {file} cannot be used: {reason}.")


@dataclass
class NoSuchCode(Refused):
    """The text is neither a client's number nor a client's code."""

    text: str
    sentence: ClassVar[str] = N_("No client has the number or the code “{text}”.")


@dataclass
class ContactsKnown(Refused):
    """The client has contacts of these names already; whether they are other people, only a person knows."""

    file: str
    count: int
    sentence: ClassVar[str] = N_(
        "{count} names of {file} are there already. Say which you mean: --only-new or --known-too."
    )


@dataclass
class NotTheirName(Refused):
    """A redaction cannot be undone, so the client's name must be typed exactly."""

    said: str
    name: str
    sentence: ClassVar[str] = N_("Nothing was forgotten: the client is called “{name}”, not “{said}”.")


@dataclass
class NotEstablished(Refused):
    """No pharmacy is established yet: what the command writes would prevent the first start."""

    place: str
    sentence: ClassVar[str] = N_("{place} belongs to no pharmacy yet. Open officine once to name yours.")


@dataclass
class TrustClock(Refused):
    """The clock of this machine seems wrong."""

    why: str
    sentence: ClassVar[str] = N_("{why} Put it right, or say --trust-clock if it is right.")


@dataclass
class NoTerminal(Refused):
    """The screens need a terminal for input and output."""

    sentence: ClassVar[str] = N_("The screens need a terminal. For scripts there are verbs: officine --help.")


class NowhereToWrite(Refused):
    """The answer would be shown to nobody."""

    sentence: ClassVar[str] = N_("There is nowhere to write the answer: standard output is closed.")


class AnswerLost(Refused):
    """The output was lost, at least its end."""

    sentence: ClassVar[str] = N_(
        "The answer could not be written whole: the disk is full, or what it goes to is broken."
    )
