"""Releases what Textual would keep of widgets that are gone.

It caches two styles for each pair of colours and, by mistake, for each widget too: the key of the cache holds
the widget's painted lines. Twenty fiches opened and closed would stay in memory, line by line.
"""

from functools import lru_cache

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style
from textual.worker import active_worker


@lru_cache(1024)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    return Style(background=base_background + background), Style(background=base_background)


def _without_the_widget(
    _cache: StylesCache, base_background: Color, background: Color
) -> tuple[Style, Style]:
    return _inner_outer(base_background, background)


def let_go() -> None:
    """Called at the end of a question asked in a thread: a thread that waits for the next one would keep this
    one's worker, and with it the screen that asked.
    """
    active_worker.set(None)  # type: ignore[arg-type]


StylesCache.get_inner_outer = _without_the_widget  # type: ignore[method-assign, assignment]
