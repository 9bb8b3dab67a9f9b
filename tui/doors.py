"""Which screen is behind which door. Each is imported when first opened, so that the start stays short."""

from importlib import import_module
from typing import Any

from textual.screen import Screen

_DOORS = {
    "welcome": ("tui.welcome", "WelcomeDesk"),
    "login": ("tui.login", "LoginDesk"),
    "list": ("tui.clients.listing", "ClientDesk"),
    "editor": ("tui.clients.editor", "EditorDesk"),
    "importer": ("tui.clients.importer", "ImporterDesk"),
    "fiche": ("tui.fiche.screen", "FicheDesk"),
}


def door(name: str, *args: Any, **kwargs: Any) -> Screen[Any]:
    """A new screen of that name."""
    module, cls = _DOORS[name]
    screen: Screen[Any] = getattr(import_module(module), cls)(*args, **kwargs)
    return screen
