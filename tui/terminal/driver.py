"""Textual's terminal driver, made robust: the original dies of an invalid byte, an unknown key
code, a dropped connection.

This overrides private parts of Textual 8.2, which is why pyproject.toml stays within that series.
"""

import asyncio
import os
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from time import monotonic

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tui.terminal import kitty

_TICK = 0.1
_LINE_FEED = "\n"
"""Enter as it arrives if it was pressed before the program controls the terminal, and
as some scanners send it.
"""
_LONGEST_SCAN = 100
"""The most letters that a scanner sends at once."""
_PASTE_PATIENCE = 2.0
"""Seconds of silence after which a paste without its end is ended: otherwise every key would go into it."""


class Parser(XTermParser):
    """Ignores key codes it cannot parse."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            if sequence == _LINE_FEED:
                return [events.Key("enter", _LINE_FEED)]
            read = kitty.read(sequence)
            return list(super()._sequence_to_key_events(read, alt)) if read else []
        except (ValueError, KeyError, IndexError, AttributeError, OverflowError):
            return []


class Input:
    """Turns bytes into messages."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        # A Latin-1 byte is invalid UTF-8 and becomes U+FFFD.
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self._tail = ""
        self._pasting = False
        self._last = monotonic()

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages of these bytes."""
        self._last = monotonic()
        text = self._decoder.decode(data)
        self._watch_paste(text)
        if text:
            # The mouse is never turned on; another program may have left it on.
            yield from _as_one(
                each for each in self._parser.feed(text) if not isinstance(each, events.MouseEvent)
            )

    def tick(self) -> Iterator[Message]:
        """The messages of silence: a lone ESC was the key, a paste that stopped is over."""
        if self._pasting and monotonic() - self._last > _PASTE_PATIENCE:
            self._pasting = False
            yield from self._parser.feed(BRACKETED_PASTE_END)
        yield from self._parser.tick()

    def _watch_paste(self, text: str) -> None:
        seen = self._tail + text
        start, end = seen.rfind(BRACKETED_PASTE_START), seen.rfind(BRACKETED_PASTE_END)
        if start != end:
            self._pasting = start > end
        self._tail = seen[-(len(BRACKETED_PASTE_END) - 1) :]


def _as_one(messages: Iterable[Message]) -> Iterator[Message]:
    """The same messages, with more letters than a scanner sends at once joined to one paste."""
    run: list[events.Key] = []
    for message in messages:
        if isinstance(message, events.Key) and message.is_printable:
            run.append(message)
            continue
        yield from _pasted(run)
        run = []
        yield message
    yield from _pasted(run)


def _pasted(run: list[events.Key]) -> Iterable[Message]:
    if len(run) <= _LONGEST_SCAN:
        return run
    return [events.Paste("".join(key.character or "" for key in run))]


class Terminal(LinuxDriver):
    """Textual's driver with a robust input, and an output that may be gone."""

    _listened = False
    """Whether input typed before the start was passed on, so that it is not repeated after a pause."""

    def start_application_mode(self) -> None:
        super().start_application_mode()
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._tell_size)

    def _sigcont_application(self, *arguments: object) -> None:
        if self._must_signal_resume:
            super()._sigcont_application(*arguments)
        else:
            self._loop.call_soon_threadsafe(self._start_anew)

    def _start_anew(self) -> None:
        """After a stop without notice (kill -STOP) everything is still on, and
        Textual would turn it on twice.
        """
        if self._writer_thread is not None and self._writer_thread.is_alive():
            self.suspend_application_mode()
            self.resume_application_mode()

    def _tell_size(self) -> None:
        """Reports the present size of the terminal to the application.

        Textual reports it inside the signal handler: if a second signal interrupts the first, the
        older size is reported last.
        """
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(events.Resize(size, size))

    def run_input_thread(self) -> None:
        source = Input(Parser(self._debug))
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        try:
            if not self._listened:
                self._listened = True
                self._pass_on(source.feed(self._app.typed_before.keys))  # type: ignore[attr-defined]
            while not self.exit_event.is_set():
                if selector.select(_TICK) and not self._read(source):
                    return
                self._pass_on(source.tick())
        except ParseError:
            pass
        finally:
            selector.close()

    def _read(self, source: Input) -> bool:
        """Passes input on. False if the terminal is gone."""
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if not data:
            self._app.away.leave(128 + signal.SIGHUP)  # type: ignore[attr-defined]
            self._app.call_later(self._app.terminal_gone)  # type: ignore[attr-defined]
            return False
        self._pass_on(source.feed(data))
        return True

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, events.Key):
                self._app.away.heard(message.key)  # type: ignore[attr-defined]
            self.process_message(message)

    def write(self, data: str) -> None:
        # A writer thread that died with its terminal no longer empties its queue: writing would block for
        # ever.
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def close(self) -> None:
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()
