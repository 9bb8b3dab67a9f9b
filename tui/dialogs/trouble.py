"""What happens at a defect of the program: it is logged and reported, and work goes on."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_
from machine.log import sentence
from tui.frame.base import Dialog


class Trouble(Dialog[None]):
    """Reports an unexpected error, and where the details are."""

    HEADING = N_("Unexpected error")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "cancel", N_("Close"), id="trouble.close"),
    ]

    def __init__(self, log: Path | None) -> None:
        super().__init__()
        self._log_file = log

    def content(self) -> ComposeResult:
        yield Static(sentence(self._log_file), markup=False)
