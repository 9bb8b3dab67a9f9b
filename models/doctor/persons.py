"""Which clients are one person, for checks that compare the clients of two rows.

A row keeps the client it was written with. So what was entered for a person names the survivor, and may rest
on what was written with a fiche that had been merged into it, or was given back since.
"""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from peewee import fn

from models.people.clients.aliases import ClientMerge
from models.store import many


def strangers(one: Any, other: Any) -> Any:
    """The condition that two columns name clients who never were one person; none is nobody's client."""
    differ = fn.COALESCE(one, 0) != fn.COALESCE(other, 0)
    known = list(pairs())
    if not known:
        return differ
    both = one.cast("TEXT").concat(":").concat(other.cast("TEXT"))
    return differ & ~many.among(fn.COALESCE(both, ""), [f"{first}:{second}" for first, second in known])


def pairs() -> Iterator[tuple[int, int]]:
    """Every two clients who are or were fiches of one person, both ways."""
    for person in _persons():
        yield from permutations(sorted(person), 2)


def _persons() -> list[set[int]]:
    """The clients whom merges tie, undone ones included: connected components."""
    of_client: dict[int, set[int]] = {}
    for survivor, merged in ClientMerge.select(ClientMerge.survivor, ClientMerge.merged).tuples():
        both = of_client.get(survivor, {survivor}) | of_client.get(merged, {merged})
        of_client |= dict.fromkeys(both, both)
    return list({id(person): person for person in of_client.values()}.values())
