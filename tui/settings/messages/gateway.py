"""Through which gateway SMS leave: what it needs to know, and its secrets, which are never shown again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.sentences import explain
from locales.words import messages as words
from machine.folders import secrets_file, state_folder
from messaging import choices, registry
from messaging.choices import Gateways
from messaging.protocol import GatewayField, Setup
from messaging.secrets import INCOMING, Secret, Secrets, name_of
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.messages import listing as history
from models.outbox.messages.listing import MessageListing
from models.outbox.messages.table import MessageState
from models.people.staff.codes import TooManyTries
from models.people.staff.security_code import WrongSecurityCode
from models.refusals import Missing, Refused
from models.requests.by import By
from models.store import clock, settings
from models.store.text import limit_of
from tui.communications.composer.trying import Tested, text_to_oneself
from tui.forms.form import ChoiceField, CodeField, Field, Group, NoteField, Option, TextField
from tui.frame.base import BaseScreen, asking
from tui.frame.sending import Sending
from tui.settings.section import ChoicesDialog, Fact, Section, TypedChoice, edit
from tui.settings.with_code import SECURITY, refuse_without_code

_GATEWAY, _SENDER, _PORT = "gateway", "sender", "port"
_KEPT, _REPLIES = N_("kept already"), N_("the word in the address of replies")
_SENDS_NOTHING = registry.DEFAULT


@dataclass(frozen=True, slots=True)
class Wanted:
    """The choice, and the typed secrets by their names."""

    gateways: Gateways
    secrets: Mapping[str, str]
    security: str = ""
    """The security code that was typed."""


@dataclass
class WillReallyLeave(Refused):
    """Messages written while the notebook took them would leave as soon as a real gateway is chosen."""

    count: int
    sentence: ClassVar[str] = N_(
        "Messages written for the notebook that still wait: {count}. They would really leave. "
        "Confirm once more, or go back and cancel them first."
    )


@dataclass(frozen=True)
class PortField(TextField):
    """A port, kept as a number."""

    width: int = 8

    def read(self, text: str) -> Any:
        return choices.port_of(text)


class GatewayDialog(ChoicesDialog[Wanted]):
    """One gateway, and the fields it declares; the hidden fields of the others keep their values."""

    HEADING = N_("SMS gateway")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "trial", N_("Test"), id="gateway.test", tooltip=N_("An SMS to my own number")),
    ]

    def __init__(self, now: Wanted, again: TypedChoice[Wanted] | None, refused: Refused | None) -> None:
        super().__init__(now, again, refused)
        self._secrets = Secrets(secrets_file())
        self._tested: Tested | None = None
        self._told_that_they_leave = False
        self._retyped: Mapping[str, str] = {}
        if again is not None:
            wrong = isinstance(refused, WrongSecurityCode)
            self._retyped = {**again.value.secrets, SECURITY.name: "" if wrong else again.value.security}

    def fields(self) -> Sequence[Field | Group]:
        titles = tuple(Option(name, _(registry.title(name))) for name in registry.names())
        return [
            ChoiceField(_GATEWAY, N_("Gateway"), options=titles),
            TextField(_SENDER, N_("Sender"), N_("the gateway's own"), width=26),
            *(self._field(name, field) for name in registry.names() for field in registry.fields(name)),
            PortField(_PORT, N_("Receipts on port"), required=True),
            CodeField(INCOMING, N_("Replies (STOP)"), self._hint(INCOMING) or _REPLIES),
            SECURITY,
        ]

    def _field(self, gateway: str, field: GatewayField) -> Field:
        name = f"{gateway}.{field.name}"
        if field.secret:
            return CodeField(name, field.label, self._hint(name_of(gateway, field.name)))
        if field.lines > 1:
            return NoteField(name, field.label, lines=field.lines, most=limit_of("info"))
        return TextField(name, field.label, most=limit_of("info"))

    def _hint(self, secret: str) -> str:
        return _KEPT if self._secrets.has(secret) else ""

    def start(self) -> Mapping[str, Any]:
        gateways = self.now.gateways
        return {
            _GATEWAY: gateways.chosen,
            _SENDER: gateways.sender,
            _PORT: gateways.port,
            **{
                f"{name}.{field}": text
                for name, values in gateways.values.items()
                for field, text in values.items()
            },
        }

    def on_mount(self) -> None:
        fields = {name_of(gateway, name): f"{gateway}.{name}" for gateway, name in _secret_fields()}
        for secret, text in self._retyped.items():
            self.form.put(fields.get(secret, secret), text)

    def typed_in(self, setting: str) -> str:
        return setting.removeprefix("outbox.").removeprefix("gateway.")

    def show_effect(self) -> None:
        chosen = self.form.value(_GATEWAY)
        for name in registry.names():
            for field in registry.fields(name):
                self.form.reveal(f"{name}.{field.name}", name == chosen)
        for name in (_SENDER, _PORT, INCOMING):
            self.form.reveal(name, chosen != _SENDS_NOTHING)

    def field_of(self, refused: Refused) -> str:
        """A refusal of a gateway names one of its own fields."""
        if isinstance(refused, WillReallyLeave):
            return _GATEWAY
        if isinstance(refused, WrongSecurityCode | TooManyTries):
            return SECURITY.name
        return f"{self.form.value(_GATEWAY)}.{getattr(refused, 'field', '')}"

    def value(self, values: dict[str, Any]) -> Wanted:
        # A hidden field is not asked, and keeps its value.
        chosen = values[_GATEWAY]
        sender = self.form.value(_SENDER, "").strip()
        port = self.form.value(_PORT) or rules_of(MAIN).port
        each = {name: self._values(name) for name in registry.names()}
        secrets = {
            name_of(chosen, field.name): values[f"{chosen}.{field.name}"]
            for field in registry.fields(chosen)
            if field.secret
        }
        if chosen != _SENDS_NOTHING:
            secrets[INCOMING] = values[INCOMING]
        wanted = Wanted(
            Gateways(chosen, sender, port, each),
            {name: text for name, text in secrets.items() if text},
            values[SECURITY.name],
        )
        self._check(wanted)
        return wanted

    def _values(self, gateway: str) -> dict[str, str]:
        return {
            field.name: self.form.value(f"{gateway}.{field.name}", "").strip()
            for field in registry.fields(gateway)
            if not field.secret
        }

    def _check(self, wanted: Wanted) -> None:
        """Raises the gateway's refusal of its settings, before they are stored."""
        gateways, chosen = wanted.gateways, wanted.gateways.chosen
        rules_of(MAIN).check_sender(gateways.sender)

        def secret(name: str) -> Secret:
            kept = name_of(chosen, name)
            if kept in wanted.secrets:
                return Secret(wanted.secrets[kept])
            if not self._secrets.has(kept):
                raise Missing(f"{chosen}.{name}")
            return self._secrets.get(kept)

        setup = Setup(gateways.values[chosen], secret, gateways.sender, state_folder(), gateways.port)
        registry.open_gateway(chosen, setup).close()
        self._tell_that_they_leave(chosen)

    def _tell_that_they_leave(self, chosen: str) -> None:
        """Warns once before messages written as tests really leave."""
        if chosen == _SENDS_NOTHING or self.now.gateways.chosen != _SENDS_NOTHING:
            return
        waiting = MessageListing(state=MessageState.QUEUED).count()
        if waiting and not self._told_that_they_leave:
            self._told_that_they_leave = True
            raise WillReallyLeave(waiting)

    @asking
    async def action_trial(self) -> None:
        if self.form.changed:
            self.warn(_("Save first: the test leaves with what is kept."))
        else:
            await self._try()

    async def _try(self) -> None:
        said = _("Test of {pharmacy}, {moment}.")
        said = said.format(pharmacy=settings.pharmacy().name, moment=formats.moment(clock.now()))
        self._tested = await text_to_oneself(self, rules_of(MAIN).fold(said))
        self._say_where_it_is()

    @on(Sending.Moved)
    def _say_where_it_is(self) -> None:
        """Reports the result of the test, as soon as it is known."""
        message = history.one(self._tested.message) if self._tested else None
        if self._tested is None or message is None:
            return
        trouble = self.officine.sending.trouble
        if trouble and message.state is MessageState.QUEUED:
            self.warn(trouble)
        else:
            number = formats.phone(self._tested.number)
            self.tell(_("Test to {number}: {state}.").format(number=number, state=words.state(message.state)))


