"""In which words: the catalogues, and the one shape that amounts, days and phones have.

Message ids are English. French is the default language; `speak("en")` or OFFICINE_LANG=en changes it.
"""

import gettext as _gettext
import os
from pathlib import Path

LANGUAGES = ("fr", "en")
DEFAULT = "fr"

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = ""


def N_(message: str) -> str:
    """Marks a message id for the catalogues; it is translated where it is shown."""
    return message


def speak(language: str | None = None) -> None:
    """Chooses the language: the given one, else OFFICINE_LANG, else French."""
    global _catalogue, _language
    wanted = (language or os.environ.get("OFFICINE_LANG") or DEFAULT)[:2].lower()
    _language = wanted if wanted in LANGUAGES else DEFAULT
    _catalogue = _gettext.translation(
        "officine", Path(__file__).parent, [_language], fallback=_language == "en"
    )


def language() -> str:
    """The language in use: "fr" or "en"."""
    if not _language:
        speak()
    return _language


def _(message: str) -> str:
    """The message in the language in use."""
    if not _language:
        speak()
    return _catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The message that suits the number, in the language in use."""
    if not _language:
        speak()
    return _catalogue.ngettext(one, many, number)
