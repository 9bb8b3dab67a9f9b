"""What the command line itself refuses."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused


@dataclass
class WrongSettings(Refused):
    """The settings file cannot be read, or holds what means nothing."""

    file: str
    reason: str
    sentence: ClassVar[str] = N_("The settings in {file} cannot be used: {reason}.")


@dataclass
class NoSuchCode(Refused):
    """Neither a number nor a code of a client."""

    text: str
    sentence: ClassVar[str] = N_("No client has the number or the code “{text}”.")


@dataclass
class NotTheirName(Refused):
    """Forgetting somebody cannot be undone, so the name has to be theirs."""

    said: str
    name: str
    sentence: ClassVar[str] = N_("Nothing was forgotten: the client is called “{name}”, not “{said}”.")


@dataclass
class NotEstablished(Refused):
    """Nobody works here yet: what a verb writes would stand in the way of the first start."""

    place: str
    sentence: ClassVar[str] = N_("{place} belongs to no pharmacy yet. Open officine once to name yours.")


@dataclass
class TrustClock(Refused):
    """The clock of this machine seems to be wrong."""

    why: str
    sentence: ClassVar[str] = N_("{why} Put it right, or say --trust-clock if it is right.")


@dataclass
class NoTerminal(Refused):
    """The screens need a terminal on both sides."""

    sentence: ClassVar[str] = N_("The screens need a terminal. For scripts there are verbs: officine --help.")


class NowhereToWrite(Refused):
    """What was asked for would be shown to nobody."""

    sentence: ClassVar[str] = N_("There is nowhere to write the answer: standard output is closed.")


class AnswerLost(Refused):
    """What was written went nowhere, at least the end of it."""

    sentence: ClassVar[str] = N_(
        "The answer could not be written whole: the disk is full, or what it goes to is broken."
    )
