"""Two fiches of one person, and what is done with them in one line."""

from typing import Any

from models.merging import verbs as merging
from models.merging.rules import Side
from models.merging.verbs import GivenBack, Merged
from models.people.clients import verbs as clients
from tests.asking import by_staff
from tests.models.conftest import Counter


def merge(counter: Counter, survivor: int, merged: int, /, **choices: Side) -> Merged:
    """Merges two fiches as somebody just saw them."""
    versions = clients.get(survivor).version, clients.get(merged).version
    return merging.merge(survivor, merged, choices, versions=versions, by=by_staff(counter.staff))


def give_back(counter: Counter, merged: int, **asks: Any) -> GivenBack:
    return merging.undo(merged, by=by_staff(counter.staff), **asks)