def _secret_fields() -> list[tuple[str, str]]:
    """Each gateway with each of its secret fields."""
    return [
        (name, field.name) for name in registry.names() for field in registry.fields(name) if field.secret
    ]


def facts() -> Sequence[Fact]:
    """The present gateway and its settings; of a secret only whether there is one."""
    gateways = choices.gateways()
    chosen = gateways.chosen
    if chosen == _SENDS_NOTHING:
        return [(_("Gateway"), _(registry.title(chosen))), ("", _("Nothing leaves: texts go into a file."))]
    values, secrets = gateways.values[chosen], Secrets(secrets_file())

    def kept(field: str) -> str:
        return _said(secrets, name_of(chosen, field), otherwise=_("missing"))

    shown = [
        (_(field.label), kept(field.name) if field.secret else values[field.name])
        for field in registry.fields(chosen)
    ]
    return [
        (_("Gateway"), _(registry.title(chosen))),
        (_("Sender"), gateways.sender or _("the gateway's own")),
        *shown,
        (_("Receipts on port"), str(gateways.port)),
        (_("Replies (STOP)"), _said(secrets, INCOMING, otherwise=_("written down by hand"))),
    ]


def _said(secrets: Secrets, name: str, *, otherwise: str) -> str:
    try:
        return _("kept") if secrets.has(name) else otherwise
    except Refused as refused:
        return explain(refused)


def _read() -> Wanted:
    """Raises why the secrets cannot be read, before anything is asked."""
    refuse_without_code()
    Secrets(secrets_file()).has(INCOMING)
    return Wanted(choices.gateways(), {})


def _keep(new: Wanted, *, seen: Wanted, by: By) -> None:
    """The settings first: they may be refused. A secret that nothing uses yet would be changed unseen."""
    secrets = Secrets(secrets_file())
    choices.choose(new.gateways, seen=seen.gateways, security=new.security, by=by)
    for name, text in new.secrets.items():
        secrets.keep(name, text)


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps; what could not leave before is tried again."""
    kept = await edit(desk, _read, GatewayDialog, _keep)
    if kept is not None and desk.officine.sending.trouble:
        desk.officine.sending.begin()


SECTION = Section("gateway", N_("SMS gateway"), facts, change, guide="parametres-sms.md#passerelle-sms")
