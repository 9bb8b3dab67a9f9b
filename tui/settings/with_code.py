"""Asks for the security code, before what gives rights, redirects messages or adds units."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_
from models.people.staff import security_code
from models.people.staff.security_code import NoSecurityCode
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.form import CodeField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.terminal.inert import inert

Done = TypeVar("Done")

SECURITY = CodeField("security_code", N_("Security code"), required=True, width=24)


class SecurityDialog(FormDialog[str]):
    """Says what is going to happen, and asks for the security code."""

    FINAL = True
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELDS = (SECURITY,)

    def __init__(self, heading: str, sentence: str, refused: Refused | None = None) -> None:
        """Both in the user's language."""
        super().__init__(refused=refused)
        self._heading = heading
        self._sentence = sentence

    def heading(self) -> str:
        return self._heading

    def content(self) -> ComposeResult:
        yield Static(inert(self._sentence), markup=False, classes="sentence")
        yield from super().content()

    def answer(self, values: dict[str, Any]) -> str:
        return str(values[SECURITY.name])


def refuse_without_code() -> None:
    """Raises `NoSecurityCode` if none was chosen, before anything is typed."""
    if not security_code.is_chosen():
        raise NoSecurityCode


async def with_code(
    desk: BaseScreen[Any], heading: str, sentence: str, verb: Callable[[str], Done]
) -> Done | None:
    """Asks for the code until the verb accepts it, and returns the verb's answer;
    None if the person gave up.
    """
    refuse_without_code()
    return await insist(desk, lambda _answer, refused: SecurityDialog(heading, sentence, refused), verb)
