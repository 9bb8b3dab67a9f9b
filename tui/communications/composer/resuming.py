"""Resumes a campaign that was being prepared when the connection dropped: the ticks are not lost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from locales.words.goals import goal_name
from models.money.ledger.old_debt import OwingBefore, OwingFor
from models.outbox.campaigns.recipients import RecipientFilter, RecipientSort
from models.outbox.messages.campaign import Goal
from models.people.birthdays.range import Birthdays, Whose
from models.people.clients.table import ClientKind
from models.people.staff import drafts
from models.people.staff.drafts import DraftRow
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
        "among": plain_filter(composed.among),
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
        read_filter(content["among"]),
        RecipientSort(content["sort"]),
        frozenset(content["ticked"]),
        content["fold"],
    )


def plain_filter(among: RecipientFilter) -> dict[str, Any]:
    """A filter as JSON can hold it."""
    values = {name: getattr(among, name) for name in RecipientFilter.__dataclass_fields__}
    debt, birthdays = values.pop("debt"), values.pop("birthdays")
    return {
        **values,
        "birthdays": _plain_birthdays(birthdays) if birthdays else None,
        "owes_since_days": debt.days if isinstance(debt, OwingFor) else None,
        "owes_before": debt.day.isoformat() if isinstance(debt, OwingBefore) else None,
    }


def read_filter(plain: Mapping[str, Any]) -> RecipientFilter:
    """What `_plain` stored; a draft of an older version has fewer conditions."""
    values = {name: plain[name] for name in RecipientFilter.__dataclass_fields__ if name in plain}
    days, before = plain["owes_since_days"], plain.get("owes_before")
    debt = OwingBefore(date.fromisoformat(before)) if before else None
    birthdays = values.get("birthdays")
    more, kind = values["owes_more_than"], values.get("kind")
    values |= {
        "debt": debt if days is None else OwingFor(days),
        "birthdays": _birthdays(*birthdays) if birthdays else None,
        "owes_more_than": None if more is None else Centimes(more),
        "kind": ClientKind(kind) if kind else None,
        "without": tuple(values["without"]),
        "only": tuple(values.get("only", ())),
    }
    return RecipientFilter(**values)


def _plain_birthdays(birthdays: Birthdays) -> list[str]:
    return [birthdays.first.isoformat(), birthdays.last.isoformat(), birthdays.whose]


def _birthdays(first: str, last: str, whose: str) -> Birthdays:
    return Birthdays(date.fromisoformat(first), date.fromisoformat(last), Whose(whose))


async def resume(desk: BaseScreen[Any], draft: DraftRow) -> None:
    """Opens the composer as it was; from here on it behaves like any other."""
    composition.keep(desk.officine, read(draft.content))
    drafts.drop(desk.officine.staff, DRAFT, "")
    await compose(desk)
