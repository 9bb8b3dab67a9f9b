"""What Textual would keep of widgets that are gone.

It remembers two styles for each pair of colours, and by a slip for each widget too: the cache's key holds the
widget's painted lines. Twenty fiches opened and closed would stay in memory, line by line.
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
    """At the end of a question asked in a thread: the thread waits for the next one, and would keep a hold of
    this one's worker until then, and with it of the screen that asked."""
    active_worker.set(None)  # type: ignore[arg-type]


StylesCache.get_inner_outer = _without_the_widget  # type: ignore[method-assign, assignment]
