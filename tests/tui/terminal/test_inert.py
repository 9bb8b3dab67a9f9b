"""Nothing that people typed drives the terminal, whichever widget shows it."""

import pytest
from textual.app import ComposeResult
from textual.widgets import Input, Label, OptionList, Static

from tui.frame.base import Desk
from tui.frame.session import Session
from tui.shell.app import OfficineApp
from tui.terminal.inert import InertFilter, inert

BAD = ["\x1b[31m", "\x1b]52;c;QQ==\x07", "\x9b31m", "\x00", "\x7f", "\u202eabc", "\u2066x\u2069", "a\rb"]


@pytest.mark.parametrize("text", BAD)
def test_what_would_drive_is_shown_as_a_mark(text: str) -> None:
    shown = inert(text)
    assert shown.isprintable()
    assert "\x1b" not in shown


@pytest.mark.parametrize("text", ["Martin", "محمد سعيد", "Zoë", "中文", "[red]", "1 250,00", "👩"])
def test_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_lines_become_one() -> None:
    assert inert("12, rue\n\tdes Orangers") == "12, rue des Orangers"


class Naive(Desk[None]):
    """Widgets that were given text as it came."""

    def content(self) -> ComposeResult:
        for text in BAD:
            yield Static(text, markup=False)
            yield Label(text, markup=False)
            yield Input(text)
        yield OptionList(*BAD, markup=False)


async def test_a_widget_that_forgot_is_caught_by_the_filter(session: Session) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 60)) as pilot:
        await app.push_screen(Naive())
        await pilot.pause()
        painted = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert any(isinstance(each, InertFilter) for each in app.get_line_filters())
        assert not {letter for letter in painted if letter in "\x00\x07\x1b\x7f\x9b\u202e\u2066\u2069\r"}
