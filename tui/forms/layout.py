"""Where the fields of a form stand: in one column or two, and which is the first of each group."""

from collections.abc import Iterator, Sequence

from tui.forms.fields import Field, Group

_ONE_COLUMN = 10
"""A form of so few lines stays in one column."""


def in_columns(parts: Sequence[Field | Group]) -> Iterator[Sequence[Field | Group]]:
    """All parts in one column, or cut before the group that leaves both columns most alike."""
    starts = [number for number, part in enumerate(parts) if isinstance(part, Group) and number]
    if len(parts) <= _ONE_COLUMN or not starts:
        yield parts
        return
    cut = min(starts, key=lambda start: abs(_height(parts[:start]) - _height(parts[start:])))
    yield parts[:cut]
    yield parts[cut:]


def _height(parts: Sequence[Field | Group]) -> int:
    """In lines; a heading has a blank one above it."""
    headings = 2 * sum(isinstance(part, Group) and part.label != "" for part in parts)
    return headings + sum(getattr(part, "lines", 1) for part in parts if isinstance(part, Field))


def firsts_of(parts: Sequence[Field | Group]) -> Iterator[str]:
    """The first field, and the first of each group."""
    waiting = True
    for part in parts:
        if isinstance(part, Group):
            waiting = True
        elif waiting:
            waiting = False
            yield part.name
