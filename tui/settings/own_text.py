"""A text of the pharmacy's own on its papers, in place of one that is there without it."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _
from tui.forms.fields import Field, NoteField
from tui.settings.section import ChoicesDialog

_FIELD = "mentions"


class OwnTextDialog(ChoicesDialog[str]):
    """Asks for it, and says what stands there while it is empty."""

    @abstractmethod
    def without(self) -> str:
        """The text where the pharmacy has none of its own, in the user's language."""

    def content(self) -> ComposeResult:
        said = _("If it is empty: {text}").format(text=self.without())
        yield Static(said, markup=False, classes="sentence")
        yield from super().content()

    def fields(self) -> Sequence[Field]:
        return [NoteField(_FIELD, N_("Your own text"))]

    def start(self) -> Mapping[str, Any]:
        return {_FIELD: self.now}

    def typed_in(self, setting: str) -> str:
        return _FIELD

    def value(self, values: dict[str, Any]) -> str:
        return values[_FIELD] or ""
