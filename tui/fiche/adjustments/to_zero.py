"""Bringing an account to 0 by an adjustment: a debt written off, or a credit given up."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from models.money import entries
from models.money.ledger import open_items
from models.refusals import Refused
from models.values import ZERO, Centimes
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import TextField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


class AdjustDialog(FormDialog[str]):
    """Asks for the note that an adjustment must have, and says what it will do."""

    FINAL = True
    HEADING = N_("Adjust to 0")
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELDS = (TextField("note", N_("Note"), N_("why: written off, mistake…"), required=True),)

    def __init__(self, balance: Centimes, note: str = "", refused: Refused | None = None) -> None:
        """`balance` positive: the client owes."""
        super().__init__()
        self._balance = balance
        self._note = note
        self._refused = refused

    def content(self) -> ComposeResult:
        sentence = (
            _("The debt of {amount} is written off. Neither the till nor the turnover moves.")
            if self._balance > 0
            else _("The credit of {amount} is given up. Neither the till nor the turnover moves.")
        )
        text = sentence.format(amount=formats.amount(abs(self._balance)))
        yield Static(text, markup=False, classes="sentence")
        yield from super().content()

    def start(self) -> Mapping[str, Any]:
        return {"note": self._note}

    def on_mount(self) -> None:
        if self._refused is not None:
            self.refuse(self._refused)

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["note"])


async def adjust_to_zero(desk: BaseScreen[Any], client: int) -> None:
    """Asks for the note and posts what brings the balance to 0: the one that was shown, or none."""
    by = desk.officine.by()
    seen = ZERO

    def dialog(note: str | None, refused: Refused | None) -> AdjustDialog:
        nonlocal seen
        seen = open_items.position(client).balance
        return AdjustDialog(seen, note or "", refused)

    def post(note: str) -> bool:
        entries.adjust(client, -seen, note, seen=seen, by=by)
        return True

    await insist(desk, dialog, post)
