"""Checks that what the pharmacy defines for its clients is as it was last defined: categories of clients."""

from collections.abc import Iterator

from models.doctor.fault import Check, Fault
from models.doctor.requests.details import details_of
from models.doctor.requests.last_said import Said
from models.people.categories import verbs as categories
from models.people.categories.table import ClientCategory

_CATEGORY = ("name", "colour", "discount", "hold_lock", "price_list")


def client_categories_are_as_last_saved() -> Iterator[Fault]:
    """A category of clients has the name, the discount and the lock last saved, and is retired only if
    somebody retired it.
    """
    said = Said()
    for rows in details_of(categories.CREATES, categories.EDITS, categories.RETIRES, categories.RESTORES):
        for request, verb, _, words in rows:
            key = words.get("category")
            if verb in (categories.RETIRES, categories.RESTORES):
                said.says(request, verb == categories.RETIRES, "client category", key, "retired")
                continue
            created = verb == categories.CREATES
            changes = {name: words.get(name) for name in _CATEGORY} if created else _new(words)
            if created:
                changes["retired"] = False
            for name, value in changes.items():
                said.says(request, value, "client category", key, name)
    names = (*_CATEGORY, "retired")
    # Tuples: of what is chosen from another table a row has the key, as the trail does.
    rows = ClientCategory.select(ClientCategory.id, *(getattr(ClientCategory, name) for name in names))
    now = {
        ("client category", key, name): value
        for key, *values in rows.tuples()
        for name, value in zip(names, values, strict=True)
    }
    yield from said.differs(now)


def _new(words: dict[str, dict[str, list[object]]]) -> dict[str, object]:
    return {name: pair[1] for name, pair in words.get("changes", {}).items()}


CHECKS: tuple[Check, ...] = (client_categories_are_as_last_saved,)
