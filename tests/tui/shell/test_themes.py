"""Every text can be read on its ground, in every theme; and a terminal gets the theme it can show."""

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.terminal_theme import TerminalTheme
from textual.color import Color

from tui.shell import themes
from tui.shell.themes import TOKENS, Tokens

ENOUGH = 4.5
"""WCAG AA, for text of normal size."""

VGA = TerminalTheme(
    (0, 0, 0),
    (170, 170, 170),
    [
        (0, 0, 0),
        (170, 0, 0),
        (0, 170, 0),
        (170, 85, 0),
        (0, 0, 170),
        (170, 0, 170),
        (0, 170, 170),
        (170, 170, 170),
    ],
    [
        (85, 85, 85),
        (255, 85, 85),
        (85, 255, 85),
        (255, 255, 85),
        (85, 85, 255),
        (255, 85, 255),
        (85, 255, 255),
        (255, 255, 255),
    ],
)
"""The sixteen colours of the Linux console."""


def sent(colour: str) -> ColorTriplet:
    """What a terminal shows for it: the entry of the palette of 256, or of the console's sixteen."""
    parsed = Color.parse(colour)
    rich = parsed.rich_color if parsed.ansi is not None else RichColor.parse(colour)
    return rich.downgrade(ColorSystem.EIGHT_BIT).get_truecolor(VGA)


def luminance(colour: str) -> float:
    shares = [value / 255 for value in sent(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, ground: str) -> float:
    darker, lighter = sorted((luminance(text), luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(tokens: Tokens) -> list[tuple[str, str, str]]:
    texts = (
        *("strong", "plain", "quiet", "accent", "owes", "credit", "warns"),
        *("blue", "violet", "turquoise"),
    )
    found = [(text, getattr(tokens, text), ground) for text in texts for ground in grounds(tokens)]
    return [*found, ("on_mark", tokens.on_mark, tokens.mark)]


def grounds(tokens: Tokens) -> set[str]:
    return {tokens.ground, tokens.panel, tokens.field}


@pytest.mark.parametrize("name", ["dark", "light", "16"])
def test_every_text_can_be_read_on_its_ground(name: str) -> None:
    poor = [
        f"{text} on {ground}: {ratio:.2f}"
        for text, colour, ground in pairs(TOKENS[name])
        if (ratio := contrast(colour, ground)) < ENOUGH
    ]
    assert not poor


def test_without_colour_the_cursor_and_titles_are_still_marked() -> None:
    assert "reverse" in TOKENS["none"].mark_style
    assert "bold" in TOKENS["none"].strong_style


@pytest.mark.parametrize("name", ["dark", "light", "16"])
def test_red_says_owes_and_nothing_else(name: str) -> None:
    tokens = TOKENS[name]
    others = {getattr(tokens, field) for field in Tokens.__dataclass_fields__ if field != "owes"}
    assert tokens.owes not in others


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color"}, "dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "dark"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "light"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, "dark"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "screen"}, "16"),
        ({"TERM": "vt100"}, "none"),
        ({"TERM": "dumb"}, "none"),
        ({}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "dark"),
        ({"TERM": "vt100", "OFFICINE_THEME": "light"}, "light"),
        ({"TERM": "linux", "OFFICINE_THEME": "mauve"}, "16"),
    ],
)
def test_a_terminal_gets_what_it_says_it_can_show(environment: dict[str, str], theme: str) -> None:
    assert themes.chosen(environment) == theme
