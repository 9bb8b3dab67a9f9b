"""Translations: the catalogues, and the one format of amounts, days and phones.

Message ids are English. French is the default language; `speak("en")` or OFFICINE_LANG=en changes it for the
program, `speaking("en")` for one block, without effect on other tasks.
"""

import gettext as _gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("fr", "en")
DEFAULT = "fr"


class _Words(NamedTuple):
    """A tuple, as `--help` imports no dataclasses."""

    language: str
    catalogue: _gettext.NullTranslations


_here: ContextVar[_Words | None] = ContextVar("words", default=None)
_everywhere: _Words | None = None
"""The language of the program: threads do not inherit the context of their parent, and use this."""


def N_(message: str) -> str:
    """Marks a message id for the catalogues; it is translated where it is shown."""
    return message


def speak(language: str | None = None) -> None:
    """Chooses the language of the program: the given one, else OFFICINE_LANG, else French."""
    global _everywhere
    _everywhere = _words(_chosen(language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Uses this language within the block and in what it starts, without effect on other tasks."""
    token = _here.set(_words(_chosen(language)))
    try:
        yield
    finally:
        _here.reset(token)


def language() -> str:
    """The language in use: "fr" or "en"."""
    return _spoken().language


def _(message: str) -> str:
    """The message in the language in use."""
    return _spoken().catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The singular or plural message for the number, in the language in use."""
    return _spoken().catalogue.ngettext(one, many, number)


def _spoken() -> _Words:
    return _here.get() or _everywhere or _words(_chosen(None))


def _chosen(language: str | None) -> str:
    wanted = (language or os.environ.get("OFFICINE_LANG") or DEFAULT)[:2].lower()
    return wanted if wanted in LANGUAGES else DEFAULT


@cache
def _words(language: str) -> _Words:
    catalogue = _gettext.translation("officine", Path(__file__).parent, [language], fallback=language == "en")
    return _Words(language, catalogue)
