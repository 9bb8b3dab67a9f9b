"""The base classes of screens: a `Desk` fills the terminal, a `Dialog` asks one question above it.

A dialog is awaited (`await self.ask(Dialog())`) inside an action marked `@asking`; it returns data and writes
nothing. A verb of `models` is called through `attempt`, which shows a refusal in one sentence.
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
from tui.frame.keys import is_function_key, key_name, translated, without_key
from tui.frame.notice import Notice
from tui.terminal import caches, wrapping  # noqa: F401 - before anything is shown
from tui.terminal.bursts import TakesBursts, is_meant_as_text

STYLES = Path(__file__).resolve().parents[2] / "styles"
"""Where the style sheets are; a screen names its own: `CSS_PATH = STYLES / "fiche.tcss"`."""

_LONGEST = 200
"""The most letters quoted of input that means nothing where it was typed or pasted."""

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")


class BaseScreen(Screen[ScreenResultType], TakesBursts, inherit_bindings=False):
    """What desks and dialogs have in common: keys in the user's language, asking,
    calling verbs, reporting.
    """

    AUTO_FOCUS = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f1", "app.help", N_("Help"), id="help", tooltip=N_("What this screen is for, and all its keys")
        ),
        Binding(
            without_key("guide"),
            "app.guide",
            N_("Guide"),
            id="guide",
            key_display="",
            show=False,
            tooltip=N_("The page about this screen"),
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
    """The purpose of the screen in a sentence or two, marked with `N_`: F1 begins with it."""

    GUIDE: ClassVar[str] = ""
    """The page and heading of `docs/guide/` about this screen, as links between pages are written:
    `caisse.md#compter`. A dialog without one has that of the screen beneath.
    """

    ENTERS: ClassVar[bool] = False
    """Whether entries are made here that take their day and hour from the clock."""

    _styled = False
    """Whether every widget has the styles it was mounted with."""
    _opened_at = float("inf")
    """The time at which it was opened, on the clock that times keys."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return translated(super().active_bindings)

    @property
    def officine(self) -> Host:
        """The application, as a `Host`."""
        return cast(Host, self.app)

    async def ask(self, place: "Screen[Answer]") -> Answer:
        """Opens a dialog or a desk and waits for its answer. Only inside an `@asking` action.

        If entries are made there and the clock of this machine seems wrong, the person is asked about the
        clock first; if they stop there, the answer is None.
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
        """Calls a verb, waits for the database if it is away, and returns the answer; None after showing a
        refusal. Other errors are raised.
        """
        try:
            return persevere(verb, *args, **kwargs)
        except Refused as refused:
            self.refuse(refused)
            return None

    def purpose(self) -> str:
        """The purpose of the screen, in the user's language."""
        return _(self.PURPOSE) if self.PURPOSE else ""

    def guide(self) -> str:
        """The page and heading of the guide about what is shown at present."""
        return self.GUIDE

    def refuse(self, refused: Refused) -> None:
        """Shows why something is refused. A form overrides this to show it beside the field."""
        self.warn(explain(refused))

    def tell(self, sentence: str) -> None:
        """Reports what was done, until the next key."""
        self._notice(sentence, warning=False)

    def warn(self, sentence: str) -> None:
        """Reports what could not be done, until the next key."""
        self._notice(sentence, warning=True)

    def quieten(self) -> None:
        """Clears the report. The application calls this at each key."""
        for notice in self.query(Notice):
            notice.quieten()

    def read_again(self) -> None:
        """Reads again what is shown: on return to this screen, and when somebody else wrote.

        It must paint nothing if nothing changed.
        """

    async def may_leave(self) -> bool:
        """Whether the screen may be left for another client; asks if something would be lost."""
        self.keep_draft()
        return True

    def keep_draft(self) -> None:
        """Called when the program is told to leave: stores unfinished input quickly, without asking."""

    async def _dispatch_message(self, message: Message) -> None:
        await forgiven(super()._dispatch_message, message, self.app)

    def on_screen_resume(self, event: ScreenResume) -> None:
        # Every widget got its styles when it was mounted, so the first update is skipped.
        event.refresh_styles = self._styled
        if not self._styled:
            self._opened_at = get_time()
        self._styled = True
        if self.is_mounted:
            self.read_again()

    def is_elsewhere(self, code: str) -> bool:
        """Whether this code, scanned into a search of this screen, belongs to something
        that is not searched here.
        """
        return False

    def on_paste(self, event: Paste) -> None:
        """Text pasted where there is no field for it; some fields pass on what they took."""
        if self.focused is None or not self.focused.check_consume_key("a", "a"):
            self.takes_burst(" ".join(event.text.split())[:_LONGEST])

    def _notice(self, sentence: str, *, warning: bool) -> None:
        for notice in self.query(Notice):
            notice.say(sentence, warning=warning)


