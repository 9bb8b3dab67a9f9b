"""Who created a fiche and who changed it last; and what a staff member chose last."""

from datetime import timedelta

from models.money.ledger import client_status
from models.people.clients import verbs as clients
from models.people.clients.authorship import authorship
from models.people.clients.bulk import NewClient, insert
from models.people.clients.verbs import ClientFields
from models.people.staff import login as staff
from models.people.staff import preferences
from models.store import clock
from models.store.connection import transaction
from tests.asking import by_staff
from tests.models.conftest import Counter


def test_a_fiche_names_who_created_it_and_who_changed_it_last(counter: Counter) -> None:
    client = counter.client()
    made = authorship(client)
    assert made.created is not None
    assert made.created.by == "S. Amrani"
    assert made.created.at == clock.now()
    assert made.changed is None
    other = staff.engage("K. Idrissi", "5678").id
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        clients.edit(client, ClientFields(last_name="Other"), version=1, by=by_staff(other))
        changed = authorship(client)
        assert changed.created == made.created
        assert changed.changed is not None
        assert (changed.changed.by, changed.changed.at) == ("K. Idrissi", clock.now())


def test_archiving_changes_a_fiche_and_a_sale_does_not(counter: Counter) -> None:
    client, buyer = counter.client(), counter.client("Nadir")
    client_status.archive(client, by=by_staff(counter.staff))
    counter.sell(buyer, 1_000)
    assert authorship(client).changed is not None
    assert authorship(buyer).changed is None


def test_nobody_is_named_for_a_client_who_came_from_a_file(counter: Counter) -> None:
    with transaction():
        (client,) = insert([NewClient(ClientFields(last_name="Imported"))])
    assert authorship(client).created is None


def test_a_folder_whose_name_is_no_text_is_not_remembered(counter: Counter) -> None:
    preferences.remember(counter.staff, "folder", "/srv/caf\udce9")
    preferences.remember(counter.staff, "folder", "/srv/\x00")
    assert preferences.preferred(counter.staff, "folder") == ""


def test_a_preference_is_of_one_staff_member(counter: Counter) -> None:
    other = staff.engage("K. Idrissi", "5678").id
    preferences.remember(counter.staff, "statement folder", "~/Relevés")
    preferences.remember(other, "statement folder", "/tmp")
    preferences.remember(counter.staff, "statement folder", "~/Documents")
    assert preferences.preferred(counter.staff, "statement folder") == "~/Documents"
    assert preferences.preferred(other, "statement folder") == "/tmp"
    assert preferences.preferred(counter.staff, "something else") == ""
