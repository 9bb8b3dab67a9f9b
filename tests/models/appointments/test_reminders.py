"""A message reminds of an appointment once, says when it is, and never leaves for one that was moved."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import doctor
from models.appointments import listing, verbs
from models.appointments.reminders import due, rules, state
from models.appointments.reminders import verbs as reminders
from models.appointments.reminders.rules import NothingLeavesThen, ReminderRules
from models.appointments.reminders.state import ReminderState
from models.appointments.reminders.verbs import AlreadyReminded, AppointmentBegun
from models.appointments.table import Appointment, AppointmentFields
from models.appointments.verbs import AppointmentChanged
from models.money.ledger import client_status
from models.outbox import sending, single
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import Cause, Message, MessageKind, MessageState
from models.outbox.single import NotToSendAgain, WantsNoMessage
from models.outbox.templates import rendering
from models.outbox.templates import verbs as templates
from models.outbox.templates.rendering import UnknownPlaceholder
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.people.staff import senders
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.refusals import Refused
from models.requests.rights import MayNotSend
from models.store import clock
from tests.asking import by_staff
from tests.codes import secured
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk

TODAY = date(2026, 11, 12)
"""When the clock of the tests stands; it is half past ten, and reminders are due from ten on."""
TOMORROW = TODAY + timedelta(days=1)
EARLIER = datetime(2026, 11, 11, 9, tzinfo=UTC)


@dataclass
class Reminding:
    """Makes appointments and looks at what is written of them, in one line each."""

    desk: Desk

    @property
    def who(self) -> dict[str, Any]:
        return {"by": by_staff(self.desk.counter.staff)}

    def choose(self, **chosen: Any) -> None:
        now = rules.chosen()
        rules.choose(replace(now, **chosen), seen=now, **self.who)

    def make(self, client: int, day: date = TOMORROW, *, at: datetime = EARLIER, **fields: Any) -> int:
        """Arranged yesterday morning, unless it is said when."""
        values = AppointmentFields(day, 900, 30, "Vaccin", self.desk.counter.staff)
        with clock.stopped_at(at):
            return verbs.create(client, replace(values, **fields), even_so=True, **self.who)

    def change(self, appointment: int, **fields: Any) -> None:
        row = Appointment.get_by_id(appointment)
        values = replace(verbs.fields_of(row), **fields)
        verbs.edit(appointment, values, version=row.version, even_so=True, **self.who)

    def cancel(self, appointment: int) -> None:
        verbs.cancel(appointment, version=Appointment.get_by_id(appointment).version, **self.who)

    def send(self, appointment: int) -> int:
        version = Appointment.get_by_id(appointment).version
        return reminders.send(appointment, version=version, **self.who)

    def where(self, appointment: int) -> ReminderState:
        row = listing.row_of(appointment)
        assert row is not None
        return state.reminders_of([row])[appointment].state

    def contact(self, client: int, name: str, mobile: str = "") -> int:
        relation = references.references(ReferenceKind.RELATION)[0].id
        return contacts.create(client, ContactFields(relation, name, mobile=mobile), **self.who)


@pytest.fixture
def reminding(counter: Counter) -> Reminding:
    desk = Desk(counter)
    desk.buy(100)
    made = Reminding(desk)
    features.choose(frozenset({Feature.APPOINTMENTS}), seen=features.in_use(), **made.who)
    made.choose(days=1)
    return made


def written() -> list[tuple[str, str, str]]:
    """Number, text and state of each message, in their order."""
    rows = Message.select(Message.recipient, Message.body, Message.state).order_by(Message.id)
    return [(number, body, str(state)) for number, body, state in rows.tuples()]


@pytest.mark.capability("fiche-appointments")
def test_the_day_before_each_is_reminded_once(reminding: Reminding) -> None:
    jeanne = reminding.desk.client("Martinez", mobile="+212612345678")
    reminding.make(jeanne)
    reminding.make(jeanne, TODAY + timedelta(days=2))
    assert due.queue_due() == 1
    assert due.queue_due() == 0
    number, text, state = written()[0]
    assert (number, state) == ("+212612345678", "queued")
    assert "rendez-vous du 13/11/2026 a 15:00" in text.replace("à", "a")
    assert Message.get().kind is MessageKind.APPOINTMENT
    with clock.stopped_at(datetime(2026, 11, 13, 9, 59, tzinfo=UTC)):
        assert due.queue_due() == 0
    with clock.stopped_at(datetime(2026, 11, 13, 10, tzinfo=UTC)):
        assert due.queue_due() == 1
        assert "14/11/2026" in written()[1][1]
        assert doctor.examine() == []


def test_nothing_leaves_where_it_is_off_or_its_feature_is(reminding: Reminding) -> None:
    reminding.make(reminding.desk.client())
    features.choose(frozenset(), seen=features.in_use(), **reminding.who)
    assert due.queue_due() == 0
    features.choose(frozenset({Feature.APPOINTMENTS}), seen=features.in_use(), **reminding.who)
    reminding.choose(days=None)
    assert due.queue_due() == 0
    assert written() == []


def test_whoever_arranged_it_after_that_hour_is_not_reminded(reminding: Reminding) -> None:
    client = reminding.desk.client()
    late = reminding.make(client, at=clock.now())
    assert (due.queue_due(), reminding.where(late)) == (0, ReminderState.NONE)
    moved = reminding.make(client, TODAY + timedelta(days=5))
    reminding.change(moved, day=TOMORROW)
    assert due.queue_due() == 0
    reminding.change(moved, subject="Glycémie")  # which arranges nothing anew
    assert due.queue_due() == 0


def test_what_waits_for_a_moved_one_is_cancelled_and_its_new_day_has_its_own(reminding: Reminding) -> None:
    made = reminding.make(reminding.desk.client())
    due.queue_due()
    reminding.change(made, day=date(2026, 11, 20), start=600)
    assert [now for *_, now in written()] == ["cancelled"]
    assert Message.get().cause is Cause.OVERTAKEN
    with clock.stopped_at(datetime(2026, 11, 19, 10, tzinfo=UTC)):
        assert due.queue_due() == 1
        assert "20/11/2026 à 10:00" in written()[1][1]
        assert doctor.examine() == []


def test_a_cancelled_one_calls_its_reminder_off(reminding: Reminding) -> None:
    made = reminding.make(reminding.desk.client())
    due.queue_due()
    reminding.cancel(made)
    assert ([now for *_, now in written()], due.queue_due()) == (["cancelled"], 0)
    assert doctor.examine() == []


def test_another_subject_or_person_writes_it_anew(reminding: Reminding) -> None:
    client = reminding.desk.client("Martinez", mobile="+212612345678")
    zoe = reminding.contact(client, "Zoé", "+212699999999")
    made = reminding.make(client)
    templates.create("Avec motif", Goal.APPOINTMENT, "{client}: {motif} a {heure}", **reminding.who)
    due.queue_due()
    reminding.change(made, subject="Glycémie", contact=zoe)
    assert due.queue_due() == 1
    assert written() == [
        ("+212612345678", "Martinez: Vaccin a 15:00", "cancelled"),
        ("+212699999999", "Zoé: Glycémie a 15:00", "queued"),
    ]
    reminding.change(made, minutes=45)
    assert [now for *_, now in written()] == ["cancelled", "queued"]


def test_one_that_left_is_not_said_twice_for_one_day(reminding: Reminding) -> None:
    made = reminding.make(reminding.desk.client())
    due.queue_due()
    leave()
    reminding.change(made, start=1000)
    assert (due.queue_due(), reminding.where(made)) == (0, ReminderState.OTHER_HOUR)
    reminding.send(made)  # by hand, as it says another hour
    assert [now for *_, now in written()] == ["sent", "queued"]
    assert "16:40" in written()[1][1]
    with pytest.raises(AlreadyReminded):
        reminding.send(made)
    assert doctor.examine() == []


def test_a_contact_without_a_mobile_is_reminded_by_the_clients(reminding: Reminding) -> None:
    client = reminding.desk.client("Martinez", mobile="+212612345678")
    reminding.make(client, contact=reminding.contact(client, "Zoé"))
    due.queue_due()
    ((number, text, _),) = written()
    assert (number, text.partition(",")[0]) == ("+212612345678", "Bonjour Zoé")


def test_what_is_in_the_way_is_shown_and_looked_at_again(reminding: Reminding) -> None:
    desk = reminding.desk
    landline, objected = desk.client(mobile=""), desk.client()
    desk.says(objected, False)
    archived, asleep, silent = desk.client(), desk.client(), desk.client()
    made = [reminding.make(client) for client in (landline, objected, archived, asleep, silent)]
    client_status.archive(archived, **reminding.who)
    client_status.put_to_sleep(asleep, **reminding.who)
    before = [reminding.where(each) for each in made]
    assert before == [*[ReminderState.CANNOT] * 3, *[ReminderState.WILL_GO] * 2]
    assert (due.queue_due(), len(written())) == (2, 2)
    assert [reminding.where(each) for each in made] == [
        *[ReminderState.CANNOT] * 3,
        *[ReminderState.WRITTEN] * 2,
    ]
    with pytest.raises(WantsNoMessage):
        reminding.send(made[1])
    assert doctor.examine() == []


def test_a_stop_cancels_what_waits(reminding: Reminding) -> None:
    client = reminding.desk.client()
    reminding.make(client)
    due.queue_due()
    reminding.desk.says(client, False)
    assert ([now for *_, now in written()], due.queue_due()) == (["cancelled"], 0)


def test_none_leaves_once_the_appointment_has_begun(reminding: Reminding) -> None:
    made = reminding.make(reminding.desk.client(), start=520)
    due.queue_due()
    with clock.stopped_at(datetime(2026, 11, 13, 8, 40, tzinfo=UTC)):
        due.queue_due()
        assert [now for *_, now in written()] == ["cancelled"]
        with pytest.raises(AppointmentBegun):
            reminding.send(made)
        assert doctor.examine() == []


def test_its_units_are_counted_and_without_any_none_is_written(reminding: Reminding) -> None:
    client = reminding.desk.client()
    made = reminding.make(client)
    text = "rendez-vous le {date} à {heure} " + "é" * 110
    templates.create("Longue", Goal.APPOINTMENT, text, **reminding.who)
    due.queue_due()
    assert Message.get().cost == 1
    other = reminding.make(client, start=960)
    while True:
        try:
            single.send_test("+212612345678", "essai", **reminding.who)
        except Refused:
            break
    assert (due.queue_due(), reminding.where(other)) == (0, ReminderState.CANNOT)
    assert reminding.where(made) is ReminderState.WRITTEN


def test_it_is_not_sent_again_from_the_history(reminding: Reminding) -> None:
    made = reminding.make(reminding.desk.client())
    due.queue_due()
    reminding.change(made, day=date(2026, 11, 20))
    with pytest.raises(NotToSendAgain):
        single.send_again(Message.get().id, **reminding.who)


def test_who_read_an_older_appointment_sends_nothing(reminding: Reminding) -> None:
    made = reminding.make(reminding.desk.client())
    reminding.change(made, start=960)
    with pytest.raises(AppointmentChanged):
        reminders.send(made, version=0, **reminding.who)


def test_who_may_not_send_does_not_let_them_leave(reminding: Reminding) -> None:
    reminding.choose(days=None)
    senders.let_send(reminding.desk.counter.staff, False, security=secured(), **reminding.who)
    with pytest.raises(MayNotSend):
        reminding.choose(days=1)
    reminding.choose(hour=time(11))  # nothing leaves by that
    with pytest.raises(MayNotSend):
        reminding.send(reminding.make(reminding.desk.client()))


def test_an_hour_at_which_nothing_leaves_is_refused(reminding: Reminding) -> None:
    with pytest.raises(NothingLeavesThen):
        reminding.choose(hour=time(20))
    assert rules.chosen() == ReminderRules(1)


def test_a_template_knows_what_its_goal_can_say(reminding: Reminding) -> None:
    for goal, text in ((Goal.CUSTOM, "à {heure}"), (Goal.APPOINTMENT, "{solde}")):
        with pytest.raises(UnknownPlaceholder):
            templates.create("x", goal, text, **reminding.who)
    for goal in (Goal.APPOINTMENT, Goal.BIRTHDAY):
        body = templates.shipped(goal).body
        assert rendering.checked(body, goal) == body


@settings(max_examples=3, deadline=None)
@given(steps=st.lists(st.sampled_from("mcqlrq"), min_size=3, max_size=9))
def test_whatever_is_done_no_day_is_said_twice_and_no_other_hour_waits(
    renewed: Any, steps: list[str]
) -> None:
    """Moved, cancelled, written, left, moved back: the doctor finds nothing."""
    counter = renewed()
    desk = Desk(counter)
    desk.buy(100)
    reminding = Reminding(desk)
    features.choose(frozenset({Feature.APPOINTMENTS}), seen=features.in_use(), **reminding.who)
    reminding.choose(days=7)
    made = [reminding.make(desk.client(), TODAY + timedelta(days=1 + each)) for each in range(2)]
    for place, step in enumerate(steps):
        which = made[place % 2]
        row = Appointment.get_by_id(which)
        if step == "q":
            due.queue_due()
        elif step == "l":
            leave()
        elif row.status == "kept" and step == "m":
            there = TODAY + timedelta(days=1 + (row.day - TODAY).days % 3)
            with clock.stopped_at(EARLIER - timedelta(days=7)):
                reminding.change(which, day=there)
        elif row.status == "kept" and step == "r":
            reminding.change(which, start=600 + place * 10)
        elif step == "c" and place > 5:
            reminding.cancel(which)
    due.queue_due()
    assert doctor.examine() == []
    queued = [row for row in Message.select() if row.state is MessageState.QUEUED]
    assert len(queued) <= 2


def leave() -> None:
    """The gateway takes all that waits."""
    for message in sending.claim("gateway", 10):
        sending.accepted(message.id, "gateway", gateway="kannel")
