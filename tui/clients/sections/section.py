"""A section of the editor, as data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Protocol

from models.people.clients.table import ClientKind
from models.pharmacy.features import Feature
from models.values import ZERO, Centimes
from tui.forms.fields import Field


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the client beside their fields; a new client owes nothing."""

    balance: Centimes = ZERO


class Typed(Protocol):
    """The values of the editor, whichever section they are in."""

    def value(self, name: str, default: Any = None) -> Any:
        """The present value of a field; `default` if what is typed cannot be read."""


Beside = Callable[[Typed, About], str]
"""What is said beside a field of what is typed, in the user's language; empty for nothing."""


@dataclass(frozen=True, slots=True)
class EditorSection:
    """Fields of a client that are edited together.

    Attributes:
        key: the name of the section in the program; it never changes
        title: its name on the screen, marked with `N_`
        names: the fields, as `ClientFields` calls them, in their order
        fields: makes them; called when the section is first shown, as their choices may be read from the
            database
        guide: the page and heading of the guide about it
        beside: what is said beside a field, by its name; asked again whenever something is typed
        feature: the section is shown only where the pharmacy uses this feature
        kinds: the section is shown only for these kinds of clients; None for all
        only_if: the section is shown only while this field is ticked
        joined: it stands in one form with the section before it
    """

    key: str
    title: str
    names: tuple[str, ...]
    fields: Callable[[], Sequence[Field]]
    _: KW_ONLY
    guide: str
    beside: Mapping[str, Beside] = field(default_factory=dict)
    feature: Feature | None = None
    kinds: frozenset[ClientKind] | None = None
    only_if: str = ""
    joined: bool = False
