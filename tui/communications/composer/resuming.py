"""Resumes a campaign that was being prepared when the connection dropped: the ticks are not lost."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from locales.words.goals import goal_name
from models.outbox.campaigns.recipients import RecipientFilter, RecipientSort
from models.outbox.messages.campaign import Goal
from models.people.staff import drafts
from models.values import Centimes
from tui.communications.composer import composition
from tui.communications.composer.composing import compose
from tui.communications.composer.composition import Composition
from tui.frame.base import BaseScreen

DRAFT = "campaign"
"""Its name in the store of drafts."""


def keep(staff: int, composed: Composition) -> None:
    """Stores the choices, if there are any."""
    if replace(composed, templates={}) == composition.beginning(composed.goal):
        return
    content = {
        "name": goal_name(composed.goal),
        "goal": composed.goal,
        "templates": dict(composed.templates),
        "among": asdict(composed.among),
        "sort": composed.sort,
        "ticked": sorted(composed.ticked),
        "fold": composed.fold,
    }
    drafts.keep(staff, DRAFT, "", content)


def read(content: Mapping[str, Any]) -> Composition:
    """Reads what `keep` stored."""
    among = content["among"]
    more = among["owes_more_than"]
    return Composition(
        Goal(content["goal"]),
        {Goal(goal): template for goal, template in content["templates"].items()},
        RecipientFilter(
            among["search"],
            None if more is None else Centimes(more),
            among["owes_since_days"],
            among["selection"],
            tuple(among["without"]),
            among.get("category"),
        ),
        RecipientSort(content["sort"]),
        frozenset(content["ticked"]),
        content["fold"],
    )


async def resume(desk: BaseScreen[Any], subject: int | None, content: Mapping[str, Any]) -> None:
    """Opens the composer as it was; from here on it behaves like any other."""
    composition.keep(desk.officine, read(content))
    drafts.drop(desk.officine.staff, DRAFT, "")
    await compose(desk)
