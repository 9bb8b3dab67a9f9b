"""The application: login, themes, and exit."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, TextIO, cast

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen
from textual.widget import Widget

from locales import _
from models.refusals import Refused
from models.store import settings
from models.store.connection import engine
from models.store.place import waiting
from models.store.place.problems import StoreProblem
from tui.entrance.code_ahead import TypedBefore
from tui.frame.base import STYLES, BaseScreen
from tui.frame.screens import new_screen, register
from tui.frame.sending import Sending
from tui.frame.session import Session
from tui.shell import themes
from tui.shell.away import Away
from tui.shell.painted import PaintedApp
from tui.shell.screens import SCREENS
from tui.shell.typeahead import TypeAhead, Typed
from tui.terminal.inert import InertFilter

LOOK_EVERY = 2.0
"""Seconds between two checks whether another terminal wrote."""
_SAID_AFTER = 5
"""Seconds of waiting for a lock of another program, after which the screens report it."""
_STARTED = 2.0
"""Seconds after which the objects of the start are all made."""
_GREETED = 0.5
"""Seconds after which the list is shown and the clock is checked."""
_MOST_TURNS = 1000
_LINE_DROPPED = 128 + signal.SIGHUP
_LEAVE_ON = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)

register(SCREENS)


class OfficineApp(PaintedApp, inherit_bindings=False):
    """Started with the database open. Without a session it opens the login first."""

    TITLE = "Officine"
    CSS_PATH = [STYLES / "shell.tcss", STYLES / "clients.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        # Only if no list of the screen has the key.
        Binding("ctrl+t", "cannot_sort", show=False),
    ]

    ahead: TypeAhead
    sending: Sending

    def __init__(self, session: Session | None = None, typed_before: TypedBefore | None = None) -> None:
        self.typed_before = typed_before or TypedBefore()
        self._inert = InertFilter()
        super().__init__()
        # Every screen would mount them, and nothing here uses them.
        self._disable_tooltips = self._disable_notifications = True
        self.session: Session | None = session
        self.kept: dict[tuple[int, str], Any] = {}
        self._asking: set[tuple[int, str]] = set()
        # Taken before the first screen reads, so that later writes by others are noticed.
        self._stamp = self._stamp_now()
        self.ahead = TypeAhead(self)
        self.sending = Sending(self)
        self.away = Away(self)
        self._dress(themes.chosen(os.environ))

    def _dress(self, theme: str) -> None:
        """Sets the theme before anything is painted; assigning `theme` would parse
        and paint everything twice.
        """
        for known in themes.themes():
            self.register_theme(known)
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        if theme == "none":
            self._filters = [*(each for each in self._filters if not isinstance(each, Monochrome)), NoColor()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variables(themes.DARK)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._inert]

    def get_driver_class(self) -> type[Driver]:
        if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
            return super().get_driver_class()
        from tui.terminal.driver import Terminal

        return Terminal

    def get_default_screen(self) -> Screen[Any]:
        refused = self._wait_for_code()
        if self.session is not None:
            return new_screen("list")
        from models.pharmacy import first_start

        self.read_forms()
        return new_screen("welcome") if first_start.is_new() else new_screen("login", refused)

    def _wait_for_code(self) -> Refused | None:
        """Waits until the code typed ahead is checked. Returns why it was refused, or None."""
        try:
            if self.typed_before.checking is not None:
                self.session = self.typed_before.checking.result()
        except Refused as refused:
            return refused
        except Exception as error:
            self.call_after_refresh(self.trouble, error)
        return None

    def on_mount(self) -> None:
        self._listen_to_signals()
        if self.session is not None and self.typed_before.checking is not None:
            self._offer_drafts()
            self.set_timer(_GREETED, self._look_at_clock)
        self.call_after_refresh(self._take_own_keys)
        self.set_timer(_STARTED, _collect_garbage)
        self.set_interval(LOOK_EVERY, self.look)
        self.sending.look_after()

    async def on_unmount(self) -> None:
        await self.sending.end()

    async def enter(self, session: Session) -> None:
        """Somebody is at the desk: the client list covers the screen that asked who."""
        self.session = session
        await self.push_screen(new_screen("list"))
        self._offer_drafts()
        self.set_timer(_GREETED, self._look_at_clock)

    def _look_at_clock(self) -> None:
        """Asks about a clock that seems wrong, unless it was asked when something was opened meanwhile."""
        screen = self.screen_stack[-1] if self.screen_stack else None  # There is none while the program ends.
        if not isinstance(screen, BaseScreen) or screen.is_modal or self.session is None:
            return
        from models.money import clock_check

        with suppress(StoreProblem, *engine().errors):  # It is asked again before anything is entered.
            if clock_check.doubt() is not None:
                self.start_asking(screen, "clock", self.clock_is_meant(screen))

    async def clock_is_meant(self, place: Screen[Any]) -> bool:
        from tui.shell.clock_doubt import clock_is_meant

        return await clock_is_meant(cast(BaseScreen[Any], place))

    async def meet(self, desk: Screen[Any], text: str) -> None:
        from tui.shell.met import meet

        await meet(cast(BaseScreen[Any], desk), text)

    def _offer_drafts(self) -> None:
        from tui.entrance import drafts

        if isinstance(self.screen, BaseScreen):
            drafts.offer(self.screen)

    def _take_own_keys(self) -> None:
        """Reads the user's key map; only a user who has one pays for it."""
        from machine import folders
        from tui.shell import keymap

        file = folders.config_file()
        if not file.exists():
            return
        own = keymap.read(file)
        self.set_keymap(own.keys)
        if own.faults:
            self.call_after_refresh(self.warn, "\n".join(own.faults))

    @property
    def staff(self) -> int:
        """The member of staff, for every verb."""
        if self.session is None:
            raise RuntimeError("nobody has logged in")
        return self.session.staff

    def _listen_to_signals(self) -> None:
        if self.is_headless or sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in _LEAVE_ON:
            loop.add_signal_handler(number, self.leave, 128 + number)

    def leave(self, code: int = 0) -> None:
        """Exits, after every screen stored its unfinished input."""
        self._keep_drafts()
        self.away.leave(code)
        self.exit(code, return_code=code)

    def _keep_drafts(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                try:
                    with waiting.only_while(lambda: False):
                        screen.keep_draft()
                except Exception as error:
                    self._note(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "change_person":
            return self.session is not None and not self.screen.is_modal
        return super().check_action(action, parameters)

    async def action_change_person(self) -> None:
        """Asks again who is at the desk; what is half typed is offered back to whoever typed it."""
        self._keep_drafts()
        while len(self.screen_stack) > 1:
            await self.screen.dismiss(None)
        self.session = None
        await self.push_screen(new_screen("login"))

    def terminal_gone(self) -> None:
        """The connection to the terminal dropped."""
        self.leave(_LINE_DROPPED)

    async def action_leave(self) -> None:
        self.leave()

    def action_how_to_leave(self) -> None:
        if isinstance(self.screen, BaseScreen):
            self.screen.tell(_("Ctrl+Q leaves Officine."))

    def action_cannot_sort(self) -> None:
        """Reports that a list has one order only."""
        from tui.widgets.rows import Rows

        if isinstance(self.screen, BaseScreen) and self.screen.query(Rows):
            self.screen.tell(_("This list has one order only: it cannot be sorted."))

    async def action_help(self) -> None:
        from tui.shell.help import Help

        if not isinstance(self.screen, Help):
            await self.push_screen(Help(self.screen))

    async def action_guide(self) -> None:
        """The page about the screen; F1 twice."""
        from tui.shell.guiding import open_guide

        await open_guide(self)

    async def action_palette(self) -> None:
        from tui.shell.palette import open_palette

        await open_palette(self)

    def look(self) -> None:
        """Reads again if another terminal has written since the last check."""
        stamp = self._stamp_now()
        if stamp not in (None, self._stamp):
            self._stamp = stamp
            settings.take_time_zone()
            self.read_again()

    @staticmethod
    def _stamp_now() -> int | None:
        """None while the database cannot tell."""
        try:
            with waiting.only_while(lambda: False):
                return engine().stamp()
        except Exception:
            return None

    def read_again(self) -> None:
        """All visible screens read again: the top one, and those visible beneath dialogs."""
        for screen in reversed(self.screen_stack):
            # A screen just opened has no widgets yet, and reads when it has.
            if isinstance(screen, BaseScreen) and screen.is_mounted:
                screen.read_again()
            if not screen.is_modal:
                break

    def start_asking(self, where: Widget, name: str, action: Coroutine[Any, Any, object]) -> None:
        """Runs an action that waits for dialogs, once at a time."""
        key = (id(where), name)
        if key in self._asking:
            action.close()
            return
        self._asking.add(key)
        self.ahead.begin()
        self.run_worker(self._asked(key, action), exit_on_error=False)

    async def _asked(self, key: tuple[int, str], action: Coroutine[Any, Any, object]) -> None:
        try:
            await action
        except Exception as error:
            self.trouble(error)
        finally:
            self._asking.discard(key)
            self.ahead.end()

    def trouble(self, error: Exception) -> None:
        if not self.away.leaving:
            super().trouble(error)

    def tell_defect(self, log: Path | None) -> None:
        from tui.dialogs.trouble import Trouble

        if not isinstance(self.screen, Trouble):
            self.push_screen(Trouble(log))

    def warn(self, sentence: str) -> None:
        if isinstance(self.screen, BaseScreen):
            self.screen.warn(sentence)

    def _note(self, error: Exception) -> None:
        from machine.log import write_down

        write_down(error)

    async def keys_served(self, field: Widget) -> None:
        """Waits until no key is on its way to this field."""
        for _turn in range(_MOST_TURNS):
            if not self.message_queue_size and not field.message_queue_size:
                return
            await asyncio.sleep(0)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, Typed) and not event.is_forwarded and self.ahead.keeps(event):
            return
        # Once for each key: the event returns here after every focused widget has seen it.
        if isinstance(event, events.Key) and not event.is_forwarded and isinstance(self.screen, BaseScreen):
            self.screen.quieten()
        await super().on_event(event)


def _collect_garbage() -> None:
    """Freezes what the start made out of the garbage collector, then turns it on; only if it was
    turned off, which tests do not.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def open_screens(session: Session | None = None, typed_before: TypedBefore | None = None) -> int:
    """Runs the screens on this terminal until the user leaves; returns the program's exit code."""
    app = OfficineApp(session, typed_before)
    waiting.wait_with(app.away.wait)
    engine().say_soon(_SAID_AFTER)
    try:
        # Without mouse reports, selecting and copying in the terminal keep working.
        app.run(mouse=False)
    finally:
        waiting.wait_with(None)
    _let_go(dropped=app.return_code == _LINE_DROPPED)
    if app.return_code is None:
        return app.away.code if app.away.leaving else 1
    return app.return_code


def _let_go(*, dropped: bool) -> None:
    """Redirects output that a dropped connection no longer takes: otherwise Python fails
    at exit, with its own code.
    """
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and (dropped or not _takes_more(stream)):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _takes_more(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return False
    return True
