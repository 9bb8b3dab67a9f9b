"""The only module that parses data from outside: a gateway's answers, and calls to the receiver.

Parsing always succeeds: the result is text that a database can store, a tree of limited depth, and few
fields. Limits of time are in `patience`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

MOST_ANSWERED = 64 * 1024
"""The most bytes read of an answer."""
MOST_TOLD = 16 * 1024
"""The most bytes of a call to the receiver."""
DEEPEST = 32
"""The deepest nesting of lists and objects; Python's own parser fails at an undefined depth."""
LONGEST_WORD = 2000
"""The most letters of one field, or of one value in an answer."""
MOST_FIELDS = 50

Fields = Mapping[str, str]

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""Also an unclosed string: a search that starts again at each quote would take seconds."""
_BRACKET = re.compile(r"[][{}]")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def text(raw: bytes) -> str:
    """Decodes UTF-8; invalid bytes are replaced."""
    return plain(raw.decode("utf-8-sig", "replace"))


def plain(text: str) -> str:
    """Removes NUL and lone surrogates, which no database stores and nothing can print."""
    return _UNKEPT.sub("\N{REPLACEMENT CHARACTER}", text)


def tree(text: str) -> Any:
    """JSON as lists, objects and texts; numbers stay as they are written. The text itself if it is no JSON.

    So a reference of thirty digits keeps them, and `1e999` is no infinity.
    """
    if _depth(text) > DEEPEST:
        return text.strip()
    try:
        return json.loads(text, parse_int=_Figure, parse_float=_Figure, parse_constant=_Figure)
    except ValueError:
        return text.strip()


def at(found: Any, path: str) -> str:
    """The value in a tree at a path of names and indexes; empty if there is none. A dot is the whole tree."""
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
    """The value as one short text; empty for null, false and an empty list."""
    if found is None or found is False or found in ("", [], {}):
        return ""
    said = found if isinstance(found, str) else _written(found)
    return plain(str(said)[:LONGEST_WORD])


def query(text: str) -> dict[str, str]:
    """The fields of an address or of a form; none if there are too many."""
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
    """Whether it is a number short enough to be parsed."""
    return text is not None and text.isascii() and text.isdigit() and len(text) < 16


class _Figure(str):
    """A number of an answer, in its original digits."""

    __slots__ = ()


def _written(found: Any) -> str:
    """A tree as JSON, with numbers in their original digits."""
    if isinstance(found, dict):
        pairs = (f"{_written(name)}: {_written(value)}" for name, value in found.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(found, list):
        return "[" + ", ".join(map(_written, found)) + "]"
    return str(found) if isinstance(found, _Figure) else json.dumps(found, ensure_ascii=False)


def _depth(text: str) -> int:
    """The depth of nesting of brackets outside strings."""
    deepest = now = 0
    for bracket in _BRACKET.findall(_QUOTED.sub("", text)):
        now += 1 if bracket in "[{" else -1
        deepest = max(deepest, now)
    return deepest
