"""Bringing an account to 0 by an adjustment: a debt written off, or a credit given up."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from models.money import entries
from models.money.ledger import open_items
from models.refusals import Refused
from models.values import ZERO, Centimes
from tui.clients.contacts.choosing import contact_fields
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, TextField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


@dataclass(frozen=True, slots=True)
class WrittenOff:
    """Why it is brought to 0, and for which contact."""

    note: str
    for_contact: int | None = None


class AdjustDialog(FormDialog[WrittenOff]):
    """Asks for the note that an adjustment must have, and says what it will do."""

    FINAL = True
    HEADING = N_("Adjust to 0")
    ENTER_SUBMITS: ClassVar[bool] = True

    def __init__(
        self, client: int, balance: Centimes, again: WrittenOff | None = None, refused: Refused | None = None
    ) -> None:
        """`balance` positive: the client owes."""
        super().__init__(refused=refused)
        self._client, self._balance = client, balance
        self._again = again or WrittenOff("")

    def fields(self) -> Sequence[Field]:
        note = TextField("note", N_("Note"), N_("why: written off, mistake…"), required=True)
        return (note, *contact_fields(self._client))

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
        return asdict(self._again)

    def answer(self, values: dict[str, Any]) -> WrittenOff:
        return WrittenOff(**values)


async def adjust_to_zero(desk: BaseScreen[Any], client: int) -> None:
    """Asks for the note and posts what brings the balance to 0: the one that was shown, or none."""
    by = desk.officine.by()
    seen = ZERO

    def dialog(again: WrittenOff | None, refused: Refused | None) -> AdjustDialog:
        nonlocal seen
        seen = open_items.position(client).balance
        return AdjustDialog(client, seen, again, refused)

    def post(typed: WrittenOff) -> bool:
        entries.adjust(client, -seen, typed.note, for_contact=typed.for_contact, seen=seen, by=by)
        return True

    await insist(desk, dialog, post)
