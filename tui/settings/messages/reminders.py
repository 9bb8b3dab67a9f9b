"""Whether appointments are reminded of by themselves: how many days before, from when on, in which text."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from locales import N_, _, ngettext
from models.appointments.reminders import rules
from models.appointments.reminders.rules import MOST_DAYS, ReminderRules
from models.outbox.channels.registry import MAIN
from models.outbox.messages.campaign import Goal
from models.outbox.templates import verbs as templates
from models.pharmacy.features import Feature
from tui.forms.fields import ChoiceField, Field, Group, Option
from tui.forms.hours import TimeField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit


class RemindersDialog(ChoicesDialog[ReminderRules]):
    """When a reminder leaves, and what it says."""

    HEADING = N_("Reminders of appointments")

    def fields(self) -> Sequence[Field | Group]:
        days = tuple(Option(number, _before(number)) for number in (None, *range(MOST_DAYS + 1)))
        return [
            ChoiceField("days", N_("Leaves"), options=days),
            TimeField("hour", N_("From the hour"), "10:00", required=True),
            ChoiceField("template", N_("Template"), options=tuple(_texts(self.now.template))),
        ]

    def start(self) -> Mapping[str, Any]:
        return asdict(self.now)

    def value(self, values: dict[str, Any]) -> ReminderRules:
        return ReminderRules(**values)


def _texts(chosen: int) -> Sequence[Option]:
    """The first by name or the one of the program, then each template; a retired one where it was chosen."""
    known = templates.available(Goal.APPOINTMENT, MAIN)
    found = [Option(templates.NO_ROW, _("the first one") if known else _("Ordinary text"))]
    found += [Option(each.id, each.name) for each in known]
    if chosen not in [each.value for each in found]:
        found.append(Option(chosen, _("retired"), offered=False))
    return found


def _before(days: int | None) -> str:
    if days is None:
        return _("never by itself")
    if days == 0:
        return _("the same day")
    return ngettext("{count} day before", "{count} days before", days).format(count=days)


def facts() -> Sequence[Fact]:
    """The choices of today."""
    now = rules.chosen()
    if now.days is None:
        return [(_("Leaves"), _before(None))]
    name = next((each.label for each in _texts(now.template) if each.value == now.template), "")
    return [
        (_("Leaves"), _before(now.days)),
        (_("From the hour"), f"{now.hour:%H:%M}"),
        (_("Template"), name),
    ]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, rules.chosen, RemindersDialog, rules.choose)


SECTION = Section(
    "reminders",
    N_("Appointment reminders"),
    facts,
    change,
    guide="rendez-vous.md#le-rappel-par-sms",
    feature=Feature.APPOINTMENTS,
)
