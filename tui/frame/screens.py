"""New screens by name, so that any screen may open any other without importing it.

The application registers them (`tui.shell.screens`).
"""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen

Imported = Callable[[], type[Screen[Any]]]
"""Imports a screen's class and returns it."""

_SCREENS: dict[str, Imported] = {}


def register(screens: Mapping[str, Imported]) -> None:
    """Adds these screens to those that can be opened."""
    _SCREENS.update(screens)


def new_screen(name: str, *args: Any, **kwargs: Any) -> Screen[Any]:
    """A new screen of that name, made with these arguments."""
    return screen_class(name)(*args, **kwargs)


def screen_class(name: str) -> type[Screen[Any]]:
    """The class of that screen. Importing it before it is opened makes opening it quicker."""
    return _SCREENS[name]()
