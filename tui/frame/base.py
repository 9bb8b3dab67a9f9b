"""What every screen is: a `Desk` fills the terminal, a `Dialog` asks one question above it.

A dialog is awaited (`await self.ask(Dialog())`) inside an action marked `@asking`; it returns data and writes
nothing. A verb of `models` is called through `attempt`, which says a refusal in one sentence.
"""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual._time import get_time
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.events import Key, Paste, ScreenResume
from textual.message import Message
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from locales import N_, _
from locales.sentences import explain
from models.refusals import Refused
from models.store.connection import persevere
from tui.frame.failing import forgiven
from tui.frame.host import Host
from tui.frame.keybar import KeyBar
from tui.frame.keys import translated
from tui.frame.notice import Notice
from tui.terminal import caches, wrapping  # noqa: F401 - before anything is shown
from tui.terminal.bursts import TakesBursts, is_meant_as_text

STYLES = Path(__file__).resolve().parents[2] / "styles"
"""Where the style sheets are; a screen names its own: `CSS_PATH = STYLES / "fiche.tcss"`."""

_LONGEST = 200
"""Letters that are repeated to a person of what was typed or pasted where it means nothing."""

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")


class Place(Screen[ScreenResultType], TakesBursts, inherit_bindings=False):
    """What desks and dialogs share: their keys in the user's language, asking, attempting, telling."""

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f1", "app.help", N_("Help"), id="help", tooltip=N_("What this screen is for, and all its keys")
        ),
        Binding(
            "ctrl+p",
            "app.palette",
            N_("Menu"),
            id="palette",
            show=False,
            tooltip=N_("Find a command by its name"),
        ),
        Binding("ctrl+q,f10", "app.leave", N_("Quit"), id="quit", show=False, tooltip=N_("Leave Officine")),
        Binding(
            "ctrl+o",
            "app.change_person",
            N_("Change person"),
            id="person",
            show=False,
            tooltip=N_("Somebody else comes to the desk"),
        ),
        Binding("ctrl+c", "app.how_to_leave", show=False),
        Binding("ctrl+l", "app.repaint", N_("Repaint the screen"), id="repaint", show=False),
        Binding("tab", "app.focus_next", N_("Next field"), id="focus.next", show=False),
        Binding("shift+tab", "app.focus_previous", N_("Previous field"), id="focus.previous", show=False),
    ]

    PURPOSE: ClassVar[str] = ""
    """What the screen is for, in a sentence or two, marked with `N_`: F1 begins with it."""

    ENTERS: ClassVar[bool] = False
    """Whether something is entered here, under the day and the hour that the clock says."""

    _styled = False
    """Whether every widget has the styles it was mounted with."""
    _opened_at = float("inf")
    """A moment of the clock by which keys are timed."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return translated(super().active_bindings)

    @property
    def officine(self) -> Host:
        """The application, by its own type."""
        return cast(Host, self.app)

    async def ask(self, place: "Screen[Answer]") -> Answer:
        """Opens a dialog or a desk and waits for what it returns. Only inside an `@asking` action.

        Where something is entered there, and the clock of this machine seems to be wrong, that is asked
        first, once; who stops there gave up what they wanted to open.
        """
        if getattr(place, "ENTERS", False) and not await self.officine.clock_is_meant(self):
            return cast(Answer, None)
        with self.officine.ahead.asking():
            return await self.app.push_screen_wait(place)

    def attempt(
        self,
        verb: Callable[Asked, Answer],
        *args: Asked.args,
        **kwargs: Asked.kwargs,
    ) -> Answer | None:
        """What the verb returns, waiting for the database where that is away; None where it refused, after
        saying why. Other errors are raised."""
        try:
            return persevere(verb, *args, **kwargs)
        except Refused as refused:
            self.refuse(refused)
            return None

    def purpose(self) -> str:
        """What the screen is for, in the user's language."""
        return _(self.PURPOSE) if self.PURPOSE else ""

    def refuse(self, refused: Refused) -> None:
        """Says why something cannot be done. A form overrides this to say it beside the field."""
        self.warn(explain(refused))

    def tell(self, sentence: str) -> None:
        """Says what was done; it stays until the next key."""
        self._notice(sentence, warning=False)

    def warn(self, sentence: str) -> None:
        """Says what could not be done; it stays until the next key."""
        self._notice(sentence, warning=True)

    def quieten(self) -> None:
        """Takes away what was told. The application calls this at each key."""
        for notice in self.query(Notice):
            notice.quieten()

    def read_again(self) -> None:
        """Reads what is shown from the store once more: on coming back here, and when somebody else wrote.

        It must paint nothing where nothing changed.
        """

    async def may_leave(self) -> bool:
        """Whether one may go from here to another client; asks where something would be lost."""
        self.keep_draft()
        return True

    def keep_draft(self) -> None:
        """Called when the program is told to leave: keeps what is half typed, quickly and without asking."""

    async def _dispatch_message(self, message: Message) -> None:
        await forgiven(super()._dispatch_message, message, self.app)

    def on_screen_resume(self, event: ScreenResume) -> None:
        # Every widget got its styles when it was mounted; the first time they need not be found once more.
        event.refresh_styles = self._styled
        if not self._styled:
            self._opened_at = get_time()
        self._styled = True
        if self.is_mounted:
            self.read_again()

    def is_elsewhere(self, code: str) -> bool:
        """Whether this code, scanned into a search of this screen, is of what is not looked for here."""
        return False

    def on_paste(self, event: Paste) -> None:
        """What is pasted where there is no field for it; some fields pass on what they took."""
        if self.focused is None or not self.focused.check_consume_key("a", "a"):
            self.takes_burst(" ".join(event.text.split())[:_LONGEST])

    def _notice(self, sentence: str, *, warning: bool) -> None:
        for notice in self.query(Notice):
            notice.say(sentence, warning=warning)


