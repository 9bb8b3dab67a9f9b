"""Envoyer le crédit à payer par SMS: the text as it will leave, then Enter (sms-due)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.sentences import explain
from locales.words import messages as words
from models.outbox import rules, single
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.messages import listing as history
from models.outbox.messages.campaign import Goal
from models.outbox.single import BalanceMoved, Due
from models.outbox.templates import rendering
from models.outbox.templates import verbs as templates
from models.outbox.units.verbs import NotEnoughUnits
from models.refusals import Refused
from models.store import clock
from models.values import Centimes
from tui.communications.templates import last_used
from tui.communications.templates.cost import units
from tui.communications.templates.message_text import MessageEntry, MessageField
from tui.communications.trouble import NotebookLine
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Option
from tui.frame.base import STYLES, BaseScreen
from tui.frame.insist import insist

_BUILT_IN = 0
"""What stands for the text of the program itself among the numbers of templates."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to be sent, the debt for which it was written, and what stood in the fields."""

    body: str
    seen: Centimes
    texts: Mapping[str, Any]


class SendDueDialog(FormDialog[Reminder]):
    """Which template, its text filled in for this client, and underneath to whom it goes.

    The template has the focus, so that Enter sends what one reads; in the text, Enter begins a new line.
    """

    PURPOSE = N_("The text that leaves for this client; it can be changed first.")
    GUIDE = "sms.md#dire-par-sms-ce-qui-est-dû"
    FINAL = True
    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("Send what is owed by SMS")
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = {BalanceMoved: "body", NotEnoughUnits: "body"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f9,ctrl+s", "submit", N_("Send"), id="due.send", tooltip=N_("Send this message")),
    ]

    def __init__(
        self, client: int, due: Due, staff: int, again: Reminder | None = None, refused: Refused | None = None
    ) -> None:
        super().__init__(again.texts if again else None, refused)
        self._due = due
        self._last = history.last_to(client)
        mine = templates.available(Goal.BALANCE_REMINDER, MAIN)
        known = {row.id: (row.name, row.body) for row in mine}
        known = known or {_BUILT_IN: (_("Ordinary text"), templates.BUILT_IN)}
        self._names = {key: name for key, (name, _body) in known.items()}
        self._texts = {key: rendering.preview(body, due.person).text for key, (_name, body) in known.items()}
        first = last_used.proposed(staff, Goal.BALANCE_REMINDER, known)
        self._shown: int = again.texts.get("template", first) if again else first

    def fields(self) -> Sequence[Field]:
        options = tuple(Option(key, name) for key, name in self._names.items())
        return (
            ChoiceField("template", N_("Template"), options=options),
            MessageField("body", N_("Text"), required=True),
        )

    def start(self) -> Mapping[str, Any]:
        return {"template": self._shown, "body": self._texts.get(self._shown, "")}

    def content(self) -> ComposeResult:
        yield NotebookLine()
        yield from super().content()
        yield Static(markup=False, classes="figures")

    def show_effect(self) -> None:
        chosen = self.form.value("template")
        if chosen != self._shown:
            # What was typed into the other one is there again on the way back.
            self._texts[self._shown] = self.query_one(MessageEntry).text
            self._shown = chosen
            self.form.put("body", self._texts[chosen])
        self._show_cost(rules_of(MAIN).measure(self.query_one(MessageEntry).reads).cost)

    def _show_cost(self, needed: int) -> None:
        left = self._due.units_left
        figures = self.query_one(".figures", Static)
        figures.set_class(needed > left, "-warns")
        if needed > left:
            figures.update(explain(NotEnoughUnits(needed, left)))
            return
        said = _("To {number} · takes {credits} of {left}").format(
            number=formats.phone(self._due.recipient), credits=units(needed), left=formats.count(left)
        )
        figures.update("\n".join([said, *([words.last(self._last)] if self._last else [])]))

    def answer(self, values: dict[str, Any]) -> Reminder:
        return Reminder(values["body"], self._due.balance, self.form.typed())


async def send(fiche: BaseScreen[Any], client: int) -> int | None:
    """As the key of the fiche asks for it; the message."""
    return await remind(fiche, client)


async def remind(desk: BaseScreen[Any], client: int) -> int | None:
    """Asks for the text and sends it; the message's number. Raises what `single.due` raises."""
    staff, by = desk.officine.staff, desk.officine.by()

    def dialog(again: Reminder | None, refused: Refused | None) -> SendDueDialog:
        return SendDueDialog(client, single.due(client, staff=staff), staff, again, refused)

    def queue(asked: Reminder) -> int:
        message = single.send_due(client, asked.body, seen=asked.seen, by=by)
        last_used.remember(staff, Goal.BALANCE_REMINDER, asked.texts["template"])
        return message

    message = await insist(desk, dialog, queue)
    if message is not None:
        desk.officine.sending.begin()
        desk.tell(_leaves(message))
    return message


def _leaves(message: int) -> str:
    """That it leaves now, or when it will."""
    hours = rules.sending_rules()
    row = history.one(message)
    recipient = formats.phone(row.recipient if row else "")
    if hours.open_at(clock.now()):
        return _("The SMS leaves for {number}.").format(number=recipient)
    if clock.local(clock.now()).time() < hours.opens:
        said = _("The SMS leaves for {number} at {time}: it is too late or too early.")
    else:
        said = _("The SMS leaves for {number} tomorrow at {time}: it is too late now.")
    return said.format(number=recipient, time=f"{hours.opens:%H:%M}")
