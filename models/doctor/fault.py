"""What a check finds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.values import Centimes

SHOWN = 50
"""At most so many faults of one check: one cause often shows in every row."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that does not hold in what is stored.

    `invariant` is its number, such as INV-09, or one word where it has none. `sentence` is a message id whose
    placeholders are the keys of `figures` and, in centimes, of `amounts`.
    """

    invariant: str
    sentence: str
    figures: Mapping[str, object] = field(default_factory=dict)
    amounts: Mapping[str, Centimes] = field(default_factory=dict)
    client: int | None = None

    def __str__(self) -> str:
        return f"{self.invariant}: {self.sentence.format(**self.figures, **self.amounts)}"


Check = Callable[[], Iterable[Fault]]
"""One rule, read off the open database in a few statements whatever its size; it writes nothing. What it
raises becomes a fault of its own, so it need not defend itself against data that cannot be."""


def first(query: Any) -> Iterator[Any]:
    """The first rows of a query, as tuples: no more than are ever shown."""
    yield from query.limit(SHOWN).tuples()
