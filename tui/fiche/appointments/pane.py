"""The tab of appointments: from today on in order, then those that were, dimmed (fiche-appointments)."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import appointments as words
from models.appointments import listing
from models.appointments.listing import AppointmentRow
from models.appointments.reminders.state import Reminder, reminders_of
from models.appointments.verbs import AppointmentCancelled
from models.pharmacy.features import Feature
from models.store import clock
from tui.clients.appointments import asked
from tui.fiche.parts.pane import Group, Tab
from tui.fiche.parts.short_list_pane import ShortListPane
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

_OPENS = 9 * 60
"""The hour that a new appointment proposes here; the planning proposes the one under its cursor."""


def _style(row: AppointmentRow) -> str:
    return "plain" if row.kept and row.day >= clock.today() else "quiet"


COLUMNS: list[Column[AppointmentRow]] = [
    Column("day", N_("Day"), lambda row: formats.day(row.day), 10, style=_style),
    Column("hour", N_("Hour"), words.hours, 11, style=_style),
    Column("subject", N_("Subject"), lambda row: row.subject, 12, grows=2, style=_style),
    Column("contact", N_("Who comes"), lambda row: row.contact_name, 10, needs=78, grows=1, style=_style),
    Column("staff", N_("Received by"), lambda row: row.staff_name, 10, needs=58, grows=1, style=_style),
    Column("state", "", words.state, 9, style=lambda row: "quiet"),
]
"""Those of the tab, but for the reminder."""


class AppointmentsPane(ShortListPane[AppointmentRow]):
    """The appointments of one client."""

    PURPOSE = N_("when the client comes, for what, and who receives them.")
    GUIDE = "rendez-vous.md"
    TITLE = N_("Appointments")
    EMPTY = N_("No appointment yet. F2 makes the first one.")
    CREATES = True
    OF_A_ROW = ("move_appointment", "cancel_appointment", "remind", "export")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f3",
            "move_appointment",
            N_("Move"),
            id="appointment.edit",
            tooltip=N_("Another day or hour, another subject"),
        ),
        Binding(
            "delete",
            "cancel_appointment",
            N_("Cancel"),
            id="appointment.cancel",
            tooltip=N_("Once asked; it stays here, as cancelled"),
        ),
        Binding("r", "remind", N_("Remind"), id="appointment.remind", tooltip=N_("An SMS now, once asked")),
        Binding(
            "e", "export", N_("Calendar"), id="appointment.export", tooltip=N_("This appointment, as .ics")
        ),
        Binding(
            "E,shift+e",
            "export_all",
            N_("All as calendar"),
            id="appointment.export_all",
            show=False,
            tooltip=N_("All appointments of this client, as .ics"),
        ),
        Binding(
            "w", "planning", N_("Planning"), id="appointment.planning", tooltip=N_("The day of this one")
        ),
    ]

    def make_list(self) -> Rows[AppointmentRow]:
        self._reminders: Mapping[int, Reminder] = {}
        told = Column("reminder", N_("SMS"), self._mark, 9, needs=66, style=self._mark_style)
        return Rows([*COLUMNS[:-1], told, COLUMNS[-1]], empty=_(self.EMPTY))

    def _mark(self, row: AppointmentRow) -> str:
        return words.mark(self._reminders.get(row.id))

    def _mark_style(self, row: AppointmentRow) -> str:
        return words.mark_style(self._reminders.get(row.id))

    def now(self) -> Sequence[AppointmentRow]:
        found = listing.of_client(self.client, clock.today())
        self._reminders = reminders_of(found)
        return found

    def said(self, rows: Sequence[AppointmentRow]) -> str:
        return formats.count(sum(row.kept for row in rows))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self.current if self.is_mounted else None
        if row is not None and action == "cancel_appointment" and not row.kept:
            return False
        return super().check_action(action, parameters)

    @asking
    async def open_row(self, row: AppointmentRow) -> None:
        from tui.clients.appointments.dialog import AppointmentOpened

        await self.desk.ask(AppointmentOpened(row))

    @asking
    async def create(self) -> None:
        self.go_to(await asked.create(self.desk, self.client, clock.today(), _OPENS))

    @asking
    async def action_move_appointment(self) -> None:
        if self.current is not None and not self.current.kept:
            raise AppointmentCancelled  # asked first: the fiche's own F3 edits the client
        if self.current is not None:
            self.go_to(await asked.edit(self.desk, self.current))

    @asking
    async def action_cancel_appointment(self) -> None:
        if self.current is not None:
            await asked.cancel(self.desk, self.current)

    @asking
    async def action_remind(self) -> None:
        from tui.clients.appointments.reminding import remind

        if self.current is not None:
            await remind(self.desk, self.current)

    @asking
    async def action_export(self) -> None:
        from tui.clients.appointments.exporting import export

        if self.current is not None:
            await export(self.desk, [self.current])

    @asking
    async def action_export_all(self) -> None:
        from tui.clients.appointments.exporting import export

        await export(self.desk, listing.of_client(self.client, clock.today()))

    @asking
    async def action_planning(self) -> None:
        await self.desk.ask(new_screen("planning", self.current.day if self.current else None))


TAB = Tab(
    "appointments",
    AppointmentsPane.TITLE,
    AppointmentsPane,
    group=Group.PERSON,
    feature=Feature.APPOINTMENTS,
    count=listing.counting_of,
)
