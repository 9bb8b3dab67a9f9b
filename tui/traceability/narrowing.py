"""By whom: a list of changes narrowed to what one person did."""

from typing import Any

from locales import _
from locales.words.ledger import quoted
from models.people.staff.verbs import colleagues
from models.traceability.listing import NO_STAFF, Changes
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen
from tui.parts.period import Period

_ALL = "all"


async def ask_person(desk: BaseScreen[Any]) -> tuple[int | None] | None:
    """Asks for a member of staff, present or former; None where the person gave up, else whom they chose:
    everybody is (None,).
    """
    ways = [Way(_ALL, _("Everybody"))]
    ways += [Way(str(each.id), each.name, "" if each.active else _("left")) for each in colleagues()]
    ways.append(Way(str(NO_STAFF), _("A program")))
    chosen = await desk.ask(ChooseDialog(_("Who did it"), "", ways))
    if chosen is None:
        return None
    return (None,) if chosen == _ALL else (int(chosen),)


def narrowed(listing: Changes, period: Period) -> list[str]:
    """What it is narrowed to, in words: whom, the period, the text."""
    text = quoted(listing.text) if listing.text else ""
    return [part for part in (_person(listing), period.said(), text) if part]


def _person(listing: Changes) -> str:
    if listing.staff is None:
        return ""
    if listing.staff == NO_STAFF:
        return _("a program")
    return next((each.name for each in colleagues() if each.id == listing.staff), "")
