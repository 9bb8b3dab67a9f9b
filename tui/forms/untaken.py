"""Input that a choice or a check box cannot take: it is kept, reported, and the form does not
answer before it is cleared.

A person who types `5%` at the payment mode looks at the client and believes that the discount was taken.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from textual import events

from models.refusals import N_, Refused
from tui.forms.entry import Entry

_LONGEST = 60
"""The most letters quoted: more would push the other fields off the screen."""


@dataclass
class NotAChoice(Refused):
    """Letters that are none of the options."""

    field: str
    text: str
    sentence: ClassVar[str] = N_("“{text}” is none of these, and was not taken: ← → choose, ⌫ forgets it.")


class Untaken(Entry):
    """A field that letters operate. Other letters are `untaken` until the person chooses or clears them."""

    _untaken = ""

    @abstractmethod
    def takes(self, letter: str) -> bool:
        """Chooses by this letter; returns whether it could."""

    @property
    def untaken(self) -> str:
        """The untaken input, as it is quoted."""
        return self._untaken if len(self._untaken) <= _LONGEST else f"{self._untaken[:_LONGEST]}…"

    def check_taken(self) -> None:
        """Raises `NotAChoice` while there is untaken input."""
        if self._untaken:
            raise NotAChoice(self.field.name, self.untaken)

    def forget_untaken(self) -> None:
        """Clears the untaken input, as it was seen."""
        if self._untaken:
            self._untaken = ""
            self.said()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and character.isprintable() and character != " "

    def on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        if not event.is_printable or letter == " ":
            return
        event.stop()
        event.prevent_default()
        if self._untaken or not self.takes(letter):
            self._leave(letter)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._leave(event.text.strip())

    def _leave(self, text: str) -> None:
        self._untaken += text
        self.said()
