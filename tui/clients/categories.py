"""Choosing a category of clients: for the list, and for whom a message is written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from locales import _
from locales.words import categories as words
from models.people.categories import verbs as categories
from tui.dialogs.choose import ChooseDialog, Way
from tui.forms.fields import Option
from tui.frame.base import BaseScreen

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The category to list; None lists everybody."""

    category: int | None


async def choose_category(desk: BaseScreen[Any], now: int | None) -> Chosen | None:
    """Asks for one category, the present one under the cursor; None if the person gave up."""
    rows = categories.categories()
    if not rows:
        desk.tell(_("There is no category of clients yet: the settings make the first one."))
        return None
    ways = [Way(str(row.id), words.name(row)) for row in rows]
    ways.insert(0, Way(_ALL, _("All clients")))
    ways.sort(key=lambda way: way.key != str(now))
    chosen = await desk.ask(ChooseDialog(_("Category"), "", ways))
    if chosen is None:
        return None
    return Chosen(None if chosen == _ALL else int(chosen))


def options(empty: str) -> Sequence[Option]:
    """The categories that a form offers, after the word for none. A retired one is among them and says so:
    who is in it may stay in it.
    """
    return [Option(None, empty), *(Option(row.id, words.name(row)) for row in categories.categories())]
