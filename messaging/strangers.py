"""The one place that reads what strangers send: a gateway's answers, and what is told to the listener.

Whatever it is, there is an answer: text without what no database keeps, a tree that is not deep, a few
fields. How long a stranger may take is `patience`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

MOST_ANSWERED = 64 * 1024
"""Bytes of an answer; the rest is not read."""
MOST_TOLD = 16 * 1024
"""Bytes that may be posted to the listener."""
DEEPEST = 32
"""Lists and objects in one another; Python's own reader gives up at a depth that nobody chose."""
LONGEST_WORD = 2000
"""Letters of one field, or of what stands at one place of an answer."""
MOST_FIELDS = 50

Fields = Mapping[str, str]

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""Also one without an end: a search that began anew at each of its quotes would take seconds."""
_BRACKET = re.compile(r"[][{}]")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def text(raw: bytes) -> str:
    """Read as UTF-8; what is none is replaced."""
    return plain(raw.decode("utf-8-sig", "replace"))


def plain(text: str) -> str:
    """Without NUL and halves of a letter, which no database keeps and nothing writes out."""
    return _UNKEPT.sub("\N{REPLACEMENT CHARACTER}", text)


def tree(text: str) -> Any:
    """JSON as lists, objects and texts; numbers stay as they are written. The text itself where it is none.

    So a reference of thirty digits keeps them, and `1e999` is no infinity.
    """
    if _depth(text) > DEEPEST:
        return text.strip()
    try:
        return json.loads(text, parse_int=_Figure, parse_float=_Figure, parse_constant=_Figure)
    except ValueError:
        return text.strip()


def at(found: Any, path: str) -> str:
    """What stands in a tree at a path of names and numbers; empty where nothing does. A dot is all of it."""
    if not path:
        return ""
    for step in path.split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and is_number(step) and int(step) < len(found):
            found = found[int(step)]
        elif step:
            return ""
    return word(found)


def word(found: Any) -> str:
    """What is told, as one text that is not long; empty for nothing, no and an empty list."""
    if found is None or found is False or found in ("", [], {}):
        return ""
    said = found if isinstance(found, str) else _written(found)
    return plain(str(said)[:LONGEST_WORD])


def query(text: str) -> dict[str, str]:
    """The fields of an address or of a form; none where there are too many."""
    try:
        pairs = parse_qsl(text, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return {word(name): word(value) for name, value in pairs}


def posted(raw: bytes) -> dict[str, str]:
    """The fields of a form, or of a flat JSON object."""
    said = text(raw)
    found = tree(said)
    if not isinstance(found, dict):
        return query(said)
    return {word(name): word(value) for name, value in list(found.items())[:MOST_FIELDS]}


def is_number(text: str | None) -> bool:
    """Whether it is written in so few digits that it may be read."""
    return text is not None and text.isascii() and text.isdigit() and len(text) < 16


class _Figure(str):
    """A number of an answer, in its own digits."""

    __slots__ = ()


def _written(found: Any) -> str:
    """A tree as JSON, its numbers as they came."""
    if isinstance(found, dict):
        pairs = (f"{_written(name)}: {_written(value)}" for name, value in found.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(found, list):
        return "[" + ", ".join(map(_written, found)) + "]"
    return str(found) if isinstance(found, _Figure) else json.dumps(found, ensure_ascii=False)


def _depth(text: str) -> int:
    """How deep the brackets go that stand outside quotes."""
    deepest = now = 0
    for bracket in _BRACKET.findall(_QUOTED.sub("", text)):
        now += 1 if bracket in "[{" else -1
        deepest = max(deepest, now)
    return deepest
