"""What a check finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.values import Centimes


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
