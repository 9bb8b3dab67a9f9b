"""The first start on an empty database: an example pharmacy, or one's own."""

from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from locales import N_, _, formats
from models.people.staff import login as staff
from models.refusals import Refused
from models.store.connection import own_connection
from tui.frame.base import BaseScreen, Desk, asking
from tui.frame.session import Session

if TYPE_CHECKING:
    from demo import DemoResult

CLIENTS, SALES_EACH, SEED = 2000, 8, 1
"""The example pharmacy is the same as that of `officine demo`."""


class Beginnings(Widget, can_focus=True):
    """The choices, each with an explanation; the one under the cursor is marked, also without colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"beginnings--here", "beginnings--other", "beginnings--mark"}

    here: reactive[int] = reactive(0)

    def render(self) -> Text:
        text = Text(end="")
        for number, (name, meaning) in enumerate(_ways()):
            here = number == self.here
            style = self.get_component_rich_style(f"beginnings--{'here' if here else 'other'}", partial=True)
            for line in (name, meaning):
                text.append(
                    "▌" if here else " ", self.get_component_rich_style("beginnings--mark", partial=True)
                )
                text.append(f" {line}\n", style if line is name else "")
            text.append("\n")
        return text


class WelcomeDesk(Desk[None]):
    """Two ways to begin."""

    PURPOSE = N_("The first start: begin with your own pharmacy, or with an example.")
    GUIDE = "premiers-pas.md"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Choose"), id="welcome.choose"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def content(self) -> ComposeResult:
        with Vertical(classes="threshold"):
            yield Static("Officine", markup=False, classes="title")
            yield Static(
                _("This database is empty. How do you want to begin?"), markup=False, classes="quiet"
            )
            yield Beginnings()

    def action_move(self, step: int) -> None:
        ways = self.query_one(Beginnings)
        ways.here = (ways.here + step) % len(_ways())

    @asking
    async def action_choose(self) -> None:
        if self.query_one(Beginnings).here == 0:
            await self._discover()
        else:
            from tui.entrance.founding import FoundingDesk

            session = await self.ask(FoundingDesk())
            if session is not None:
                await self.officine.enter(session)

    async def _discover(self) -> None:
        from tui.dialogs.progress import work

        try:
            session, made = await work(self, _("Making the example pharmacy"), _fill)
        except Refused as refused:
            self.refuse(refused)
            return
        await self.officine.enter(session)
        codes = _("Example pharmacy. {name}'s code is {code}.").format(name=session.name, code=made.code)
        security = _("The security code is {code}.").format(code=made.security_code)
        desk = self.officine.screen
        if isinstance(desk, BaseScreen):
            desk.tell(f"{codes} {security}")


def _fill(progress: Any) -> "tuple[Session, DemoResult]":
    """Runs in a thread."""
    from demo import fill

    with own_connection():
        made = fill(CLIENTS, SALES_EACH, SEED, progress)
        member = next(member for member in staff.members() if member.name == made.staff)
    return Session(member.id, member.name, made.pharmacy), made


def _ways() -> list[tuple[str, str]]:
    example = _("{number} invented clients, and two years of what they bought and paid.")
    return [
        (_("Discover with an example pharmacy"), example.format(number=formats.count(CLIENTS))),
        (_("Start with my pharmacy"), _("Its name, and the first person who will work here.")),
    ]