class Desk(BaseScreen[ScreenResultType]):
    """A screen that fills the terminal: `content`, then the report, then the keys."""

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
        """Handles a code or a name that was typed where it is not searched."""
        self.officine.start_asking(self, "meet", self.officine.meet(self, text))

    def on_key(self, event: Key) -> None:
        """Says that a key of another desk does nothing in this one."""
        bound = self.active_bindings.get(event.key)
        names_a_command = event.is_printable or is_function_key(event.key)
        if self.is_current and names_a_command and (bound is None or not bound.enabled):
            self.does_nothing(event.key, bound)

    def does_nothing(self, pressed: str, bound: ActiveBinding | None) -> None:
        """Says why this key does nothing at present."""
        key = key_name(pressed)
        if bound is not None:
            self.warn(_("“{key}” needs a line: there is none here.").format(key=key))
        else:
            self.warn(_("“{key}” does nothing here. F1 shows the keys.").format(key=key))

    def is_elsewhere(self, code: str) -> bool:
        from models.people.clients.by_code import bearer

        return bearer(code) is not None

    def action_refresh(self) -> None:
        """Reads again, and repaints what a disturbed terminal may have lost."""
        self.read_again()
        self.officine.action_repaint()

    def action_back(self) -> None:
        """Goes back without an answer."""
        self.dismiss(None)


class Dialog(BaseScreen[ScreenResultType | None], ModalScreen[ScreenResultType | None]):
    """A small question above the screen it is about. `dismiss(answer)` answers; Esc answers None."""

    HEADING: ClassVar[str] = ""
    """Two or three words, marked with `N_`; override `heading` if they depend on data."""

    FINAL: ClassVar[bool] = False
    """Whether its answer cannot be taken back, or hides or sends something. Then the rest of the burst of
    keys that opened it does not answer it, as when a text is pasted line by line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("Back"), id="dialog.cancel"),
    ]

    _untaken = ""
    """Input that means nothing here."""

    def heading(self) -> str:
        """The question, in the user's language."""
        return _(self.HEADING)

    def purpose(self) -> str:
        return super().purpose() or self.heading()

    def content(self) -> ComposeResult:
        """The fields or choices; the first that can be focused is focused."""
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
        """Answers; None is no answer. Stays, and says why, if the answer may not be meant."""
        unmeant = self._unmeant() if result is not None else ""
        if unmeant:
            self.warn(unmeant)
            return AwaitComplete.nothing()
        return super().dismiss(result)

    def _unmeant(self) -> str:
        """Why the answer may not be meant, in the user's language; empty if there is no such sign."""
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
        """Reports a letter that is no key of this dialog: the person believes to be somewhere else."""
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
    """Marks an action that may await dialogs. While it runs it is not started again, so a key pressed twice
    asks once. A refusal that it does not catch is shown; a defect is reported and never fatal.
    """

    @wraps(action)
    def start(self: Where, *args: Asked.args, **kwargs: Asked.kwargs) -> None:
        coroutine = cast(Coroutine[Any, Any, None], action(self, *args, **kwargs))
        cast(Host, self.app).start_asking(self, action.__name__, coroutine)

    return start
