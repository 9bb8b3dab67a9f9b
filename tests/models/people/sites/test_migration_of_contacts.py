"""A base whose sites had one contact each becomes one where that is the main contact, and nothing is lost."""

import shutil
from pathlib import Path

import pytest

from models import doctor
from models.people.clients import verbs as clients
from models.people.clients.fields import ClientFields
from models.people.sites import table
from models.people.sites.contacts import table as contacts
from models.people.sites.contacts.listing import contacts_of
from models.people.sites.contacts.table import SiteContactFields
from models.people.sites.listing import SiteListing
from models.people.sites.table import Site
from models.store import connection, opening, schema
from models.store.search.folding import fold
from tests.asking import by_staff
from tests.conftest import establish

THE_MIGRATION = "0030_site_contacts"
SITE = (
    "INSERT INTO site (client_id, name, name_key, address, postal_code, city, province, country, contact,"
    " phone, by_default, active)"
    " VALUES ({client}, '{name}', '{key}', '', '', '', '', '', '{contact}', '{phone}', {default}, {active})"
)
SITES = (("Dépôt", "Omar", "+212612345678"), ("Quai", "", "+212537771234"), ("Annexe", "", ""))
"""The last one is retired."""


def leave_one_contact_each(target: str | Path, migrations: Path) -> None:
    for file in schema.MIGRATIONS.glob("[0-9]*.py"):
        if file.stem != THE_MIGRATION:  # the verbs that make its client know all the others
            shutil.copy(file, migrations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", migrations)
        opening.open_database(target)
        client = clients.create(ClientFields("Clinique"), by=by_staff(establish().id)).id
        run = connection.database.execute_sql
        for number, (name, contact, phone) in enumerate(SITES):
            active = name != "Annexe"
            run(
                SITE.format(
                    client=client,
                    name=name,
                    key=fold(name),
                    contact=contact,
                    phone=phone,
                    default=number == 0,
                    active=active,
                )
            )
            words = table.words_of(Site(name=name)) | contacts.words_of(
                SiteContactFields(contact, phone=phone)
            )
            for word in sorted(words) if active else ():
                run(f"INSERT INTO site_word (word, site_id) VALUES ('{word}', {number + 1})")
        connection.close()


def test_the_contact_of_each_site_becomes_its_main_contact(target: str | Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    leave_one_contact_each(target, before)

    opening.open_database(target)

    kept = [[(row.name, row.phone, row.main, row.active) for row in contacts_of(site)] for site in (1, 2, 3)]
    assert kept == [[("Omar", "+212612345678", True, True)], [("", "+212537771234", True, True)], []]
    assert [(row.name, row.contact) for row in SiteListing("omar").read(9)] == [("Dépôt", "Omar")]
    assert doctor.examine() == []
    connection.close()
