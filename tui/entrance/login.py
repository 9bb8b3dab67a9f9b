"""The login: a name, a code, Enter. No client is read before."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from locales import N_, _
from locales.sentences import explain
from machine.last_login import expected, first_engaged
from models.people.staff import codes, security_code
from models.people.staff import login as staff
from models.refusals import Refused
from models.store import settings
from tui.forms.form import ChoiceField, CodeField, Field, Form, Option
from tui.frame.base import Desk, asking
from tui.frame.screens import screen_class
from tui.frame.session import log_in


class LoginDesk(Desk[None]):
    """The first screen of every day: with a single member of staff it asks for the code only."""

    PURPOSE = N_("Say who is at the desk.")
    GUIDE = "premiers-pas.md"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", N_("Log in"), id="login.enter", tooltip=N_("With this name and this code")),
    ]

    def __init__(self, refused: Refused | None = None) -> None:
        """`refused`: why a code typed ahead was refused."""
        super().__init__()
        self._refused = refused
        self._pharmacy = settings.pharmacy()
        self._members = staff.members()
        self._expected = expected(self._members)

    def content(self) -> ComposeResult:
        with Vertical(classes="threshold"):
            yield Static(self._pharmacy.name or "Officine", markup=False, classes="title")
            yield Static(self._pharmacy.city, markup=False, classes="quiet")
            yield Form(tuple(self._fields()), {"who": self._proposed()})
            yield Static(self._shown_code(), markup=False, classes="quiet")

    def on_mount(self) -> None:
        self.form.go_to("who" if self._members and self._expected is None else "code")
        if self._refused is not None:
            self.refuse(self._refused)

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    def _fields(self) -> Iterator[Field]:
        if len(self._members) > 1:
            names = tuple(Option(member.name, member.name) for member in self._members)
            yield ChoiceField("who", N_("Who"), options=names)
        yield CodeField("code", N_("Code"), width=24)

    def _proposed(self) -> str:
        proposed = [self._expected] if self._expected is not None else self._members
        return proposed[0].name if proposed else ""

    def _shown_code(self) -> str:
        """The code, shown for an example pharmacy only."""
        if not settings.is_demonstration() or not self._members:
            return ""
        name = first_engaged(self._members).name
        sentence = _("Example pharmacy. {name}'s code is {code}.")
        shown = sentence.format(name=name, code=settings.get("demonstration"))
        security = settings.get(security_code.SHOWN)
        if security:
            shown += "\n" + _("The security code is {code}.").format(code=security)
        return shown

    @on(Form.Submitted)
    @asking
    async def action_enter(self) -> None:
        if not self._members:
            return
        name = self.form.value("who") if len(self._members) > 1 else self._members[0].name
        code = self.form.value("code")
        if not code:
            self.form.go_to("code")
            return
        try:
            codes.prepare_to_check()
            checking = asyncio.get_running_loop().run_in_executor(None, log_in, name, code)
            screen_class("list")  # Read meanwhile: checking a code is slow on purpose.
            session = await checking
        except Refused as refused:
            self.form.put("code", "")
            self.refuse(refused)
            return
        self.form.put("code", "")
        await self.officine.enter(session)

    def refuse(self, refused: Refused) -> None:
        self.form.fault("code", explain(refused))
