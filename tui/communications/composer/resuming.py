"""Resumes a campaign that was being prepared when the connection dropped: the ticks are not lost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from locales.words.goals import goal_name
from models.money.ledger.old_debt import OwingBefore, OwingFor
from models.outbox.campaigns.recipients import RecipientFilter, RecipientSort
from models.outbox.messages.campaign import Goal
from models.people.clients.table import ClientKind
from models.people.staff import drafts
from models.values import Centimes
from tui.communications.composer import composition
from tui.communications.composer.composition import Composition
from tui.frame.base import BaseScreen
from tui.parts.composing import compose

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
        "among": _plain(composed.among),
        "sort": composed.sort,
        "ticked": sorted(composed.ticked),
        "fold": composed.fold,
    }
    drafts.keep(staff, DRAFT, "", content)


def read(content: Mapping[str, Any]) -> Composition:
    """Reads what `keep` stored."""
    return Composition(
        Goal(content["goal"]),
        {Goal(goal): template for goal, template in content["templates"].items()},
        _filter(content["among"]),
        RecipientSort(content["sort"]),
        frozenset(content["ticked"]),
        content["fold"],
    )


def _plain(among: RecipientFilter) -> dict[str, Any]:
    """A filter as JSON can hold it."""
    values = {name: getattr(among, name) for name in RecipientFilter.__dataclass_fields__}
    debt = values.pop("debt")
    return {
        **values,
        "owes_since_days": debt.days if isinstance(debt, OwingFor) else None,
        "owes_before": debt.day.isoformat() if isinstance(debt, OwingBefore) else None,
    }


def _filter(plain: Mapping[str, Any]) -> RecipientFilter:
    """What `_plain` stored; a draft of an older version has fewer conditions."""
    values = {name: plain[name] for name in RecipientFilter.__dataclass_fields__ if name in plain}
    days, before = plain["owes_since_days"], plain.get("owes_before")
    debt = OwingBefore(date.fromisoformat(before)) if before else None
    more, kind = values["owes_more_than"], values.get("kind")
    values |= {
        "debt": debt if days is None else OwingFor(days),
        "owes_more_than": None if more is None else Centimes(more),
        "kind": ClientKind(kind) if kind else None,
        "without": tuple(values["without"]),
    }
    return RecipientFilter(**values)


async def resume(desk: BaseScreen[Any], subject: int | None, content: Mapping[str, Any]) -> None:
    """Opens the composer as it was; from here on it behaves like any other."""
    composition.keep(desk.officine, read(content))
    drafts.drop(desk.officine.staff, DRAFT, "")
    await compose(desk)
