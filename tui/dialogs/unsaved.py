"""Asks before leaving a form with unsaved input."""

from enum import Enum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _
from tui.frame.base import Dialog


class Leaving(Enum):
    """What to do with the input."""

    SAVE = "save"
    DISCARD = "discard"
    KEEP = "keep"


class UnsavedDialog(Dialog[Leaving]):
    """Opened by Esc; another Esc stays in the form."""

    FINAL = True
    HEADING = N_("Not saved")
    PURPOSE = N_("What is half typed is saved, thrown away, or kept for later as a draft.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('save')", N_("Save"), id="unsaved.save"),
        Binding("delete", "answer('discard')", N_("Discard"), id="unsaved.discard"),
        Binding(
            "g,k",
            "answer('keep')",
            N_("Draft"),
            id="unsaved.keep",
            tooltip=N_("Offered again at your next login"),
        ),
        Binding("escape", "cancel", N_("Stay"), id="dialog.cancel"),
    ]

    def content(self) -> ComposeResult:
        yield Static(_("What you typed is not saved yet."), markup=False)

    def action_answer(self, answer: str) -> None:
        self.dismiss(Leaving(answer))
