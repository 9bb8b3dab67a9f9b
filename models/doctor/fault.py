"""The fault that a check reports."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.values import Centimes

SHOWN = 50
"""The most faults that one check reports: one cause often shows in every row."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that does not hold in the stored data.

    `invariant` is the id of the rule, such as INV-09, or one word where the rule has no id. `sentence` is a
    message id; its placeholders are the keys of `figures` and of `amounts` (in centimes).
    """

    invariant: str
    sentence: str
    figures: Mapping[str, object] = field(default_factory=dict)
    amounts: Mapping[str, Centimes] = field(default_factory=dict)
    client: int | None = None

    def __str__(self) -> str:
        return f"{self.invariant}: {self.sentence.format(**self.figures, **self.amounts)}"


Check = Callable[[], Iterable[Fault]]
"""A check of one rule. It reads the open database in a few statements, whatever its size, and writes nothing.
It may raise on impossible data: the exception is then reported as a fault.
"""


def first(query: Any) -> Iterator[Any]:
    """The first rows of a query, as tuples: at most `SHOWN` of them."""
    yield from query.limit(SHOWN).tuples()
