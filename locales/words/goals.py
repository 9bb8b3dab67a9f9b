"""The names of the goals of a campaign."""

from collections.abc import Mapping

from locales import N_, _
from models.outbox.messages.campaign import Goal

_GOALS: Mapping[Goal, str] = {
    Goal.BALANCE_REMINDER: N_("Balance reminder"),
    Goal.CUSTOM: N_("Custom message"),
    Goal.BIRTHDAY: N_("Birthday wishes"),
    Goal.APPOINTMENT: N_("Appointment reminder"),
}


def goal_name(goal: Goal) -> str:
    """Rappel de solde, Message personnalisé."""
    return _(_GOALS[goal])
