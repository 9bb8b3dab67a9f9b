"""A changed field, and how the detail of a request is taken apart into changed fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.merging.beside import DISCOUNTS
from models.requests.editing import changes_in


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a request changed; of a request that changed none, the request itself.

    Attributes:
        request: the id of its trail
        place: its place among the rows of that request
        at: the time, in UTC
        author: the member of staff; empty where a program or a client did it
        program: the name of the program that did it, else empty
        verb: the name of the verb
        key: the id of what was changed (a product, a site …), None where the verb names the client alone
        name: what that is called at present; empty where it has no name
        field: the name of the field, empty for the request itself; of a field that holds several values by
            key, such as the custom ones, `custom.7`
        before, after: the values as the trail keeps them; of a request itself, `after` is what it wrote, by
            its number, or why it was made
    """

    request: int
    place: int
    at: datetime
    author: str
    program: str
    verb: str
    key: int | None
    name: str
    field: str
    before: Any
    after: Any

    @property
    def id(self) -> tuple[int, int]:
        return self.request, self.place

    @property
    def subject(self) -> str:
        """What the verb is about: it stands before the point in its name."""
        return self.verb.partition(".")[0]

    @property
    def is_import(self) -> bool:
        """Whether it is an import as a whole, and no field that one changed."""
        return not self.field and self.subject.endswith("_import")


_KEYS: Mapping[str, str] = {
    "categories": "category",
    "client_categories": "category",
    "custom_options": "option",
    "list_prices": "price_list",
    "personnel": "member",
    "price_breaks": "product",
    "price_list_import": "price_list",
    "site_contacts": "contact",
    "vat": "vat",
}


def key_of(verb: str, detail: Mapping[str, Any]) -> int | None:
    """The id of what a verb was about: `products.edit` keeps it as `product`, `sites.edit` as `site`."""
    subject = verb.partition(".")[0]
    key = detail.get(_KEYS.get(subject, subject.removesuffix("s")))
    return key if isinstance(key, int) and not isinstance(key, bool) else None


_RIGHTS = frozenset({"may", "writes_sheets"})
"""What is given to a member of staff or taken from them: the trail keeps what it became."""

Told = tuple[str, Any, Any]
"""A field, its old and its new value."""


def fields_in(detail: Mapping[str, Any]) -> Iterator[Told]:
    """The fields that a request changed, from the detail of its trail."""
    for name, pair in _pairs(detail):
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
        if isinstance(before, dict) or isinstance(after, dict):
            yield from ((f"{name}.{key}", *each) for key, each in _by_key(before or {}, after or {}))
        else:
            yield name, before, after


def _pairs(detail: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The old and the new value of each field, under whichever name the verb keeps them."""
    yield from changes_in(detail).items()
    yield from detail.get(DISCOUNTS, {}).items()
    before, after = detail.get("before"), detail.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        yield from ((name, [before.get(name, ""), value]) for name, value in after.items())
    if isinstance(before, str) and "name" in detail:
        yield "name", [before, detail["name"]]
    for name in _RIGHTS & detail.keys():
        yield name, [not detail[name], detail[name]]


def _by_key(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, Any]]]:
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield key, (before.get(key), after.get(key))
