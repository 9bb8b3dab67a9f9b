"""A contact on the wrong fiche is moved to another client, as long as nothing was for them."""

import pytest

from models import doctor
from models.appointments import verbs as appointments
from models.appointments.table import AppointmentFields
from models.comments import listing as comments_kept
from models.comments import verbs as comments
from models.comments.table import Subject, SubjectKind
from models.merging import moving
from models.merging.moving import ContactInUse
from models.people.contacts import verbs as contacts
from models.people.contacts.listing import ContactListing, contacts_of
from models.people.contacts.verbs import RelationToOneself
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.store import clock
from models.traceability.about import OfClient, OfContact
from models.traceability.listing import Changes
from models.trade.attributing import verbs as attributing
from models.trade.documents import quotes
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add


@pytest.mark.capability("ct-edit")
def test_a_contact_moves_with_what_is_theirs_and_both_fiches_tell_it(counter: Counter) -> None:
    jeanne, salma = counter.client(), counter.client("Alaoui", "Salma")
    depot = sites.create(jeanne, SiteFields("Dépôt"), by=by_staff(counter.staff))
    zoe = add(counter, jeanne, "Bennis", "Zoé", mobile="0612345678", site=depot)
    on = Subject(SubjectKind.CONTACT, zoe)
    comments.add(jeanne, "vient le lundi", on=on, by=by_staff(counter.staff))
    asked = by_staff(counter.staff)
    moving.move(zoe, salma, by=asked)
    moving.move(zoe, salma, by=asked)
    assert contacts_of(jeanne) == []
    (row,) = contacts_of(salma)
    assert (row.name, row.mobile, row.site) == ("Bennis Zoé", "+212612345678", "")
    assert [each.remark for each in comments_kept.of(on)] == ["vient le lundi"]
    assert [each.client for each in ContactListing("zoé alaoui").read(5)] == [salma]
    for client in (jeanne, salma):
        told = [each for each in Changes(OfClient(client)).read(50) if each.verb == moving.MOVES]
        assert [(each.before, each.after) for each in told if each.field == "client"] == [(jeanne, salma)]
    verbs = [each.verb for each in Changes(OfContact(salma, zoe)).read(50) if each.field in ("", "client")]
    assert verbs == [moving.MOVES, "comments.add", "contacts.create"]
    assert doctor.examine() == []


def test_for_whom_something_is_or_was_stays_with_the_figures(counter: Counter) -> None:
    jeanne, salma = counter.client(), counter.client("Alaoui", "Salma")
    zoe, lines = add(counter, jeanne, "Bennis", "Zoé"), [NewLine(counter.product(500))]
    sale = sales.sell(jeanne, lines, for_contact=zoe, by=by_staff(counter.staff))
    attributing.attribute(sale.id, None, by=by_staff(counter.staff))
    quotes.create(jeanne, lines, for_contact=zoe, by=by_staff(counter.staff))
    visit = AppointmentFields(clock.today(), 600, 30, "Vaccin", counter.staff, zoe)
    appointments.create(jeanne, visit, by=by_staff(counter.staff))
    with pytest.raises(ContactInUse) as refused:
        moving.move(zoe, salma, by=by_staff(counter.staff))
    assert refused.value == ContactInUse("Bennis Zoé", 1, 1, 1)
    oneself = add(counter, jeanne, "Alaoui", "Salma")
    with pytest.raises(RelationToOneself):
        moving.move(oneself, salma, by=by_staff(counter.staff))
    assert len(contacts_of(jeanne)) == 2
    contacts.retire(oneself, by=by_staff(counter.staff))
    assert doctor.examine() == []
