"""What was half typed when the program had to leave: offered back to the same person at their next login."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from models.people import drafts
from models.people.drafts import DraftRow
from tui.base import Dialog, Place
from tui.doors import door

EDITOR = "client"
"""The form's name in the store."""
RESUME, THROW_AWAY = "resume", "throw away"


def offer(desk: Place[Any]) -> None:
    """Asks what to do with each draft, where there are any."""
    waiting = [draft for draft in drafts.of(desk.officine.staff) if draft.form == EDITOR]
    if waiting:
        desk.officine.start_asking(desk, "drafts", _offer(desk, waiting))


async def _offer(desk: Place[Any], waiting: list[DraftRow]) -> None:
    for number, draft in enumerate(waiting):
        answer = await desk.ask(DraftDialog(draft, len(waiting) - number))
        if answer is None:
            return
        if answer == THROW_AWAY:
            drafts.drop(desk.officine.staff, draft.form, draft.subject)
        else:
            await desk.ask(door("editor", int(draft.subject) if draft.subject else None, draft=draft.content))


class DraftDialog(Dialog[str]):
    """One fiche that somebody did not finish."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('resume')", N_("Resume"), id="draft.resume"),
        Binding("delete", "answer('throw away')", N_("Discard"), id="draft.discard"),
        Binding("escape", "cancel", N_("Later"), id="dialog.cancel"),
    ]

    def __init__(self, draft: DraftRow, waiting: int) -> None:
        super().__init__()
        self._draft = draft
        self._waiting = waiting

    def heading(self) -> str:
        return _("Not finished ({number})").format(number=formats.count(self._waiting))

    def content(self) -> ComposeResult:
        name = self._draft.content["name"] or _("no name yet")
        sentence = _("A new client, {name}") if not self._draft.subject else _("Changes to {name}")
        yield Static(sentence.format(name=name), markup=False)
        yield Static(formats.moment(self._draft.at), markup=False, classes="quiet")

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)
