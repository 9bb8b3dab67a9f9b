"""The lists as one table: a line for each entry, and what can be done with the entries of each list."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from locales import _, formats
from locales.words import ledger as words
from locales.words.references import one_reference, payment_rule, reference_list
from models.money import house_rules
from models.money.ledger.accounts import PaymentMode
from models.people.references import listing
from models.people.references import verbs as references
from models.people.references.listing import ReferenceRow
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.requests.by import By

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class ListLine:
    """An entry of any list. `key` is what its list knows it by; `detail` is in the user's language.

    `seen` are its fields in a reference list, for optimistic locking.
    """

    of: "KeptList"
    key: str
    name: str
    detail: str
    active: bool
    seen: ReferenceFields | None = None

    @property
    def id(self) -> tuple[str, str]:
        """Its list and its key: no two lines have the same."""
        return self.of.name, self.key


class KeptList(ABC):
    """One of the lists."""

    @property
    @abstractmethod
    def name(self) -> str:
        """Its name in the code."""

    @abstractmethod
    def title(self) -> str:
        """Its title, in the user's language."""

    @abstractmethod
    def of_one(self) -> str:
        """One entry of it in a word, in the user's language."""

    @abstractmethod
    def lines(self) -> Sequence[ListLine]:
        """Its entries: what is offered in its order, then what is retired."""

    @abstractmethod
    def move(self, line: ListLine, beside: ListLine, by: By) -> None:
        """Changes the places of two entries that follow one another."""

    @abstractmethod
    def offer(self, line: ListLine, active: bool, by: By) -> None:
        """Retires an entry, or puts it back."""


@dataclass(frozen=True)
class ReferenceLines(KeptList):
    """A reference list."""

    kind: ReferenceKind

    @property
    def name(self) -> str:
        return self.kind.value

    def title(self) -> str:
        return reference_list(self.kind)

    def of_one(self) -> str:
        return one_reference(self.kind)

    def lines(self) -> Sequence[ListLine]:
        rows = sorted(listing.references(self.kind), key=lambda row: not row.active)
        return [ListLine(self, str(row.id), row.name, _detail(row), row.active, _fields(row)) for row in rows]

    def move(self, line: ListLine, beside: ListLine, by: By) -> None:
        seen = [row.id for row in listing.references(self.kind)]
        order = _swapped(seen, int(line.key), int(beside.key))
        references.arrange(self.kind, order, seen=seen, by=by)

    def offer(self, line: ListLine, active: bool, by: By) -> None:
        assert line.seen is not None
        verb = references.put_back if active else references.retire
        verb(int(line.key), seen=line.seen, by=by)


def _fields(row: ReferenceRow) -> ReferenceFields:
    if row.rule is None:
        return ReferenceFields(row.name, row.phone)
    return ReferenceFields(row.name, row.phone, row.rule.days, row.rule.end_of_month)


def _detail(row: ReferenceRow) -> str:
    return payment_rule(row.rule) if row.rule else formats.phone(row.phone)


@dataclass(frozen=True)
class ModeLines(KeptList):
    """The payment modes. Each is an account of the ledger, so they are arranged and retired only."""

    @property
    def name(self) -> str:
        return "modes"

    def title(self) -> str:
        return _("Payment modes")

    def of_one(self) -> str:
        return _("Mode")

    def lines(self) -> Sequence[ListLine]:
        rules = house_rules.house_rules()
        order = sorted(rules.order, key=lambda mode: mode not in rules.modes)
        first = rules.modes[0]
        return [
            ListLine(
                self,
                mode,
                words.mode(mode),
                _("proposed first") if mode is first else "",
                mode in rules.modes,
            )
            for mode in order
        ]

    def move(self, line: ListLine, beside: ListLine, by: By) -> None:
        seen = house_rules.house_rules()
        order = _swapped(seen.order, PaymentMode(line.key), PaymentMode(beside.key))
        house_rules.change(replace(seen, order=tuple(order)), seen=seen, by=by)

    def offer(self, line: ListLine, active: bool, by: By) -> None:
        seen, mode = house_rules.house_rules(), PaymentMode(line.key)
        others = tuple(each for each in seen.modes if each is not mode)
        house_rules.change(replace(seen, modes=(*others, mode) if active else others), seen=seen, by=by)


def _swapped(order: Sequence[Key], one: Key, other: Key) -> list[Key]:
    places = {one: other, other: one}
    return [places.get(each, each) for each in order]


LISTS: tuple[KeptList, ...] = (
    ReferenceLines(ReferenceKind.PAYMENT_TERMS),
    ModeLines(),
    ReferenceLines(ReferenceKind.SHIPPING_TERMS),
    ReferenceLines(ReferenceKind.REPRESENTATIVE),
    ReferenceLines(ReferenceKind.COURIER),
    ReferenceLines(ReferenceKind.RELATION),
)
"""The lists in the order in which they are shown."""
