"""Asks for a reason: used by every dialog that cancels something."""

from collections.abc import Mapping
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import TextField


class ReasonDialog(FormDialog[str]):
    """Asks for the reason, and says what will be the case afterwards."""

    PURPOSE = N_("Why this is done: the reason is kept, and stays in the pharmacy.")
    FINAL = True

    def __init__(
        self,
        heading: str,
        sentence: str,
        hint: str,
        reason: str | None = None,
        refused: Refused | None = None,
    ) -> None:
        """`heading` and `sentence` are in the user's language; `hint`, marked with `N_`,
        is an example of a reason.

        `reason` was typed before, and `refused` is why it was refused.
        """
        super().__init__(refused=refused)
        self._heading = heading
        self._sentence = sentence
        self._hint = hint
        self._reason = reason or ""

    def heading(self) -> str:
        return self._heading

    def fields(self) -> tuple[TextField, ...]:
        return (TextField("note", N_("Reason"), self._hint, required=True),)

    def start(self) -> Mapping[str, Any]:
        return {"note": self._reason}

    def content(self) -> ComposeResult:
        yield Static(self._sentence, markup=False, classes="sentence")
        yield from super().content()

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["note"])
