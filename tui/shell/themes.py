"""All colours: four themes, and the choice of the one this terminal can show.

The light and the dark theme are sent as the nearest entries of the 256-colour palette, so that a terminal
without COLORTERM, which does not travel over SSH, shows the same, in fewer bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.theme import BUILTIN_THEMES, Theme


@dataclass(frozen=True, slots=True)
class Tokens:
    """The meanings of colours. Style sheets use `$owes`, never a colour."""

    ground: str
    panel: str
    """The ground of a dialog."""
    field: str
    """The ground of what can be typed into."""
    strong: str
    plain: str
    quiet: str
    """The three strengths of text."""
    accent: str
    """What has the focus, and the one thing to do next."""
    owes: str
    """Red: a client owes. Nothing else is red."""
    credit: str
    """Green: a client has a credit."""
    warns: str
    rule: str
    """Lines that separate; never text."""
    mark: str
    on_mark: str
    """The row the cursor is on."""
    blue: str
    violet: str
    turquoise: str
    """The colours of categories of clients, which have no other meaning."""
    caret: str = "reverse"
    mark_style: str = "bold"
    strong_style: str = "bold"
    quiet_style: str = "none"


DARK = Tokens(
    ground="#121212",
    panel="#262626",
    field="#303030",
    strong="#ffffff",
    plain="#d0d0d0",
    quiet="#a8a8a8",
    accent="#5fd787",
    owes="#ff8787",
    credit="#5fd787",
    warns="#ffaf00",
    rule="#444444",
    mark="#00875f",
    on_mark="#ffffff",
    blue="#87afff",
    violet="#d787ff",
    turquoise="#5fd7d7",
)
LIGHT = Tokens(
    ground="#eeeeee",
    panel="#ffffff",
    field="#ffffff",
    strong="#000000",
    plain="#262626",
    quiet="#5f5f5f",
    accent="#005f5f",
    owes="#af0000",
    credit="#005f00",
    warns="#875f00",
    rule="#bcbcbc",
    mark="#00875f",
    on_mark="#ffffff",
    blue="#005faf",
    violet="#8700af",
    turquoise="#005f5f",
)
SIXTEEN = Tokens(
    ground="ansi_black",
    panel="ansi_black",
    field="ansi_black",
    strong="ansi_bright_white",
    plain="ansi_white",
    quiet="ansi_white",
    accent="ansi_bright_green",
    owes="ansi_bright_red",
    credit="ansi_bright_green",
    warns="ansi_bright_yellow",
    rule="ansi_white",
    mark="ansi_green",
    on_mark="ansi_black",
    blue="ansi_cyan",
    violet="ansi_bright_magenta",
    turquoise="ansi_bright_cyan",
    mark_style="none",
)
NONE = Tokens(
    ground="ansi_default",
    panel="ansi_default",
    field="ansi_default",
    strong="ansi_default",
    plain="ansi_default",
    quiet="ansi_default",
    accent="ansi_default",
    owes="ansi_default",
    credit="ansi_default",
    warns="ansi_default",
    rule="ansi_default",
    mark="ansi_default",
    on_mark="ansi_default",
    blue="ansi_default",
    violet="ansi_default",
    turquoise="ansi_default",
    mark_style="reverse bold",
)

TOKENS = {"dark": DARK, "light": LIGHT, "16": SIXTEEN, "none": NONE}
"""By the name that OFFICINE_THEME takes."""


def themes() -> list[Theme]:
    """The four themes as Textual wants them."""
    return [_theme(name, tokens) for name, tokens in TOKENS.items()]


def variables(tokens: Tokens) -> dict[str, str]:
    """The names that style sheets may use, each with its `$`."""
    return {
        "ground": tokens.ground,
        "panel-ground": tokens.panel,
        "field": tokens.field,
        "strong": tokens.strong,
        "plain": tokens.plain,
        "quiet": tokens.quiet,
        "accent": tokens.accent,
        "owes": tokens.owes,
        "credit": tokens.credit,
        "warns": tokens.warns,
        "rule": tokens.rule,
        "blue": tokens.blue,
        "violet": tokens.violet,
        "turquoise": tokens.turquoise,
        "mark": tokens.mark,
        "on-mark": tokens.on_mark,
        "caret-style": tokens.caret,
        "mark-style": tokens.mark_style,
        "strong-style": tokens.strong_style,
        "quiet-style": tokens.quiet_style,
        # What Textual's own widgets ask for.
        "border": tokens.accent,
        "border-blurred": tokens.rule,
        "block-cursor-background": tokens.mark,
        "block-cursor-foreground": tokens.on_mark,
        "block-cursor-text-style": tokens.mark_style,
        "block-cursor-blurred-background": tokens.field,
        "block-cursor-blurred-foreground": tokens.plain,
        "input-cursor-text-style": tokens.caret,
        "input-cursor-background": tokens.field,
        "input-cursor-foreground": tokens.strong,
        "input-selection-background": tokens.mark,
        "input-selection-foreground": tokens.on_mark,
        "text": tokens.plain,
        "text-muted": tokens.quiet,
        "text-disabled": tokens.quiet,
        "scrollbar": tokens.rule,
        "scrollbar-hover": tokens.rule,
        "scrollbar-active": tokens.accent,
        "scrollbar-background": tokens.ground,
        "scrollbar-background-hover": tokens.ground,
        "scrollbar-background-active": tokens.ground,
        "scrollbar-corner-color": tokens.ground,
    }


_ANSI = BUILTIN_THEMES["ansi-dark"].variables
"""What Textual's own style sheets ask of a theme in the terminal's colours."""


def _theme(name: str, tokens: Tokens) -> Theme:
    ansi = tokens.ground.startswith("ansi")
    return Theme(
        name=name,
        primary=tokens.accent,
        secondary=tokens.accent,
        accent=tokens.accent,
        warning=tokens.warns,
        # Textual's "error" colours refused fields; red is kept for what a client owes.
        error=tokens.warns,
        success=tokens.credit,
        foreground=tokens.plain,
        background=tokens.ground,
        surface=tokens.ground,
        panel=tokens.panel,
        dark=name != "light",
        ansi=ansi,
        variables={**(_ANSI if ansi else {}), **variables(tokens)},
    )


def chosen(environment: Mapping[str, str]) -> str:
    """The theme for this terminal: OFFICINE_THEME, else the best it can show."""
    wished = environment.get("OFFICINE_THEME", "")
    if wished in TOKENS:
        return wished
    terminal = environment.get("TERM", "")
    if environment.get("NO_COLOR") or terminal in ("", "dumb") or terminal.startswith("vt"):
        return "none"
    if not environment.get("COLORTERM") and not _shows_256(terminal):
        return "16"
    return "light" if _ground_is_light(environment.get("COLORFGBG", "")) else "dark"


def _shows_256(terminal: str) -> bool:
    return any(word in terminal for word in ("256", "kitty", "alacritty", "ghostty", "foot", "direct"))


def _ground_is_light(colours: str) -> bool:
    """Some terminals say "foreground;ground" as palette numbers; 7 and 15 are the whites."""
    return colours.rpartition(";")[2] in ("7", "15")
