"""Types of arguments: whole numbers, days, texts."""

from argparse import ArgumentTypeError
from datetime import date, datetime

from locales import _

_DAY_SHAPES = ("%Y-%m-%d", "%d/%m/%Y")


def whole(text: str) -> int:
    """0, 1, 2 …"""
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise ArgumentTypeError(_("“{text}” is not a whole number").format(text=text))
    return int(text)


def at_least_one(text: str) -> int:
    """1, 2 …"""
    number = whole(text)
    if not number:
        raise ArgumentTypeError(_("it must be at least 1"))
    return number


def day(text: str) -> date:
    """`2026-11-12` or `12/11/2026`."""
    for shape in _DAY_SHAPES:
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    raise ArgumentTypeError(_("“{text}” is not a day. Examples: 2026-11-12, 12/11/2026").format(text=text))


def search(text: str) -> str:
    """A text to search, no longer than any name."""
    from models.store.text import limit_of

    if len(text) > limit_of("search"):
        said = _("{length} characters; at most {limit} are looked for")
        raise ArgumentTypeError(said.format(length=len(text), limit=limit_of("search")))
    return words(text)


def words(text: str) -> str:
    """A text to search; a byte that is invalid in the shell's encoding matches nothing."""
    return text.encode("utf-8", "replace").decode("utf-8")
