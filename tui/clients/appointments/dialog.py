"""The form of an appointment, and all details of one."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from locales import N_, _, formats
from locales.words import appointments as words
from models.appointments import times
from models.appointments.listing import AppointmentRow
from models.appointments.reminders.state import reminders_of
from models.appointments.table import AppointmentFields
from models.money.ledger.attribution import ContactRetired, NotTheirContact
from models.people.contacts.listing import contacts_of
from models.people.staff.login import members
from models.refusals import Refused
from tui.dialogs.detail import DetailDialog
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, DateField, Field, Group, Option, TextField
from tui.forms.hours import TimeField
from tui.forms.whole import WholeField
from tui.widgets.text_lines import Line, facts

_LABEL = 14


class AppointmentDialog(FormDialog[AppointmentFields]):
    """When, how long, about what, who receives; and which contact comes, where the client has any.

    Args:
        heading: in the user's language.
        client: whose appointment it is.
        shown: what is arranged so far.
        row: the appointment as it stands, whose contact and member of staff may be retired by now; None for
            a new one.
    """

    PURPOSE = N_("An appointment: its hour is that of the clock on the wall, also when clocks change.")
    GUIDE = "rendez-vous.md"
    FIELD_OF: ClassVar = {NotTheirContact: "contact", ContactRetired: "contact"}

    def __init__(
        self,
        heading: str,
        client: int,
        shown: AppointmentFields,
        row: AppointmentRow | None,
        refused: Refused | None,
    ) -> None:
        super().__init__(refused=refused)
        self._heading, self._client, self._shown, self._row = heading, client, shown, row

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        contacts = self._contacts()
        asked = ChoiceField("contact", N_("Who comes"), options=(Option(None, _("the client")), *contacts))
        return [
            DateField("day", N_("Day"), future=True, required=True),
            TimeField("start", N_("Hour"), required=True),
            WholeField("minutes", N_("Minutes"), required=True),
            TextField("subject", N_("Subject"), required=True),
            ChoiceField("staff", N_("Received by"), options=self._staff()),
            *([asked] if contacts else []),
        ]

    def _contacts(self) -> list[Option]:
        row = self._row
        found = [Option(each.id, each.name) for each in contacts_of(self._client, in_use=True)]
        if row and row.contact is not None and row.contact not in [each.value for each in found]:
            found.append(Option(row.contact, row.contact_name, offered=False))
        return found

    def _staff(self) -> tuple[Option, ...]:
        row = self._row
        found = [Option(each.id, each.name) for each in members()]
        if row and row.staff not in [each.value for each in found]:
            found.append(Option(row.staff, row.staff_name, offered=False))
        return tuple(found)

    def start(self) -> Mapping[str, Any]:
        return {**asdict(self._shown), "start": times.hour(self._shown.start)}

    def answer(self, values: dict[str, Any]) -> AppointmentFields:
        start = values.pop("start")
        return AppointmentFields(start=start.hour * 60 + start.minute, **values)


class AppointmentOpened(DetailDialog):
    """Everything about one appointment."""

    PURPOSE = N_("Everything about one appointment.")
    GUIDE = "rendez-vous.md"

    def __init__(self, row: AppointmentRow) -> None:
        super().__init__()
        self._row = row

    def heading(self) -> str:
        return formats.full_day(self._row.day)

    def drawing(self, width: int) -> list[Line]:
        row = self._row
        pairs = [
            (_("Hour"), words.hours(row)),
            (_("Client"), _("{name} · no. {client}").format(name=row.client_name, client=row.client)),
            (_("Who comes"), row.contact_name),
            (_("Subject"), row.subject),
            (_("Received by"), row.staff_name),
            (_("State"), words.state(row)),
            (_("SMS"), words.reminder(reminders_of([row])[row.id])),
        ]
        return facts([pair for pair in pairs if pair[1]], width, _LABEL)