class Desk(Place[ScreenResultType]):
    """A screen that fills the terminal: `content`, then what was told, then the keys."""

    def content(self) -> ComposeResult:
        """The widgets of this desk."""
        yield from ()

    def compose(self) -> ComposeResult:
        yield from self.content()
        yield Notice()
        yield KeyBar()

    def takes_burst(self, text: str) -> bool:
        if self.officine.session is None or not is_meant_as_text(text):
            return False
        self.meet(text)
        return True

    def meet(self, text: str) -> None:
        """Does what is done with a code or a name that came where it is not looked for."""
        self.officine.start_asking(self, "meet", self.officine.meet(self, text))

    def is_elsewhere(self, code: str) -> bool:
        from models.people.clients.verbs import bearer

        return bearer(code) is not None

    def action_refresh(self) -> None:
        """Reads again, and paints what a disturbed terminal may have lost."""
        self.read_again()
        self.officine.action_repaint()

    def action_back(self) -> None:
        """Back to where one came from, without an answer."""
        self.dismiss(None)


class Dialog(Place[ScreenResultType | None], ModalScreen[ScreenResultType | None]):
    """One question, small, above the screen it is about. `dismiss(answer)` answers; Esc gives None."""

    HEADING: ClassVar[str] = ""
    """Two or three words, marked with `N_`; `heading` may be overridden where they depend on data."""

    FINAL: ClassVar[bool] = False
    """Whether what it asks cannot be taken back, or hides or sends: then the rest of the burst that opened it
    does not answer it, as of a text that was pasted line by line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("Back"), id="dialog.cancel"),
    ]

    _untaken = ""
    """What was typed here and means nothing here."""

    def heading(self) -> str:
        """What is asked, in the user's language."""
        return _(self.HEADING)

    def purpose(self) -> str:
        return super().purpose() or self.heading()

    def content(self) -> ComposeResult:
        """The fields or choices; the first that can take the focus is the answer."""
        yield from ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            heading = self.heading()
            if heading:
                yield Static(heading, markup=False, classes="dialog-heading")
            yield from self.content()
            yield Notice()
            yield KeyBar()

    def action_cancel(self) -> None:
        """Closes without an answer."""
        self.dismiss(None)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Answers; None gives none. Stays, and says why, where the answer may not be one that was meant."""
        unmeant = self._unmeant() if result is not None else ""
        if unmeant:
            self.warn(unmeant)
            return AwaitComplete.nothing()
        return super().dismiss(result)

    def _unmeant(self) -> str:
        """Why what is answered may not be meant, in the user's language; empty where nothing says so."""
        if self._untaken:
            said = _("“{text}” was typed here and not taken. The same key again goes on.")
            text, self._untaken = self._untaken, ""
            return said.format(text=text)
        if self.FINAL and not self.officine.ahead.apart(self._opened_at):
            return _("This key came in one go with what opened this. Read it, then press the key again.")
        return ""

    def takes_burst(self, text: str) -> bool:
        if not is_meant_as_text(text):
            return False
        self._leave_untaken(text)
        return True

    def on_key(self, event: Key) -> None:
        """A letter that is no key of this dialog: whoever types it believes to be somewhere else."""
        if not self.is_current or not event.is_printable or not event.character:
            return
        if event.key not in self.active_bindings:
            self._leave_untaken(event.character)

    def _leave_untaken(self, text: str) -> None:
        self._untaken = f"{self._untaken}{text}"[:_LONGEST]
        self.warn(_("“{text}” means nothing here. F1 shows the keys.").format(text=self._untaken))


Where = TypeVar("Where", bound=Widget)


def asking(
    action: Callable[Concatenate[Where, Asked], Awaitable[None]],
) -> Callable[Concatenate[Where, Asked], None]:
    """Makes an action that may wait for dialogs. While it runs, the same action is not started again,
    so a key pressed twice asks once; a refusal it does not catch is said, and a defect is told, never fatal.
    """

    @wraps(action)
    def start(self: Where, *args: Asked.args, **kwargs: Asked.kwargs) -> None:
        coroutine = cast(Coroutine[Any, Any, None], action(self, *args, **kwargs))
        cast(Host, self.app).start_asking(self, action.__name__, coroutine)

    return start
