"""A field for a number with check digits: checked when it is left, and shown as it is usually written."""

from collections.abc import Callable
from dataclasses import dataclass

from locales.words import companies as words
from tui.forms.fields import TextField


@dataclass(frozen=True)
class NumberField(TextField):
    """`check` returns the number as it is kept, or raises the refusal of what is typed."""

    check: Callable[[str, str], str] = lambda field, text: text

    def read(self, text: str) -> str:
        return self.check(self.name, text)

    def show(self, value: str | None) -> str:
        return words.number(self.name, value or "")
