"""The template proposed for a goal: the one which this person sent with last, not the first by name."""

from collections.abc import Collection

from models.outbox.messages.campaign import Goal
from models.people.staff import preferences


def proposed(staff: int, goal: Goal, templates: Collection[int]) -> int:
    """One of these templates, which are at least one."""
    last = preferences.preferred(staff, _name(goal))
    return next((each for each in templates if str(each) == last), next(iter(templates)))


def remember(staff: int, goal: Goal, template: int) -> None:
    """Proposes this one the next time."""
    preferences.remember(staff, _name(goal), str(template))


def _name(goal: Goal) -> str:
    return f"template.{goal}"
