"""Fonts and style sheets as WeasyPrint has loaded them, kept from one paper to the next: loading them is a
third of the time of an invoice.
"""

import atexit
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from printing.page.glyphs import FONTS

STYLES = FONTS.parent
_SECONDS = 3600.0
"""For so long they are kept: WeasyPrint copies the fonts to a folder for temporary files, which a system
clears of what is days old, and the program may run for weeks.
"""


@dataclass(slots=True)
class _Loaded:
    """What is loaded; one paper at a time uses it, as several threads may print at once."""

    fonts: Any
    sheets: dict[str, Any] = field(default_factory=dict)
    since: float = field(default_factory=monotonic)

    def sheet(self, library: Any, name: str, fetcher: Any) -> Any:
        if name not in self.sheets:
            path = STYLES / name
            self.sheets[name] = library.CSS(filename=path, font_config=self.fonts, url_fetcher=fetcher)
        return self.sheets[name]


_KEPT: list[_Loaded] = []
# What goes takes its folder with it.
atexit.register(_KEPT.clear)


@contextmanager
def loaded(library: Any, names: Sequence[str], fetcher: Any) -> Iterator[tuple[Any, list[Any]]]:
    """The font configuration and these style sheets, to lay a paper out and to write it. After an error they
    are not kept, as the fonts may have been written by half.
    """
    own = _taken()
    yield own.fonts, [own.sheet(library, name, fetcher) for name in names]
    _KEPT.append(own)


def _taken() -> _Loaded:
    from weasyprint.text.fonts import FontConfiguration

    try:
        own = _KEPT.pop()
    except IndexError:
        return _Loaded(FontConfiguration())
    return own if monotonic() - own.since < _SECONDS else _Loaded(FontConfiguration())
