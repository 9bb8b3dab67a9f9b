"""Drafts: unfinished input is offered to the same person at their next login."""

from importlib import import_module
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from models.people.staff import drafts
from models.people.staff.drafts import DraftRow
from models.pharmacy import features
from models.pharmacy.features import Feature
from tui.clients.fields import EDITOR
from tui.frame.base import BaseScreen, Dialog
from tui.frame.screens import new_screen

_DOCUMENTS = "tui.fiche.documents.desk"
LINES = {
    "sale": (N_("A sale for {name}"), "tui.fiche.sales.new"),
    "quote": (N_("A quote for {name}"), _DOCUMENTS),
    "preparation": (N_("A preparation for {name}"), _DOCUMENTS),
    "order": (N_("An order for {name}"), _DOCUMENTS),
    "delivery_note": (N_("A delivery note for {name}"), _DOCUMENTS),
    "pro_forma": (N_("A pro forma for {name}"), _DOCUMENTS),
    "campaign": (N_("A group message: {name}"), "tui.communications.composer.resuming"),
}
"""The desks with drafts: their names, and the module whose `resume` opens them."""
_OF_FEATURES = {
    "preparation": Feature.PREPARATIONS,
    "delivery_note": Feature.DELIVERY,
    "pro_forma": Feature.PROFESSIONALS,
}
"""The desks that a pharmacy may not use; their drafts wait until it does again."""
RESUME, THROW_AWAY = "resume", "throw away"


def offer(desk: BaseScreen[Any]) -> None:
    """Asks what to do with each draft, if there are any. Those about a client in the trash wait until they
    are restored.
    """
    known = {EDITOR, *LINES}
    waiting = [draft for draft in drafts.of(desk.officine.staff) if draft.form in known]
    if any(draft.form in _OF_FEATURES for draft in waiting):
        used = features.in_use()
        waiting = [each for each in waiting if _OF_FEATURES.get(each.form) in {None, *used}]
    if any(draft.subject for draft in waiting):
        from models.trash import listing as trash

        gone = trash.among([int(draft.subject) for draft in waiting if draft.subject])
        waiting = [draft for draft in waiting if not draft.subject or int(draft.subject) not in gone]
    if waiting:
        desk.officine.start_asking(desk, "drafts", _offer(desk, waiting))


async def _offer(desk: BaseScreen[Any], waiting: list[DraftRow]) -> None:
    for number, draft in enumerate(waiting):
        answer = await desk.ask(DraftDialog(draft, len(waiting) - number))
        if answer is None:
            return
        if answer == THROW_AWAY:
            drafts.drop(desk.officine.staff, draft.form, draft.subject)
        else:
            await _resume(desk, draft)


async def _resume(desk: BaseScreen[Any], draft: DraftRow) -> None:
    if draft.form == EDITOR:
        subject = int(draft.subject) if draft.subject else None
        await desk.ask(new_screen("editor", subject, draft=draft.content))
    else:
        await import_module(LINES[draft.form][1]).resume(desk, draft)


class DraftDialog(Dialog[str]):
    """One unfinished form."""

    FINAL = True
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
        yield Static(self._sentence().format(name=name), markup=False)
        yield Static(formats.moment(self._draft.at), markup=False, classes="quiet")

    def _sentence(self) -> str:
        if self._draft.form in LINES:
            return _(LINES[self._draft.form][0])
        return _("A new client, {name}") if not self._draft.subject else _("Changes to {name}")

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)
